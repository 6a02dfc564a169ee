package firstof_test

import (
	"context"
	"testing"
	"time"

	"github.com/concurrency-in-go/course/exercises/ch03/firstof"
	"github.com/stretchr/testify/require"
)

// One channel after the other is closed, and each time the wait goes on. When the
// value comes, it is too late.
func TestTimeoutIsForTheWholeWait(t *testing.T) {
	bubble(t, func(t *testing.T) {
		chans, all := made(5)
		for i := range 4 {
			time.AfterFunc(time.Duration(i+1)*step, func() { close(chans[i]) })
		}
		time.AfterFunc(7*step, func() { chans[4] <- 1 })

		failsWith(t, context.DeadlineExceeded, "the timeout was over, and First waited on: does it begin again when a channel is closed?", t.Context(), 5, all...)
	})
}

func TestTimeoutPasses(t *testing.T) {
	bubble(t, func(t *testing.T) {
		start := time.Now()
		failsWith(t, context.DeadlineExceeded, "nothing came before the timeout", t.Context(), 3, make(chan int), make(chan int))
		require.GreaterOrEqual(t, time.Since(start), 3*step, "First returned before the timeout had passed")
	})
}

// A nil channel is not closed. While there is one, ErrClosed is not the answer.
func TestNilChannels(t *testing.T) {
	bubble(t, func(t *testing.T) {
		failsWith(t, context.DeadlineExceeded, "a nil channel has no values, so the timeout ends the wait", t.Context(), 2, nil)
		failsWith(t, context.DeadlineExceeded, "a nil channel is not closed, so the timeout ends the wait", t.Context(), 2, nil, closed(), nil)
		isFirst(t, 3, 2, nil, closed(), full(3), nil)

		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(step, cancel)
		failsWith(t, context.Canceled, "ctx is done, and all channels are nil: ctx ends the wait", ctx, 10, nil, nil)
	})
}

func TestContextEndsTheWait(t *testing.T) {
	bubble(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(step, cancel)
		failsWith(t, context.Canceled, "ctx is done, and First waited on", ctx, 10, make(chan int), closed())

		ctx, cancel = context.WithTimeout(t.Context(), step)
		defer cancel()
		failsWith(t, context.DeadlineExceeded, "the deadline of ctx has passed, and First waited on", ctx, 1000, make(chan int))
	})
}

// ctx was done before the call, so nothing is taken, although all have values.
func TestContextDoneBefore(t *testing.T) {
	bubble(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		for range 20 {
			a, b := full(1), full(2)
			failsWith(t, context.Canceled, "ctx was done before the call: First returns its error, whatever the channels hold", ctx, 10, a, b)
			pass(1)
			require.Equal(t, 2, len(a)+len(b), "First returned an error, and has taken a value all the same")
		}
	})
}

func TestNoTimeLeft(t *testing.T) {
	bubble(t, func(t *testing.T) {
		for _, timeout := range []time.Duration{0, -step} {
			for range 20 {
				v, index, err := firstof.First(t.Context(), timeout, closed(), nil, closed(), full(4), make(chan int))
				require.NoError(t, err, "a value was there when First was called: it is taken, even if there is no time to wait")
				require.Equal(t, 4, v, "First returned another value than was sent")
				require.Equal(t, 3, index, "the index is that of the channel in chans that the value came from")
				v, err = firstof.Recv(full(4), timeout)
				require.NoError(t, err, "a value was there when Recv was called: it is taken, even if there is no time to wait")
				require.Equal(t, 4, v, "Recv returned another value than was sent")
			}
			_, index, err := firstof.First(t.Context(), timeout, make(chan int))
			require.ErrorIs(t, err, context.DeadlineExceeded, "nothing was there, and there is no time to wait")
			require.Equal(t, -1, index, "with an error the index is -1")
			_, err = firstof.Recv(make(chan int), timeout)
			require.ErrorIs(t, err, context.DeadlineExceeded, "nothing was there, and there is no time to wait")
		}
	})
}

func TestRecvFromClosed(t *testing.T) {
	bubble(t, func(t *testing.T) {
		_, err := firstof.Recv(closed(), 10*step)
		require.ErrorIs(t, err, firstof.ErrClosed, "the channel is closed: Recv returns ErrClosed")

		late := make(chan int, 1)
		time.AfterFunc(step, func() { close(late) })
		_, err = firstof.Recv(late, 10*step)
		require.ErrorIs(t, err, firstof.ErrClosed, "the channel was closed while Recv waited: Recv returns ErrClosed")
	})
}

func TestRecvFromNil(t *testing.T) {
	bubble(t, func(t *testing.T) {
		_, err := firstof.Recv[int](nil, 2*step)
		require.ErrorIs(t, err, context.DeadlineExceeded, "from a nil channel nothing comes, so the timeout ends the wait")
	})
}
