package kit

import "sync"

// Gate holds goroutines back until it opens, and then lets them all go at the
// same moment. Start goroutines behind a gate when the bug that a test looks
// for needs two of them to collide.
type Gate struct {
	once sync.Once
	open chan struct{}
}

// NewGate returns a closed gate.
func NewGate() *Gate { return &Gate{open: make(chan struct{})} }

// Wait returns once the gate is open.
func (g *Gate) Wait() { <-g.open }

// Open lets everyone through, now and later. Opening twice is fine.
func (g *Gate) Open() { g.once.Do(func() { close(g.open) }) }
