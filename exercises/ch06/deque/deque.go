// Package deque has the queue that a worker keeps its tasks in, and that other
// workers steal from when they have none.
package deque

// Deque is a queue with two ends. Its owner works at the tail, with Push and Pop;
// only one goroutine at a time does that. Thieves, any number of them, call Steal
// at the head, at the same time as each other and as the owner.
//
// Each call takes effect at one moment between its beginning and its end, so that
// every element that was pushed is handed out exactly once. No call waits for an
// element, and the deque has no goroutines of its own.
type Deque[T any] struct {
	// TODO: add what you need.
}

// New returns an empty deque, which holds as many elements as are pushed.
func New[T any]() *Deque[T] {
	panic("TODO: return an empty deque")
}

// Push adds v at the tail. What the owner wrote before Push, whoever gets v can
// read. Only the owner calls it.
func (d *Deque[T]) Push(v T) {
	panic("TODO: add v at the tail")
}

// Pop removes the newest element and returns it, with ok true. If the deque is
// empty, it returns the zero value and false. Only the owner calls it.
func (d *Deque[T]) Pop() (v T, ok bool) {
	panic("TODO: take from the tail")
}

// Steal removes the oldest element and returns it, with ok true. If the deque is
// empty, it returns the zero value and false; that somebody else was quicker is
// no reason to return false while there are elements left. Anybody may call it.
func (d *Deque[T]) Steal() (v T, ok bool) {
	panic("TODO: take from the head")
}
