package pi_test

import (
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch01/pi"
	"github.com/stretchr/testify/assert"
)

const tiny = 1e-9

func TestSpeedupOfAllOrNothing(t *testing.T) {
	for _, n := range []int{1, 2, 3, 64} {
		assert.InDelta(t, float64(n), pi.Speedup(1, n), tiny, "all of it can be shared: %d workers are %d times as fast", n, n)
		assert.InDelta(t, 1, pi.Speedup(0, n), tiny, "nothing of it can be shared: %d workers are as fast as one", n)
	}
}

func TestSpeedupOfAPart(t *testing.T) {
	assert.InDelta(t, 1, pi.Speedup(0.9, 1), tiny, "one worker is as fast as one worker")
	assert.InDelta(t, 2.5, pi.Speedup(0.9, 3), tiny, "of ten minutes, one stays, and nine become three: 10 / 4")
	assert.InDelta(t, 1.5, pi.Speedup(0.5, 3), tiny, "of six minutes, three stay, and three become one: 6 / 4")
	assert.InDelta(t, 4, pi.Speedup(0.75, 1_000_000_000), 1e-6, "of four minutes, one stays, and the other three almost vanish")
}

func TestSpeedupWithoutWorkers(t *testing.T) {
	assert.InDelta(t, 1, pi.Speedup(0.5, 0), tiny, "no workers count as one")
	assert.InDelta(t, 1, pi.Speedup(1, -2), tiny, "less than no workers count as one")
}
