package fairlock_test

import (
	"fmt"
	"sync"
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch01/fairlock"
	"github.com/concurrency-in-go/course/exercises/internal/kit"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// history records who had the lock, in order. It has a lock of its own, since the
// one under test may let in two at once.
type history struct {
	mu    sync.Mutex
	turns []string
}

func (h *history) add(who string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.turns = append(h.turns, who)
}

func (h *history) list() []string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return append([]string(nil), h.turns...)
}

// queued lets n goroutines come one after the other while the caller holds m,
// and returns who got the lock when, as they did after an Unlock.
func queued(m *fairlock.FairMutex, n int) (got, want []string) {
	var turns history
	var wg sync.WaitGroup
	m.Lock()
	for i := range n {
		who := fmt.Sprint(i)
		want = append(want, who)
		wg.Go(func() {
			m.Lock()
			turns.add(who)
			m.Unlock()
		})
		kit.Settle() // it waits before the next one comes
	}
	m.Unlock()
	wg.Wait()
	return turns.list(), want
}

func TestInOrderOfArrival(t *testing.T) {
	m := fairlock.New()
	for _, n := range []int{0, 1, 2, 10} {
		got, want := queued(m, n)
		assert.Equal(t, want, got, "those who wait get the lock in the order in which they came")
	}
	require.True(t, m.TryLock(), "everybody has unlocked, so the lock must be free")
	m.Unlock()
}

func TestManyWait(t *testing.T) {
	got, want := queued(fairlock.New(), 120)
	assert.Equal(t, want, got, "120 wait: they get the lock in the order in which they came")
}

// Everybody has the lock once before anybody has it a second time, though each
// wants it again at once.
func TestEverybodyIsGreedy(t *testing.T) {
	unfair := 0
	for range 15 {
		m := fairlock.New()
		var turns history
		var wg sync.WaitGroup
		m.Lock()
		for _, who := range []string{"a", "b", "c"} {
			wg.Go(func() {
				for range 3 {
					m.Lock()
					turns.add(who)
					m.Unlock()
				}
			})
			kit.Settle()
		}
		m.Unlock()
		wg.Wait()
		first := turns.list()
		require.Len(t, first, 9, "three goroutines wanted the lock three times each")
		if fmt.Sprint(first[:3]) != "[a b c]" {
			unfair++
		}
	}

	assert.Zero(t, unfair, "of 15 times that three goroutines waited, this often one had the lock a second time before another had it at all")
}

func TestTryLockDoesNotOvertake(t *testing.T) {
	overtaken := 0
	for range 20 {
		m := fairlock.New()
		served := kit.NewGate()
		var wg sync.WaitGroup
		m.Lock()
		wg.Go(func() {
			m.Lock()
			served.Wait()
			m.Unlock()
		})
		kit.Settle()
		m.Unlock()
		if m.TryLock() {
			overtaken++
			m.Unlock()
		}
		served.Open()
		wg.Wait()
	}

	assert.Zero(t, overtaken, "of 20 times that one goroutine waited, this often TryLock got the lock before it")
}

// While one holds the lock and another waits, TryLock comes and goes.
func TestFailedTryLockLeavesNoTrace(t *testing.T) {
	m := fairlock.New()
	var turns history
	var wg sync.WaitGroup
	wait := func(who string) {
		wg.Go(func() {
			m.Lock()
			turns.add(who)
			m.Unlock()
		})
		kit.Settle()
	}

	m.Lock()
	assert.False(t, m.TryLock(), "TryLock got a lock that is held")
	wait("first")
	assert.False(t, m.TryLock(), "TryLock got a lock that is held, and for which somebody waits")
	wait("second")
	m.Unlock()
	wg.Wait()

	assert.Equal(t, []string{"first", "second"}, turns.list(), "a TryLock that failed must not change the queue")
	require.True(t, m.TryLock(), "everybody has unlocked, so the lock must be free: does a TryLock that failed leave something behind?")
	m.Unlock()
}

// Somebody comes, somebody tries, and the holder unlocks, all at the same time.
func TestComeAndTryBesideUnlock(t *testing.T) {
	for range 300 {
		m := fairlock.New()
		m.Lock()
		come := func() {
			m.Lock()
			m.Unlock()
		}
		try := func() {
			if m.TryLock() {
				m.Unlock()
			}
		}
		kit.Together(come, try, m.Unlock) // stuck here: the lock is free, and somebody waits for it
		kit.Together(come, come, try)
		for range 6 {
			m.Lock()
			kit.Together(come, m.Unlock)
		}
	}
}

// A lock that was got with TryLock is held like any other.
func TestTryLockHolds(t *testing.T) {
	m := fairlock.New()
	require.True(t, m.TryLock(), "nobody holds a new lock, so TryLock must get it")
	var turns history
	var wg sync.WaitGroup
	wg.Go(func() {
		m.Lock()
		turns.add("waiter")
		m.Unlock()
	})
	kit.Settle()
	assert.Empty(t, turns.list(), "Lock got a lock that another holds by TryLock")
	m.Unlock() // must wake the one who waits
	wg.Wait()
}
