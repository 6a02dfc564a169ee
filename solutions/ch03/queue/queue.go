// Package queue holds a queue of limited length, on which both sides can wait.
package queue

import (
	"errors"
	"sync"
)

// ErrClosed says that the queue is closed: for Put at once, for Take when no
// items are left.
var ErrClosed = errors.New("queue: closed")

// Queue is a queue of items for use by many goroutines at once.
type Queue[T any] struct {
	capacity int

	mu     sync.Mutex
	room   *sync.Cond // the queue may have become not full, or closed
	item   *sync.Cond // the queue may have become not empty, or closed
	items  []T        // guarded by mu, the oldest first
	closed bool       // guarded by mu
}

// New returns an empty queue that holds at most capacity items at a time.
func New[T any](capacity int) *Queue[T] {
	q := &Queue[T]{capacity: max(capacity, 1)}
	// Two conditions for one mutex, so that a Signal reaches one who can use it.
	q.room = sync.NewCond(&q.mu)
	q.item = sync.NewCond(&q.mu)
	return q
}

// Put adds v at the end of the queue, and waits while it is full.
func (q *Queue[T]) Put(v T) error {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.items) == q.capacity && !q.closed {
		q.room.Wait()
	}
	if q.closed {
		return ErrClosed
	}
	q.items = append(q.items, v)
	q.item.Signal()
	return nil
}

// Take removes the oldest item, and waits while there is none.
func (q *Queue[T]) Take() (T, error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	// A loop, for between the Signal and the moment when this goroutine has the
	// mutex again, another may have come and taken the item.
	for len(q.items) == 0 && !q.closed {
		q.item.Wait()
	}
	var zero T
	if len(q.items) == 0 {
		return zero, ErrClosed
	}
	v := q.items[0]
	q.items[0] = zero // the array lives on, and would keep v alive
	q.items = q.items[1:]
	q.room.Signal()
	return v, nil
}

// Close closes the queue and wakes everyone who waits.
func (q *Queue[T]) Close() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.closed = true
	q.room.Broadcast()
	q.item.Broadcast()
}
