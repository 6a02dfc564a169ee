// Package starter holds a gate that many goroutines wait at, and that one call
// opens for all of them.
package starter

import "context"

// Gate is a gate that is open or shut. Any number of goroutines may call its
// methods at the same time.
//
//   - Whoever waits sleeps. A goroutine that goes round and round until the gate
//     opens keeps a processor busy.
//   - A gate has no Close: while nobody waits, it keeps no goroutine running.
//   - Two gates have nothing to do with each other.
type Gate struct {
	// TODO: add what you need.
}

// New returns a gate that is shut.
func New() *Gate {
	panic("TODO: make a gate that is shut")
}

// Wait returns nil at once if the gate is open. If it is shut, Wait waits until
// somebody opens it, and then returns nil; or until ctx is done, and then returns
// the error of ctx. If ctx is done and the gate is opened as well, either answer
// is fine.
//
// One who gives up makes no difference to the others.
func (g *Gate) Wait(ctx context.Context) error {
	panic("TODO: wait until the gate is open or ctx is done")
}

// Open opens the gate. It frees everybody who is waiting at that moment, however
// many there are, and everybody who comes while the gate is open. Opening an open
// gate does nothing.
func (g *Gate) Open() {
	panic("TODO: free everybody")
}

// Reset shuts the gate: whoever calls Wait after Reset has returned waits for the
// next Open. Whoever an Open has freed stays freed: after Open and, directly after
// it, Reset, everybody who was waiting before the Open returns from Wait, even
// if they did not get to run in between.
//
// Resetting a gate that is shut does nothing. In particular, those who wait at it
// go on waiting, and the next Open frees them.
func (g *Gate) Reset() {
	panic("TODO: shut the gate for those who come from now on")
}
