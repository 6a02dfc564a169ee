// Package starter holds a gate that many goroutines wait at, and that one call
// opens for all of them.
package starter

import (
	"context"
	"sync"
)

// Gate is a gate that is open or shut.
type Gate struct {
	mu     sync.Mutex
	opened chan struct{} // guarded by mu; closed when the gate opens
	isOpen bool          // guarded by mu
}

// New returns a gate that is shut.
func New() *Gate { return &Gate{opened: make(chan struct{})} }

// Wait waits until the gate is open or ctx is done.
func (g *Gate) Wait(ctx context.Context) error {
	// The channel stays the right one for this call, whatever Reset puts in its
	// place: whoever has it is freed when it is closed.
	g.mu.Lock()
	opened := g.opened
	g.mu.Unlock()
	select {
	case <-opened:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Open frees everybody who waits, and everybody who comes until the next Reset.
func (g *Gate) Open() {
	g.mu.Lock()
	defer g.mu.Unlock()
	if !g.isOpen {
		g.isOpen = true
		close(g.opened)
	}
}

// Reset shuts the gate for those who come from now on.
func (g *Gate) Reset() {
	g.mu.Lock()
	defer g.mu.Unlock()
	// Not at a shut gate: people wait at its channel.
	if g.isOpen {
		g.isOpen = false
		g.opened = make(chan struct{})
	}
}
