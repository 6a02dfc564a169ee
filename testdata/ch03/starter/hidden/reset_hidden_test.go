package starter_test

import (
	"runtime"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch03/starter"
	"github.com/concurrency-in-go/course/exercises/internal/kit"
	"github.com/stretchr/testify/require"
)

func TestResetShutsTheGate(t *testing.T) {
	g := starter.New()
	for range 3 {
		g.Open()
		freed(t, wait(t.Context(), g, 1), 1)

		g.Reset()
		through := wait(t.Context(), g, 2)
		require.Empty(t, through, "the gate was shut by Reset, and somebody is through")
		g.Open()
		freed(t, through, 2)
		g.Reset()
	}
}

// The gate is open for so short a time that nobody gets to run.
func TestOpenThenResetFreesThoseWaiting(t *testing.T) {
	oneProcessor(t)
	g := starter.New()
	for range rounds {
		through := wait(t.Context(), g, 4)

		g.Open()
		g.Reset()

		freed(t, through, 4)
	}
}

// Those who waited before the Open are freed, and those who come after the Reset
// are not, also where they come before the others have woken.
func TestOpenThenResetTellsWhoCameWhen(t *testing.T) {
	oneProcessor(t)
	g := starter.New()
	for range rounds {
		early := wait(t.Context(), g, 3)

		g.Open()
		g.Reset()
		late := wait(t.Context(), g, 3)

		freed(t, early, 3)
		kit.Settle()
		require.Empty(t, late, "somebody came after Reset, and got through on the Open before it")
		g.Open()
		freed(t, late, 3)
		g.Reset()
	}
}

// The next Open comes before those whom the first one freed have woken.
func TestOpenResetOpenFreesAll(t *testing.T) {
	oneProcessor(t)
	for range rounds {
		g := starter.New()
		early := wait(t.Context(), g, 3)

		g.Open()
		g.Reset()
		g.Open()

		freed(t, early, 3)
		require.NoError(t, g.Wait(t.Context()), "the gate is open: Wait returns nil")
	}
}

// Somebody waits at a shut gate, and somebody else resets it.
func TestResetOfShutGateKeepsWaiters(t *testing.T) {
	g := starter.New()
	early := wait(t.Context(), g, 2)

	g.Reset()
	kit.Settle()
	require.Empty(t, early, "Reset let somebody through")
	late := wait(t.Context(), g, 2)
	g.Reset()

	g.Open()
	freed(t, early, 2)
	freed(t, late, 2)
}

// The gate is opened and shut beside those who come. Their ctx is done, so they
// return whatever the gate does.
func TestWaitBesideReset(t *testing.T) {
	g := starter.New()
	ctx := cancelled(t)
	for range rounds {
		g.Open()
		come := func() { _ = g.Wait(ctx) }
		kit.Together(g.Reset, come, g.Reset, come)
	}
}

func TestOpenBesideReset(t *testing.T) {
	for range rounds {
		g := starter.New()
		g.Open()
		kit.Together(g.Open, g.Reset, g.Open, g.Reset)
		g.Open()
		require.NoError(t, g.Wait(t.Context()), "the gate is open: Wait returns nil")
		g.Reset()
		through := wait(t.Context(), g, 1)
		require.Empty(t, through, "the gate was shut by Reset, and somebody is through")
		g.Open()
		freed(t, through, 1)
	}
}

// Two shut the gate at the same time, and others come in between. The next Open
// frees them all.
func TestResetBesideResetForgetsNobody(t *testing.T) {
	g := starter.New()
	var enough atomic.Bool
	var others sync.WaitGroup
	for range 3 {
		others.Go(func() {
			for !enough.Load() {
				_ = g.Wait(t.Context())
				runtime.Gosched()
			}
		})
	}
	for range 1000 {
		g.Open()
		kit.Together(g.Reset, g.Reset)
	}
	enough.Store(true)
	g.Open()
	others.Wait() // stuck here: somebody waits at a gate that is open
}
