package firstof_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/concurrency-in-go/course/exercises/ch03/firstof"
	"github.com/concurrency-in-go/course/exercises/internal/kit"
	"github.com/stretchr/testify/require"
)

// All have a value. One call takes one of them.
func TestOthersKeepTheirValues(t *testing.T) {
	const n = 8
	for range 4 {
		bubble(t, func(t *testing.T) {
			chans, all := made(n)
			for i, ch := range chans {
				ch <- 100 + i
			}
			for left := n - 1; left >= 0; left-- {
				v, index, err := firstof.First(t.Context(), step, all...)
				require.NoError(t, err, "there is a value, but First says no")
				require.Equal(t, 100+index, v, "the value did not come from the channel of that index, or came twice")
				pass(1)
				held := 0
				for _, ch := range chans {
					held += len(ch)
				}
				require.Equal(t, left, held, "one value was returned, and others are gone as well: who received them and dropped them?")
			}
		})
	}
}

// Many wait to send. One call frees one of them, and the others go on waiting.
func TestOtherSendersGoOnWaiting(t *testing.T) {
	const n = 6
	bubble(t, func(t *testing.T) {
		sent := make(chan int, n)
		all := make([]<-chan int, n)
		for i := range n {
			ch := make(chan int)
			all[i] = ch
			go func() {
				ch <- i
				sent <- i
			}()
		}
		pass(1)
		for calls := 1; calls <= n; calls++ {
			v, index, err := firstof.First(t.Context(), step, all...)
			require.NoError(t, err, "there is a value, but First says no")
			require.Equal(t, index, v, "the value did not come from the channel of that index")
			pass(1)
			require.Len(t, sent, calls, "each call takes one value, so it frees one sender")
		}
	})
}

// All channels stay open and empty, so whatever still waits for them is found.
func TestNothingIsLeftBehind(t *testing.T) {
	bubble(t, func(t *testing.T) {
		chans, all := made(4)
		chans[2] <- 1
		isFirst(t, 1, 2, all...)

		failsWith(t, context.DeadlineExceeded, "nothing came before the timeout", kit.Forever(), 1, all...)

		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(step, cancel)
		failsWith(t, context.Canceled, "ctx is done, and First waited on", ctx, 10, all...)
	})
}

// Values that come after the call has returned are nothing to do with it.
func TestNothingIsTakenLater(t *testing.T) {
	bubble(t, func(t *testing.T) {
		chans, all := made(4)
		failsWith(t, context.DeadlineExceeded, "nothing came before the timeout", t.Context(), 1, all...)
		pass(1)
		for i, ch := range chans {
			ch <- i
		}
		pass(1)
		for i, ch := range chans {
			require.Len(t, ch, 1, "First had returned, and took a value all the same, from channel %d", i)
		}
	})
}

// The value comes when the time is up. Either it is returned, or it stays.
func TestNothingIsTakenAtTheTimeout(t *testing.T) {
	bubble(t, func(t *testing.T) {
		for range 300 {
			ch := make(chan int, 1)
			time.AfterFunc(step, func() { ch <- 7 })
			v, _, err := firstof.First(t.Context(), step, make(chan int), ch)
			pass(1)
			if err == nil {
				require.Equal(t, 7, v, "First returned another value than was sent")
				continue
			}
			require.Len(t, ch, 1, "a value came when the time was up: First returned an error, and has taken the value all the same")
		}
	})
}

func TestRecvTakesNothingLater(t *testing.T) {
	bubble(t, func(t *testing.T) {
		ch := make(chan int, 1)
		_, err := firstof.Recv(ch, step)
		require.ErrorIs(t, err, context.DeadlineExceeded, "nothing came before the timeout")
		pass(1)
		ch <- 1
		pass(1)
		require.Len(t, ch, 1, "Recv had returned, and took a value all the same")
	})
}

func TestRecvLeavesNothingBehind(t *testing.T) {
	bubble(t, func(t *testing.T) {
		_, err := firstof.Recv(make(chan int), step)
		require.ErrorIs(t, err, context.DeadlineExceeded, "nothing came before the timeout")
	})
}

// Several wait for the same channels. Each value reaches one of them.
func TestManyCallers(t *testing.T) {
	const callers, n, each = 4, 3, 20
	bubble(t, func(t *testing.T) {
		all := make([]<-chan int, n)
		for i := range n {
			ch := make(chan int)
			all[i] = ch
			go func() {
				defer close(ch)
				for k := range each {
					ch <- i*each + k
				}
			}()
		}
		var mu sync.Mutex
		var got []int
		kit.Hammer(callers, n*each, func(int, int) {
			v, _, err := firstof.First(t.Context(), 10*step, all...)
			if err != nil {
				return
			}
			mu.Lock()
			defer mu.Unlock()
			got = append(got, v)
		})
		var want []int
		for v := range n * each {
			want = append(want, v)
		}
		require.ElementsMatch(t, want, got, "several callers share the channels, and values are lost or doubled")
	})
}
