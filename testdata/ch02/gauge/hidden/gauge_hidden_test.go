package gauge_test

import (
	"runtime"
	"slices"
	"sync"
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch02/gauge"
	"github.com/concurrency-in-go/course/exercises/internal/kit"
	"github.com/stretchr/testify/assert"
)

// together has n calls of Do under way at once, and returns when they have ended.
func together(g *gauge.Gauge, n int) {
	meet := kit.NewRendezvous(n)
	var wg sync.WaitGroup
	for range n {
		wg.Go(func() { g.Do(meet.Meet) })
	}
	wg.Wait()
}

func TestNobodyYet(t *testing.T) {
	var g gauge.Gauge
	assert.Zero(t, g.Peak(), "nothing has been under way")
}

func TestAllAtOnce(t *testing.T) {
	for _, n := range []int{1, 2, 5, 40} {
		var g gauge.Gauge
		together(&g, n)
		assert.Equal(t, n, g.Peak(), "%d functions met inside Do, so as many were under way at once", n)
	}
}

func TestSameOnOneProcessor(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	var g gauge.Gauge
	together(&g, 6)
	assert.Equal(t, 6, g.Peak(), "on one processor, too, six functions were under way at once: five of them waited")
}

func TestPeakStaysAndGrows(t *testing.T) {
	var g gauge.Gauge
	for _, step := range []struct{ n, want int }{{2, 2}, {1, 2}, {4, 4}, {3, 4}, {1, 4}} {
		together(&g, step.n)
		assert.Equal(t, step.want, g.Peak(), "%d more were under way at once, and the most so far is %d", step.n, step.want)
	}
}

func TestInsideCounts(t *testing.T) {
	var g gauge.Gauge
	var seen []int
	look := func() { seen = append(seen, g.Peak()) }
	g.Do(func() {
		look()
		g.Do(func() {
			look()
			g.Do(look)
		})
		g.Do(look)
	})
	assert.Equal(t, []int{1, 2, 3, 3}, seen, "a function counts from before it begins, and one inside another counts as well")
}

func TestPanicLeaves(t *testing.T) {
	var g gauge.Gauge
	for range 3 {
		func() {
			defer func() {
				assert.Equal(t, "f is in trouble", recover(), "the panic of f goes on to the caller of Do")
			}()
			g.Do(func() { panic("f is in trouble") })
		}()
	}
	assert.Equal(t, 1, g.Peak(), "three functions panicked, each after the one before: who panics has left")
}

func TestGoexitLeaves(t *testing.T) {
	var g gauge.Gauge
	for range 3 {
		ended := make(chan struct{})
		go func() {
			defer close(ended)
			g.Do(runtime.Goexit)
		}()
		<-ended
	}
	assert.Equal(t, 1, g.Peak(), "three functions called runtime.Goexit, each after the one before: who does has left")
}

func TestLeftWhenDoReturns(t *testing.T) {
	var g gauge.Gauge
	for range 200 {
		g.Do(func() {})
	}
	assert.Equal(t, 1, g.Peak(), "each call of Do had returned before the next: the function had left")
}

// One is inside the other, five thousand deep.
func TestAnyNumberIsUnderWay(t *testing.T) {
	const most = 5000
	var g gauge.Gauge
	var deeper func(n int)
	deeper = func(n int) {
		if n > 0 {
			g.Do(func() { deeper(n - 1) })
		}
	}
	deeper(most)
	assert.Equal(t, most, g.Peak(), "any number of calls can be under way: none waits for another")
}

func TestCallsOnce(t *testing.T) {
	var g gauge.Gauge
	calls := 0
	g.Do(func() { calls++ })
	assert.Equal(t, 1, calls, "Do calls f once, and returns when f has")
}

// Many come at the same moment, again and again. All of them are counted, and the
// biggest number stays.
func TestNoCountIsLost(t *testing.T) {
	const rounds = 300
	low, high := 0, 0
	for round := range rounds {
		n := []int{2, 2, 6}[round%3] // two are likely to be at the same line
		var g gauge.Gauge
		meet := kit.NewRendezvous(n)
		kit.Together(slices.Repeat([]func(){func() { g.Do(meet.Meet) }}, n)...)
		switch peak := g.Peak(); {
		case peak < n:
			low++
		case peak > n:
			high++
		}
	}
	assert.Zero(t, low, "in so many of %d rounds Peak showed fewer than were under way: did two look before either wrote?", rounds)
	assert.Zero(t, high, "in so many of %d rounds Peak showed more than were under way", rounds)
}

// Nothing orders these calls but the gauge itself.
func TestEverybodyAtTheSameTime(t *testing.T) {
	var g gauge.Gauge
	peaks := make([]int, 2)
	kit.Together(
		func() { g.Do(func() {}) },
		func() { peaks[0] = g.Peak() },
		func() { g.Do(func() { peaks[1] = g.Peak() }) },
	)
	assert.LessOrEqual(t, peaks[0], 2, "two functions were under way at most")
	assert.GreaterOrEqual(t, peaks[1], 1, "it was under way itself")
	assert.Positive(t, g.Peak(), "somebody was under way")
}

func TestTwoGauges(t *testing.T) {
	var a, b gauge.Gauge
	together(&a, 3)
	together(&b, 2)
	assert.Equal(t, 3, a.Peak(), "the first gauge: another one has nothing to do with it")
	assert.Equal(t, 2, b.Peak(), "the second gauge: another one has nothing to do with it")
}
