// Package lazy makes things when they are first needed.
package lazy

import "sync"

// Lazy is a value that is made when somebody first asks for it.
type Lazy[T any] struct {
	init    func() (T, error)
	mu      sync.Mutex
	current *attempt[T] // guarded by mu; nil, under way, or successful
}

// attempt is one call of init. The fields but done are written before done is closed, and
// read after.
type attempt[T any] struct {
	done     chan struct{}
	value    T
	err      error
	panicked bool
}

// New returns a Lazy whose value init makes.
func New[T any](init func() (T, error)) *Lazy[T] {
	return &Lazy[T]{init: init}
}

// Get returns the value, made now if it has to be.
func (l *Lazy[T]) Get() (T, error) {
	for {
		a, mine := l.join()
		if mine {
			return l.run(a)
		}
		<-a.done
		// From the attempt and not from l, where the next one may be by now.
		if !a.panicked {
			return a.value, a.err
		}
	}
}

// join returns the current attempt, and whether the caller is to run it.
func (l *Lazy[T]) join() (a *attempt[T], mine bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.current != nil {
		return l.current, false
	}
	l.current = &attempt[T]{done: make(chan struct{}), panicked: true}
	return l.current, true
}

// run calls init, and makes room for the next attempt if it fails.
func (l *Lazy[T]) run(a *attempt[T]) (T, error) {
	defer close(a.done)
	defer func() { // also when init panics
		if a.panicked || a.err != nil {
			l.mu.Lock()
			defer l.mu.Unlock()
			l.current = nil
		}
	}()
	a.value, a.err = l.init()
	a.panicked = false
	return a.value, a.err
}
