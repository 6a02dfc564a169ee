// Package gauge measures concurrency: how many things are under way at once.
package gauge

// Gauge counts how many functions are under way, and remembers the most that there
// were at once. The zero Gauge is ready for use. Any number of goroutines may use
// it at the same time.
type Gauge struct {
	// TODO: add what you need.
}

// Do calls f once, as if the caller had called it directly, and counts it as under
// way from before f begins until f has ended. However f ends, it has left then:
// by returning, by a panic (which goes on to the caller of Do), or by
// runtime.Goexit.
//
// Do makes nobody wait for anybody: any number of calls can be under way. f may
// call Do itself; then two are under way. It may also call Peak.
func (g *Gauge) Do(f func()) {
	panic("TODO: count, call f, and count back")
}

// Peak returns the most functions that have been under way at once so far. Before
// the first call of Do, that is 0. It never becomes smaller.
//
// Under way is not the same as running: it counts who has begun and not ended,
// even if there is one processor, and most of them wait.
func (g *Gauge) Peak() int {
	panic("TODO: return the most there have been")
}

// Span is the time from Start on until End. The moment Start belongs to it, the
// moment End does not. A Span with an End that is not after its Start is empty: no
// moment belongs to it.
type Span struct{ Start, End int }

// Overlaps returns the most spans that have a moment in common. The spans are in no
// particular order. The slice is the caller's: it is not changed.
//
// It answers from a record what Gauge answers while things happen.
func Overlaps(spans []Span) int {
	panic("TODO: find the busiest moment")
}
