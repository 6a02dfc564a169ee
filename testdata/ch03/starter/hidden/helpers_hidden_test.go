package starter_test

import (
	"context"
	"runtime"
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch03/starter"
	"github.com/concurrency-in-go/course/exercises/internal/kit"
	"github.com/stretchr/testify/require"
)

// wait calls Wait n times, each in a goroutine of its own, and returns when all
// of them wait or have returned. What Wait returns comes on the channel.
func wait(ctx context.Context, g *starter.Gate, n int) <-chan error {
	c := make(chan error, n)
	for range n {
		go func() { c <- g.Wait(ctx) }()
	}
	kit.Settle()
	return c
}

// freed waits until n calls of Wait have returned.
func freed(t *testing.T, c <-chan error, n int) {
	t.Helper()
	for range n {
		require.NoError(t, <-c, "the gate has opened, and ctx is not done: Wait returns nil")
	}
}

// oneProcessor lets only one goroutine run at a time, so that those who are freed
// do not get to run before the one who freed them waits in turn.
func oneProcessor(t *testing.T) {
	before := runtime.GOMAXPROCS(1)
	t.Cleanup(func() { runtime.GOMAXPROCS(before) })
}

// rounds is for bugs that show when nobody comes between two steps of the test.
const rounds = 5
