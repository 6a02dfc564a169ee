// Package deque has the queue that a worker keeps its tasks in, and that other
// workers steal from when they have none.
package deque

import "sync"

// Deque is a queue with two ends: the owner's tail, and the thieves' head.
//
// The elements lie in a ring. Their places are counted on and on, so that tail
// minus head is their number; place i is ring[i % len(ring)].
type Deque[T any] struct {
	mu   sync.Mutex
	ring []T // guarded by mu
	head int // the oldest element, guarded by mu
	tail int // one past the newest, guarded by mu
}

// New returns an empty deque, which holds as many elements as are pushed.
func New[T any]() *Deque[T] {
	return &Deque[T]{ring: make([]T, 8)}
}

// Push adds v at the tail.
func (d *Deque[T]) Push(v T) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.tail-d.head == len(d.ring) {
		d.grow()
	}
	*d.at(d.tail) = v
	d.tail++
}

// Pop removes the newest element.
func (d *Deque[T]) Pop() (v T, ok bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.head == d.tail {
		return v, false
	}
	d.tail--
	return d.clear(d.tail), true
}

// Steal removes the oldest element.
func (d *Deque[T]) Steal() (v T, ok bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.head == d.tail {
		return v, false
	}
	d.head++
	return d.clear(d.head - 1), true
}

func (d *Deque[T]) at(place int) *T { return &d.ring[place%len(d.ring)] }

// clear returns the element and forgets it, so that its memory can be freed.
func (d *Deque[T]) clear(place int) T {
	var none T
	v := *d.at(place)
	*d.at(place) = none
	return v
}

// grow moves the elements to a ring of twice the size. They keep their numbers,
// and so most of them get another place.
func (d *Deque[T]) grow() {
	bigger := make([]T, 2*len(d.ring))
	for place := d.head; place < d.tail; place++ {
		bigger[place%len(bigger)] = *d.at(place)
	}
	d.ring = bigger
}
