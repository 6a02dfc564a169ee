// Package gauge measures concurrency: how many things are under way at once.
package gauge

import "sync"

// Gauge counts how many functions are under way, and remembers the most.
type Gauge struct {
	mu     sync.Mutex
	inside int // guarded by mu
	peak   int // guarded by mu
}

// Do calls f and counts it as under way until it has ended.
func (g *Gauge) Do(f func()) {
	g.enter()
	defer g.leave() // a panic and Goexit come by here too
	f()
}

// The lock is not held while f runs: it would let one in at a time.
func (g *Gauge) enter() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.inside++
	g.peak = max(g.peak, g.inside)
}

func (g *Gauge) leave() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.inside--
}

// Peak returns the most functions that have been under way at once.
func (g *Gauge) Peak() int {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.peak
}

// Span is the time from Start on until End, without the moment End.
type Span struct{ Start, End int }

// Overlaps returns the most spans that have a moment in common.
func Overlaps(spans []Span) int {
	most := 0
	for _, s := range spans {
		// The number grows only where a span starts, so that is where to look.
		if s.Start < s.End {
			most = max(most, underWay(spans, s.Start))
		}
	}
	return most
}

func underWay(spans []Span, moment int) int {
	n := 0
	for _, s := range spans {
		if s.Start <= moment && moment < s.End {
			n++
		}
	}
	return n
}
