package starter_test

import (
	"context"
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch03/starter"
	"github.com/concurrency-in-go/course/exercises/internal/kit"
	"github.com/stretchr/testify/require"
)

func TestNewGateIsShut(t *testing.T) {
	g := starter.New()

	through := wait(t.Context(), g, 2)
	require.Empty(t, through, "nobody has opened the gate, and somebody is through")

	g.Open()
	freed(t, through, 2)
}

// How many wait must make no difference, nor whether anybody does.
func TestOpenFreesManyAndNone(t *testing.T) {
	for _, n := range []int{0, 1, 2, 100} {
		g := starter.New()
		through := wait(t.Context(), g, n)

		g.Open()

		freed(t, through, n)
	}
}

// The gate stays open: more come than ever waited.
func TestOpenFreesLaterComers(t *testing.T) {
	g := starter.New()
	through := wait(t.Context(), g, 1)
	g.Open()
	freed(t, through, 1)

	for range 20 {
		require.NoError(t, g.Wait(t.Context()), "the gate is open: Wait returns nil")
	}
	freed(t, wait(t.Context(), g, 5), 5)
}

func TestOpenTwice(t *testing.T) {
	g := starter.New()
	through := wait(t.Context(), g, 2)
	g.Open()
	g.Open()
	freed(t, through, 2)
	g.Open()
	require.NoError(t, g.Wait(t.Context()), "an open gate that is opened again stays open")

	g.Reset()
	late := wait(t.Context(), g, 1)
	require.Empty(t, late, "the gate was opened three times, then shut, and somebody is through: one Reset undoes any number of Opens")
	g.Open()
	freed(t, late, 1)
}

func TestOpenBesideOpen(t *testing.T) {
	for range 30 {
		g := starter.New()
		kit.Together(g.Open, g.Open, g.Open, g.Open)
		require.NoError(t, g.Wait(t.Context()), "the gate is open: Wait returns nil")
	}
}

// The gate opens just as somebody comes. It stays open, so whichever is first,
// they get through.
func TestOpenWhileSomebodyComes(t *testing.T) {
	g := starter.New()
	for range 300 {
		come := func() { assertPasses(t, g) }
		kit.Together(come, g.Open, come)
		g.Reset()
	}
}

// assertPasses may be called from any goroutine.
func assertPasses(t *testing.T, g *starter.Gate) {
	if err := g.Wait(t.Context()); err != nil {
		t.Errorf("the gate opens, and ctx is not done, but Wait returned %v", err)
	}
}

func TestTwoGates(t *testing.T) {
	one, two := starter.New(), starter.New()
	atOne, atTwo := wait(t.Context(), one, 1), wait(t.Context(), two, 1)

	one.Open()
	freed(t, atOne, 1)
	kit.Settle()
	require.Empty(t, atTwo, "one gate was opened, and the other one let somebody through")

	two.Open()
	freed(t, atTwo, 1)
}

func cancelled(t *testing.T) context.Context {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	return ctx
}
