package fairlock_test

import (
	"runtime"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch01/fairlock"
	"github.com/concurrency-in-go/course/exercises/internal/kit"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The lock goes from hand to hand. Whoever comes meanwhile stays outside.
func TestOneHolderAtATime(t *testing.T) {
	m := fairlock.New()
	var inside kit.Peak
	var wg sync.WaitGroup
	leave := kit.NewGate()
	come := func() {
		wg.Go(func() {
			m.Lock()
			inside.Enter()
			leave.Wait()
			inside.Leave()
			m.Unlock()
		})
		kit.Settle()
	}

	m.Lock()
	come()
	require.Zero(t, inside.Max(), "Lock returned while another holds the lock")
	m.Unlock()
	kit.Settle()
	come()
	come()
	require.LessOrEqual(t, inside.Max(), 1, "two hold the lock: one who waited got it from Unlock, and one who came later found it free")
	leave.Open()
	wg.Wait()
	assert.LessOrEqual(t, inside.Max(), 1, "two hold the lock at the same time")
}

// One number, guarded by nothing but the lock. Half of the goroutines lock, the
// others try to.
func TestGuardsMemory(t *testing.T) {
	m := fairlock.New()
	const goroutines, loops = 8, 100
	n := 0
	var held [goroutines]int // how often each goroutine had the lock

	kit.Hammer(goroutines, loops, func(goroutine, _ int) {
		if goroutine%2 == 0 {
			m.Lock()
		} else if !m.TryLock() {
			return
		}
		held[goroutine]++
		n++
		m.Unlock()
	})
	sum := 0
	for _, h := range held {
		sum += h
	}

	m.Lock()
	defer m.Unlock()
	assert.Equal(t, sum, n, "two goroutines held the lock at the same time, and one of them overwrote what the other did")
}

// Two come to a free lock with nothing that orders them.
func TestBothComeAtOnce(t *testing.T) {
	for range 10 {
		m := fairlock.New()
		n := 0
		hold := func() {
			m.Lock()
			n++
			m.Unlock()
		}
		kit.Together(hold, hold, func() {
			if m.TryLock() {
				m.Unlock()
			}
		})
		assert.Equal(t, 2, n, "two held the lock at the same time")
	}
}

// Two try for the same free lock at the same moment, again and again.
func TestOneTryLockWins(t *testing.T) {
	const rounds = 150
	var arrived atomic.Int64
	var won [rounds][2]bool
	locks := make([]*fairlock.FairMutex, rounds)
	for i := range locks {
		locks[i] = fairlock.New()
	}

	kit.Hammer(2, 1, func(goroutine, _ int) {
		for i := range rounds {
			arrived.Add(1)
			for arrived.Load() < int64(2*i+2) {
				runtime.Gosched()
			}
			won[i][goroutine] = locks[i].TryLock()
		}
	})

	both, none := 0, 0
	for i, w := range won {
		if w[0] || w[1] {
			locks[i].Unlock()
		}
		if w[0] && w[1] {
			both++
		}
		if !w[0] && !w[1] {
			none++
		}
	}
	assert.Zero(t, both, "of 150 times that two tried for the same lock, this often both got it: is looking and taking a single step?")
	assert.Zero(t, none, "of 150 times that two tried for the same free lock, this often neither got it")
}

func TestUnlockOfFreeLockPanics(t *testing.T) {
	fresh := fairlock.New()
	assert.Panics(t, fresh.Unlock, "nobody has locked the lock, so Unlock must panic")

	m := fairlock.New()
	m.Lock()
	m.Unlock()
	assert.Panics(t, m.Unlock, "the lock is unlocked already, so Unlock must panic")
	got, _ := queued(m, 2)
	assert.Len(t, got, 2, "after an Unlock that panicked, the lock must work as before")
	assert.Panics(t, m.Unlock, "everybody who waited has unlocked, so a further Unlock must panic")
}

// After an Unlock that panicked the lock is free once, not twice.
func TestPanickingUnlockFreesNothing(t *testing.T) {
	m := fairlock.New()
	assert.Panics(t, m.Unlock, "nobody has locked the lock, so Unlock must panic")

	require.True(t, m.TryLock(), "an Unlock panicked, and now the lock that nobody holds cannot be got")
	assert.False(t, m.TryLock(), "an Unlock panicked, and now two can hold the lock")
	m.Unlock()
}

func TestLocksAreIndependent(t *testing.T) {
	a, b := fairlock.New(), fairlock.New()
	a.Lock()
	defer a.Unlock()
	require.True(t, b.TryLock(), "one lock is held, and another one cannot be got: do they share something?")
	b.Unlock()
}
