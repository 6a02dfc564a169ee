// Package fairlock has a lock for which those who want it stand in a queue.
package fairlock

import "sync"

// FairMutex is a lock that those who wait get in the order in which they came.
type FairMutex struct {
	mu    sync.Mutex      // held for a few instructions, never while waiting
	held  bool            // guarded by mu
	queue []chan struct{} // guarded by mu; one for each who waits; empty unless held
}

// New returns a lock that nobody holds.
func New() *FairMutex { return &FairMutex{} }

// Lock takes the lock, or waits in the queue until it is handed over.
func (m *FairMutex) Lock() {
	if turn := m.enter(); turn != nil {
		<-turn
	}
}

// enter takes the lock if it is free, and otherwise a place in the queue.
func (m *FairMutex) enter() (turn <-chan struct{}) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if !m.held {
		m.held = true
		return nil
	}
	mine := make(chan struct{})
	m.queue = append(m.queue, mine)
	return mine
}

// TryLock takes the lock if it is free.
func (m *FairMutex) TryLock() bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.held {
		return false
	}
	m.held = true
	return true
}

// Unlock hands the lock to the first in the queue. Then the lock is not free in
// between, and there is no moment for anybody to get in ahead.
func (m *FairMutex) Unlock() {
	m.mu.Lock()
	defer m.mu.Unlock()
	switch {
	case !m.held:
		panic("fairlock: unlock of a lock that nobody holds")
	case len(m.queue) == 0:
		m.held = false
	default:
		close(m.queue[0])
		m.queue = m.queue[1:]
	}
}
