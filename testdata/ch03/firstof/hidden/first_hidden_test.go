package firstof_test

import (
	"slices"
	"testing"
	"time"

	"github.com/concurrency-in-go/course/exercises/ch03/firstof"
	"github.com/stretchr/testify/require"
)

// However many channels there are, the value may come from any of them, before the
// call or during it.
func TestAnyNumberOfChannels(t *testing.T) {
	for _, n := range []int{1, 2, 3, 40} {
		for _, from := range []int{0, n / 2, n - 1} {
			bubble(t, func(t *testing.T) {
				chans, all := made(n)
				chans[from] <- 1
				isFirst(t, 1, from, all...)
				time.AfterFunc(step, func() { chans[from] <- 2 })
				isFirst(t, 2, from, all...)
			})
		}
	}
}

func TestNoChannels(t *testing.T) {
	bubble(t, func(t *testing.T) {
		failsWith(t, firstof.ErrClosed, "there are no channels, so no value can ever come: First returns ErrClosed", t.Context(), 10)
	})
}

func TestClosedChannelsAreSkipped(t *testing.T) {
	bubble(t, func(t *testing.T) {
		chans, all := made(3)
		late := make(chan int)
		time.AfterFunc(step, func() { close(late) })
		time.AfterFunc(2*step, func() { chans[1] <- 5 })

		isFirst(t, 5, 5, closed(), all[0], closed(), late, all[2], all[1], closed())
	})
}

func TestAllClosed(t *testing.T) {
	const sentence = "all channels are closed and empty, so no value can ever come: First returns ErrClosed"
	bubble(t, func(t *testing.T) {
		failsWith(t, firstof.ErrClosed, sentence, t.Context(), 10, closed())
		failsWith(t, firstof.ErrClosed, sentence, t.Context(), 10, closed(), closed(), closed())
		same := closed()
		failsWith(t, firstof.ErrClosed, "the same channel twice: "+sentence, t.Context(), 10, same, same)

		late, later := make(chan int), make(chan int)
		time.AfterFunc(step, func() { close(late) })
		time.AfterFunc(2*step, func() { close(later) })
		failsWith(t, firstof.ErrClosed, sentence, t.Context(), 10, late, closed(), later)

		holding := full(1) // over when it is closed and empty, and not before
		close(holding)
		isFirst(t, 1, 1, closed(), holding)
		failsWith(t, firstof.ErrClosed, sentence, t.Context(), 10, closed(), holding)
	})
}

func TestZeroIsAValue(t *testing.T) {
	bubble(t, func(t *testing.T) {
		isFirst(t, 0, 1, make(chan int), full(0))
		v, err := firstof.Recv(full(0), step)
		require.NoError(t, err, "a zero was sent, and that is a value like any other")
		require.Zero(t, v, "Recv returned another value than was sent")
	})
}

// An interface may hold nil, and that is a value as well.
func TestNilIsAValue(t *testing.T) {
	bubble(t, func(t *testing.T) {
		ch := make(chan error, 1)
		ch <- nil
		v, index, err := firstof.First(t.Context(), step, make(chan error), ch)
		require.NoError(t, err, "a nil was sent, and that is a value like any other")
		require.Equal(t, 1, index, "the value came from the second channel")
		require.NoError(t, v, "First returned another value than was sent")
	})
}

// First is called with a slice, which stays the caller's.
func TestChansStayTheCallers(t *testing.T) {
	bubble(t, func(t *testing.T) {
		all := []<-chan int{closed(), closed(), full(1), nil}
		before := slices.Clone(all)
		isFirst(t, 1, 2, all...)
		require.True(t, slices.Equal(before, all), "First was called with a slice of channels, and has changed the caller's slice")
	})
}
