package gauge_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch02/gauge"
	"github.com/stretchr/testify/assert"
)

type spans = []gauge.Span

func TestNoSpans(t *testing.T) {
	assert.Zero(t, gauge.Overlaps(nil), "no spans")
	assert.Zero(t, gauge.Overlaps(spans{}), "no spans")
}

func TestTouchingSpansDoNotOverlap(t *testing.T) {
	assert.Equal(t, 1, gauge.Overlaps(spans{{0, 5}, {5, 9}}), "the one is over at 5, the other begins at 5")
	assert.Equal(t, 1, gauge.Overlaps(spans{{5, 9}, {0, 5}}), "the one is over at 5, the other begins at 5, in whichever order they stand")
	assert.Equal(t, 2, gauge.Overlaps(spans{{0, 6}, {5, 9}}), "both have the moment 5")
	assert.Equal(t, 2, gauge.Overlaps(spans{{0, 2}, {0, 2}, {2, 4}, {2, 4}}), "two and two, and the first two are over when the others begin")
}

func TestEmptySpansDoNotCount(t *testing.T) {
	assert.Zero(t, gauge.Overlaps(spans{{3, 3}}), "a span from 3 until 3 has no moment")
	assert.Zero(t, gauge.Overlaps(spans{{7, 2}, {5, 5}}), "a span that ends before it starts has no moment")
	assert.Equal(t, 1, gauge.Overlaps(spans{{0, 10}, {3, 3}, {7, 2}}), "one span, and two that are empty")
}

func TestSameSpanTwice(t *testing.T) {
	assert.Equal(t, 3, gauge.Overlaps(spans{{1, 2}, {1, 2}, {1, 2}}), "three spans of the same moment")
	assert.Equal(t, 2, gauge.Overlaps(spans{{1, 9}, {3, 4}}), "a span inside another")
}

// A overlaps B and C, but B and C do not: no moment has all three.
func TestAMomentInCommon(t *testing.T) {
	assert.Equal(t, 2, gauge.Overlaps(spans{{0, 10}, {1, 3}, {5, 7}}), "the long span meets both others, but they do not meet each other")
	assert.Equal(t, 2, gauge.Overlaps(spans{{0, 4}, {3, 7}, {6, 9}, {8, 12}}), "a chain: each meets only its neighbours")
}

func TestAnyMoments(t *testing.T) {
	assert.Equal(t, 2, gauge.Overlaps(spans{{-9, -3}, {-5, 0}}), "moments may be negative")
	assert.Equal(t, 2, gauge.Overlaps(spans{{-1 << 62, 1 << 62}, {1 << 61, 1<<61 + 1}}), "spans may be long")
}

func TestSpansAreTheCallers(t *testing.T) {
	given := spans{{5, 9}, {7, 7}, {0, 6}, {2, 3}}
	kept := slices.Clone(given)
	assert.Equal(t, 2, gauge.Overlaps(given), "at 2 and at 5, two are under way")
	assert.Equal(t, kept, given, "Overlaps changed the caller's slice: did it sort it?")
}

// Counting at every moment is slow, and sure.
func TestAgainstCounting(t *testing.T) {
	random := rand.New(rand.NewPCG(2, 2))
	for range 200 {
		given := make(spans, random.IntN(9))
		var at [20]int
		for i := range given {
			given[i] = gauge.Span{Start: random.IntN(15), End: random.IntN(20)}
			for m := given[i].Start; m < given[i].End; m++ {
				at[m]++
			}
		}
		if !assert.Equal(t, slices.Max(at[:]), gauge.Overlaps(given), "the busiest moment of %v", given) {
			return
		}
	}
}
