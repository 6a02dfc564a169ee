// Package lazy makes things when they are first needed.
package lazy

// Lazy is a value that is made by a function, init, when somebody first asks for
// it. Many goroutines may ask at once.
//
//   - No two calls of init are ever under way at the same time.
//   - A value that was made stays: after init has returned without an error, it is not
//     called again, whatever the value is, and every Get returns that value.
//   - An error does not stay: a Get that begins after a Get has returned an error
//     calls init anew (or waits, if another Get has begun a call by then).
//   - Lazies do not know of each other: init may call Get of another Lazy.
//   - Who waits sleeps, and while nobody calls Get, a Lazy keeps no goroutine.
type Lazy[T any] struct {
	// TODO: add what you need.
}

// New returns a Lazy whose value init makes. New does not call init. For its part,
// init does not call Get of the same Lazy.
func New[T any](init func() (T, error)) *Lazy[T] {
	panic("TODO: keep init for later")
}

// Get returns the value, if need be after calling init to make it. If a call of
// init is already under way, Get waits for that one and returns what it returned:
// the same value, or the same error. This holds also if somebody else has begun the
// next attempt by then. One Get does not try again after an error.
//
// If init panics, the Get that called it panics with the same value, and the next
// Get calls init anew. The Gets that were waiting for that call must not wait for
// ever, nor return a nil error without a value: they may panic with the same
// value, return an error, or try again, one at a time.
func (l *Lazy[T]) Get() (T, error) {
	panic("TODO: make the value, or wait for the one who makes it")
}
