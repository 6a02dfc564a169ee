package gauge_test

import (
	"sync"
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch02/gauge"
	"github.com/concurrency-in-go/course/exercises/internal/kit"
	"github.com/stretchr/testify/assert"
)

// Three meet inside, so three were under way at once. They are so on one processor
// too, for all of them wait.
func TestThreeAtOnce(t *testing.T) {
	var g gauge.Gauge
	meet := kit.NewRendezvous(3)
	var wg sync.WaitGroup
	for range 3 {
		wg.Go(func() { g.Do(meet.Meet) })
	}
	wg.Wait()

	assert.Equal(t, 3, g.Peak(), "three functions were under way at once")
}

func TestOneAfterTheOther(t *testing.T) {
	var g gauge.Gauge
	calls := 0
	for range 3 {
		g.Do(func() { calls++ })
	}

	assert.Equal(t, 3, calls, "Do calls f")
	assert.Equal(t, 1, g.Peak(), "each had ended before the next began")
}

func TestBusiestMoment(t *testing.T) {
	spans := []gauge.Span{{Start: 0, End: 4}, {Start: 2, End: 6}, {Start: 3, End: 9}}
	assert.Equal(t, 3, gauge.Overlaps(spans), "at 3, all three spans are under way")
}
