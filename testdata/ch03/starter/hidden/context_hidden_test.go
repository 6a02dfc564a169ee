package starter_test

import (
	"context"
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch03/starter"
	"github.com/concurrency-in-go/course/exercises/internal/kit"
	"github.com/stretchr/testify/require"
)

// Nobody ever opens this gate. Whoever gives up must leave nothing behind.
func TestGivingUpAtAShutGate(t *testing.T) {
	g := starter.New()
	ctx, cancel := context.WithCancel(t.Context())
	through := wait(ctx, g, 3)

	cancel()

	for range 3 {
		require.ErrorIs(t, <-through, context.Canceled, "ctx is done and the gate is shut: Wait returns the error of ctx")
	}
	require.ErrorIs(t, g.Wait(ctx), context.Canceled, "ctx was done before Wait, and the gate is shut: Wait returns the error of ctx")
}

// Some give up, the others go on waiting, and are freed.
func TestGivingUpDisturbsNobody(t *testing.T) {
	g := starter.New()
	ctx, cancel := context.WithCancel(t.Context())
	patient, impatient := wait(t.Context(), g, 2), wait(ctx, g, 2)
	more := wait(t.Context(), g, 2)

	cancel()
	for range 2 {
		require.ErrorIs(t, <-impatient, context.Canceled, "ctx is done and the gate is shut: Wait returns the error of ctx")
	}
	kit.Settle()
	require.Empty(t, patient, "others gave up, and somebody is through though the gate is shut")
	require.Empty(t, more, "others gave up, and somebody is through though the gate is shut")

	g.Open()
	freed(t, patient, 2)
	freed(t, more, 2)
	require.NoError(t, g.Wait(t.Context()), "the gate is open: Wait returns nil")
}

// Somebody's ctx is done just when he begins to sleep.
func TestGivingUpWhileGoingToSleep(t *testing.T) {
	for range 1500 {
		g := starter.New()
		ctx, cancel := context.WithCancel(t.Context())
		var err error
		kit.Together(func() { err = g.Wait(ctx) }, cancel) // stuck here: who was about to sleep has missed the end of ctx
		require.ErrorIs(t, err, context.Canceled, "ctx is done and the gate is shut: Wait returns the error of ctx")
	}
}

// The gate opens, the ctx of those who waited is not done, and never will be.
func TestNobodyStaysForTheCtx(t *testing.T) {
	g := starter.New()
	through := wait(kit.Forever(), g, 3)

	g.Open()

	freed(t, through, 3)
	freed(t, wait(kit.Forever(), g, 3), 3)
}
