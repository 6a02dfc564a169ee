// Package queue holds a queue of limited length, on which both sides can wait.
package queue

import "errors"

// ErrClosed says that the queue is closed: for Put at once, for Take when no
// items are left.
var ErrClosed = errors.New("queue: closed")

// Queue is a queue of items for use by many goroutines at once.
//
//   - First in, first out: an item whose Put has returned comes out before any
//     item whose Put begins after that. (Among several that wait in Put at the
//     same time, any may be the next to get in.)
//   - Every item whose Put returned nil comes out of exactly one Take.
//   - Whoever can go on does go on: no Put waits while there is room, and no
//     Take waits while there is an item.
//   - Whoever waits sleeps. A goroutine that goes round and round until
//     something changes keeps a processor busy.
//   - A queue that is closed and empty keeps no goroutine running.
type Queue[T any] struct {
	// TODO: add what you need.
}

// New returns an empty queue that holds at most capacity items at a time. A
// capacity of less than 1 counts as 1.
func New[T any](capacity int) *Queue[T] {
	panic("TODO: make an empty queue")
}

// Put adds v at the end of the queue. While the queue is full, Put waits. Once
// Close has returned, nothing more goes in: Put returns ErrClosed, also a Put
// that has been waiting since before the Close, and the queue stays as it was.
func (q *Queue[T]) Put(v T) error {
	panic("TODO: wait for room, then add v")
}

// Take removes the item at the front of the queue and returns it. While the
// queue is empty, Take waits. From a closed queue it goes on taking the items
// that are left; when none is left it returns the zero value and ErrClosed, also
// where it has been waiting since before the Close.
func (q *Queue[T]) Take() (T, error) {
	panic("TODO: wait for an item, then remove it")
}

// Close closes the queue and wakes everyone who waits. It does not wait for the
// items that are left to be taken. Closing again does nothing, and several
// goroutines may do it at once.
func (q *Queue[T]) Close() {
	panic("TODO: close the queue, and tell all who wait")
}
