package footprint_test

import (
	"runtime"
	"sync/atomic"
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch03/footprint"
	"github.com/concurrency-in-go/course/exercises/internal/kit"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// weigh is a measure by which every goroutine takes each bytes, and all else base.
// Goroutines of an earlier call that are on their last step must be gone before.
func weigh(base, each uint64) func() uint64 {
	kit.Settle()
	here := runtime.NumGoroutine()
	return func() uint64 { return base + each*uint64(max(runtime.NumGoroutine()-here, 0)) }
}

func TestMeasuredWhileAllAreThere(t *testing.T) {
	for _, n := range []int{100, 1000} {
		bytes, err := footprint.PerGoroutine(n, weigh(0, 10_000))
		require.NoError(t, err)
		// A few helpers of the attempt's own count too.
		assert.GreaterOrEqual(t, bytes, uint64(10_000), "%d goroutines of 10000 bytes: not all of them were there when it measured", n)
		assert.LessOrEqual(t, bytes, uint64(10_000+10_000*5/n), "%d goroutines of 10000 bytes: there were more when it measured, or the sum is wrong", n)
	}
}

// A single goroutine: whatever helpers there are, it is a small number of them.
func TestOneGoroutine(t *testing.T) {
	bytes, err := footprint.PerGoroutine(1, weigh(0, 1000))
	require.NoError(t, err)
	assert.GreaterOrEqual(t, bytes, uint64(1000), "one goroutine of 1000 bytes: it was not there when PerGoroutine measured")
	assert.LessOrEqual(t, bytes, uint64(4000), "one goroutine of 1000 bytes, and at most a helper or two")
}

// Most of the memory is there before.
func TestWhatWasThereBeforeDoesNotCount(t *testing.T) {
	bytes, err := footprint.PerGoroutine(1000, weigh(1<<40, 3000))
	require.NoError(t, err)
	assert.InDelta(t, 3000, bytes, 20, "subtract what was in use before, then divide")
}

// The first look sees a, every later one b.
func TestRoundsDown(t *testing.T) {
	for _, tt := range []struct{ before, after, want uint64 }{
		{0, 1999, 199},
		{999, 1999, 100},
		{995, 1000, 0},
		{7, 7, 0},
		{1 << 63, 1<<63 + 50, 5},
	} {
		kit.Settle()
		here, looks := runtime.NumGoroutine(), 0
		bytes, err := footprint.PerGoroutine(10, func() uint64 {
			looks++
			if runtime.NumGoroutine() < here+10 {
				return tt.before
			}
			return tt.after
		})
		require.NoError(t, err)
		assert.Equal(t, tt.want, bytes, "%d bytes before, %d while 10 goroutines wait", tt.before, tt.after)
		assert.GreaterOrEqual(t, looks, 2, "one look is not enough for a difference")
	}
}

func TestLessMemoryIsZero(t *testing.T) {
	kit.Settle()
	here := runtime.NumGoroutine()
	bytes, err := footprint.PerGoroutine(100, func() uint64 {
		return 1_000_000 - uint64(max(runtime.NumGoroutine()-here, 0))
	})
	require.NoError(t, err, "that less memory is in use is no error")
	assert.Zero(t, bytes, "less memory was in use the second time: the result is 0")
}

// Settle returns when everybody else has ended or waits.
func TestTheyWait(t *testing.T) {
	_, err := footprint.PerGoroutine(50, func() uint64 {
		kit.Settle()
		return uint64(runtime.NumGoroutine())
	})
	require.NoError(t, err)
}

// After Settle, who was on the last step is gone. Who sleeps is not.
func TestReturnsWhenAllHaveEnded(t *testing.T) {
	kit.Settle()
	here := runtime.NumGoroutine()
	_, err := footprint.PerGoroutine(100, weigh(0, 1))
	require.NoError(t, err)
	kit.Settle()
	assert.Equal(t, here, runtime.NumGoroutine(), "PerGoroutine has returned, and not all of its goroutines have ended")
}

func TestNoneIsLeft(t *testing.T) {
	for _, n := range []int{1, 2, 100} {
		_, err := footprint.PerGoroutine(n, weigh(0, 1))
		require.NoError(t, err)
	}
}

func TestRefusesLessThanOne(t *testing.T) {
	for _, n := range []int{0, -1} {
		var looks atomic.Int32
		kit.Settle()
		here := runtime.NumGoroutine()
		_, err := footprint.PerGoroutine(n, func() uint64 {
			looks.Add(1)
			return uint64(runtime.NumGoroutine())
		})
		started := runtime.NumGoroutine() - here
		assert.Error(t, err, "%d is less than 1", n)
		assert.Zero(t, looks.Load(), "inUse was called, though %d is less than 1", n)
		assert.LessOrEqual(t, started, 0, "goroutines were started, though %d is less than 1", n)
	}
}
