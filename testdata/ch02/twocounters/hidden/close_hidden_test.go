package twocounters_test

import (
	"runtime"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch02/twocounters"
	"github.com/concurrency-in-go/course/exercises/internal/kit"
	"github.com/stretchr/testify/assert"
)

func closedNow(t *testing.T, kind string, c twocounters.Counter) {
	t.Helper()
	assert.ErrorIs(t, c.Add(1), twocounters.ErrClosed, "%s: Add after Close", kind)
	v, err := c.Value()
	assert.ErrorIs(t, err, twocounters.ErrClosed, "%s: Value after Close", kind)
	assert.Zero(t, v, "%s: a closed counter has no value", kind)
}

func TestAfterClose(t *testing.T) {
	for range 20 {
		for kind, c := range both() {
			_ = c.Add(3)
			c.Close()
			closedNow(t, kind, c)
			closedNow(t, kind, c)
		}
	}
}

// Others keep the counter busy, so that it may learn of Close late.
func TestAfterCloseWhileBusy(t *testing.T) {
	for range 20 {
		for kind, c := range both() {
			var enough atomic.Bool
			var others sync.WaitGroup
			for range 3 {
				others.Go(func() {
					for c.Add(1) == nil && !enough.Load() {
						runtime.Gosched()
					}
				})
			}
			_ = c.Add(3)
			c.Close()
			closedNow(t, kind, c)
			closedNow(t, kind, c)
			enough.Store(true)
			others.Wait()
		}
	}
}

func TestCloseUnused(t *testing.T) {
	for kind, c := range both() {
		c.Close()
		closedNow(t, kind, c)
	}
}

func TestCloseTwice(t *testing.T) {
	for kind, c := range both() {
		_ = c.Add(1)
		c.Close()
		c.Close()
		closedNow(t, kind, c)
		c.Close()
	}
}

// Whoever of them returns first finds it closed.
func TestCloseTogether(t *testing.T) {
	for range 150 {
		for kind, c := range both() {
			var late [3]error
			kit.Together(
				func() { c.Close(); late[0] = c.Add(1) },
				func() { c.Close(); late[1] = c.Add(1) },
				func() { c.Close(); late[2] = c.Add(1) },
			)
			for _, err := range late {
				assert.ErrorIs(t, err, twocounters.ErrClosed, "%s: several call Close at the same time, and whoever it has returned to calls Add", kind)
			}
			closedNow(t, kind, c)
		}
	}
}

// Whether a call was in time is open; that it returns is not.
func TestUseBesideClose(t *testing.T) {
	for range 60 {
		for kind, c := range both() {
			errs := make([]error, 4)
			kit.Together(
				func() { errs[0] = c.Add(1) },
				func() { errs[1] = c.Add(1) },
				func() { _, errs[2] = c.Value() },
				func() { _, errs[3] = c.Value() },
				c.Close,
			)
			for _, err := range errs {
				if err != nil {
					assert.ErrorIs(t, err, twocounters.ErrClosed, "%s: a call beside Close", kind)
				}
			}
			closedNow(t, kind, c)
		}
	}
}

// Who was on the last step is gone after Settle.
func TestCloseEndsTheOwner(t *testing.T) {
	kit.Settle()
	before := runtime.NumGoroutine()
	for range 5 {
		c := twocounters.NewOwned()
		_ = c.Add(1)
		c.Close()
	}
	kit.Settle()
	assert.LessOrEqual(t, runtime.NumGoroutine(), before, "the counter is closed, and its goroutine is still there")
}

// Nothing else is left either.
func TestNothingIsLeft(t *testing.T) {
	for _, c := range both() {
		_ = c.Add(1)
		_, _ = c.Value()
		c.Close()
		_ = c.Add(1)
		_, _ = c.Value()
	}
}
