package firstof_test

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"github.com/concurrency-in-go/course/exercises/ch03/firstof"
	"github.com/concurrency-in-go/course/exercises/internal/kit"
	"github.com/stretchr/testify/require"
)

// step is a length of fake time that is long for whoever looks every millisecond.
const step = 50 * time.Millisecond

// bubble runs a test in fake time. At its end goroutines that are on their way out
// get a moment; those that wait for something stay, and are reported.
func bubble(t *testing.T, test func(t *testing.T)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		test(t)
		pass(1)
	})
}

// pass lets some steps of fake time go by, and then lets everybody run as far as
// they can.
func pass(steps int) {
	time.Sleep(time.Duration(steps) * step)
	synctest.Wait()
}

// made returns n channels of capacity 1.
func made(n int) ([]chan int, []<-chan int) {
	both, receiving := make([]chan int, n), make([]<-chan int, n)
	for i := range n {
		both[i] = make(chan int, 1)
		receiving[i] = both[i]
	}
	return both, receiving
}

func closed() <-chan int {
	ch := make(chan int)
	close(ch)
	return ch
}

// full returns a channel that holds v.
func full(v int) chan int {
	ch := make(chan int, 1)
	ch <- v
	return ch
}

// isFirst calls First and requires that it returns v and index.
func isFirst(t *testing.T, v, index int, chans ...<-chan int) {
	t.Helper()
	gotV, gotIndex, err := firstof.First(kit.Forever(), 10*step, chans...)
	require.NoError(t, err, "there is a value, or there will be one in time, but First says no")
	require.Equal(t, v, gotV, "First returned another value than was sent")
	require.Equal(t, index, gotIndex, "the index is that of the channel in chans that the value came from")
}

// failsWith calls First and requires that it returns the error want.
func failsWith(t *testing.T, want error, sentence string, ctx context.Context, steps int, chans ...<-chan int) {
	t.Helper()
	_, index, err := firstof.First(ctx, time.Duration(steps)*step, chans...)
	require.ErrorIs(t, err, want, sentence)
	require.Equal(t, -1, index, "with an error the index is -1")
}
