// Package fairlock has a lock for which those who want it stand in a queue.
package fairlock

// FairMutex is a lock for use by many goroutines: at most one holds it at a
// time. What one holder did to memory before Unlock, the next one sees.
//
// It is fair. Whoever waits in Lock has a place in a queue, and keeps it:
//
//   - Those who wait get the lock in the order in which they came.
//   - Nobody overtakes the queue. One who comes while others wait, be it with
//     Lock or with TryLock, does not get the lock before them, even if it is
//     the one who has unlocked it just now.
//
// When two come at the very same moment, either may be the first.
//
// To wait costs no processor time: there is no busy loop. Nobody tells a lock
// when it is no longer needed, so it keeps no goroutine running that would stay
// behind when nobody holds the lock and nobody waits.
type FairMutex struct {
	// TODO: add what you need.
}

// New returns a lock that nobody holds.
func New() *FairMutex {
	panic("TODO: return a lock that is free")
}

// Lock returns when the caller holds the lock. While another holds it, Lock
// waits.
func (m *FairMutex) Lock() {
	panic("TODO: take the lock, or stand in the queue until it is your turn")
}

// TryLock takes the lock and returns true, if nobody holds it and nobody waits
// for it. Otherwise it returns false at once, and it is as if it had not been
// called.
func (m *FairMutex) TryLock() bool {
	panic("TODO: take the lock if that overtakes nobody")
}

// Unlock gives the lock back. If somebody waits, the first in the queue gets it.
//
// If nobody holds the lock, Unlock panics. A caller may recover from that
// panic; the lock is still free then, and as usable as before.
func (m *FairMutex) Unlock() {
	panic("TODO: pass the lock on to whoever has waited longest")
}
