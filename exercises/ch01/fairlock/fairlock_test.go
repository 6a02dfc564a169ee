package fairlock_test

import (
	"sync/atomic"
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch01/fairlock"
	"github.com/concurrency-in-go/course/exercises/internal/kit"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestTryLock(t *testing.T) {
	m := fairlock.New()

	assert.True(t, m.TryLock(), "nobody holds a new lock, so TryLock must get it")
	assert.False(t, m.TryLock(), "TryLock got a lock that is held")
	m.Unlock()
	require.True(t, m.TryLock(), "the lock was unlocked, so TryLock must get it")
	m.Unlock()
}

// The greedy one unlocks, and wants the lock back at once. The polite one has
// waited all the while.
func TestGreedyWaitsItsTurn(t *testing.T) {
	overtaken := 0
	for range 20 {
		m := fairlock.New()
		var served atomic.Bool
		done := kit.NewGate()

		m.Lock()
		go func() {
			defer done.Open()
			m.Lock()
			served.Store(true)
			m.Unlock()
		}()
		kit.Settle() // now the polite one waits
		m.Unlock()
		m.Lock()
		if !served.Load() {
			overtaken++
		}
		m.Unlock()
		done.Wait()
	}

	assert.Zero(t, overtaken, "of 20 times that one goroutine waited, this often another one unlocked and had the lock again before it: is the lock free for a moment, for anybody to take?")
}
