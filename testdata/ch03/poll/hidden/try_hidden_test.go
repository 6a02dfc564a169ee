package poll_test

import (
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/concurrency-in-go/course/exercises/ch03/poll"
	"github.com/concurrency-in-go/course/exercises/internal/kit"
	"github.com/stretchr/testify/require"
)

func TestTrySendToFull(t *testing.T) {
	bubble(t, func(t *testing.T) {
		ch := make(chan int, 2)
		require.True(t, sends(t, ch, 1), "the buffer has room, but TrySend says no")
		require.True(t, sends(t, ch, 2), "the buffer has room, but TrySend says no")
		require.False(t, sends(t, ch, 3), "the buffer is full, but TrySend says that it has sent")
		require.Equal(t, 1, <-ch, "the first value in the buffer is not the one that was sent first")
		require.True(t, sends(t, ch, 4), "the buffer has room again, but TrySend says no")
		require.Equal(t, 2, <-ch, "the second value in the buffer is not the one that was sent second")
		require.Equal(t, 4, <-ch, "a value that was not sent is in the buffer, or one that was sent is not")
	})
}

// Without a buffer it depends on whether somebody waits.
func TestTrySendToReceiver(t *testing.T) {
	bubble(t, func(t *testing.T) {
		ch, got := make(chan int), make(chan int, 1)
		go func() { got <- <-ch }()
		synctest.Wait() // now it waits
		require.True(t, sends(t, ch, 5), "somebody waits to receive, so TrySend can send at once, but says no")
		require.Equal(t, 5, <-got, "another value came than was sent")
	})
}

// What TrySend could not send, it has forgotten.
func TestTrySendNobodyReceives(t *testing.T) {
	bubble(t, func(t *testing.T) {
		ch := make(chan int)
		require.False(t, sends(t, ch, 1), "nobody receives, but TrySend says that it has sent")
		time.Sleep(pause)
		select {
		case <-ch:
			require.Fail(t, "TrySend had said no, and sent all the same, later")
		default:
		}
	})
}

func TestNilChannels(t *testing.T) {
	bubble(t, func(t *testing.T) {
		require.False(t, sends(t, nil, 1), "on a nil channel nothing can be sent")
		finds(t, 0, poll.Empty, nil, "in a nil channel there is nothing, and it is not closed either")
	})
}

// Many try at once, and there is room for some. Nobody waits.
func TestManyTryToSend(t *testing.T) {
	const room, goroutines, each = 30, 4, 25
	bubble(t, func(t *testing.T) {
		ch := make(chan int, room)
		var sent atomic.Int64
		kit.Hammer(goroutines, each, func(g, c int) {
			if poll.TrySend(ch, g*each+c) {
				sent.Add(1)
			}
		})
		require.EqualValues(t, room, sent.Load(), "there is room for thirty values, and a hundred were tried")
		require.Len(t, ch, room, "what TrySend reported is not what is in the channel")
	})
}

// There is room for one of two. The other one must not wait.
func TestTwoTryToSend(t *testing.T) {
	for range 300 {
		ch := make(chan int, 1)
		var sent atomic.Int64
		try := func() {
			if poll.TrySend(ch, 1) {
				sent.Add(1)
			}
		}
		kit.Together(try, try) // stuck here: TrySend waits
		require.EqualValues(t, 1, sent.Load(), "there is room for one value, and two were tried")
	}
}

// Senders and receivers try until they have had their turn. The channel closes in
// the end, and nothing is lost.
func TestManyTryToReceive(t *testing.T) {
	const goroutines, n = 3, 60
	bubble(t, func(t *testing.T) {
		ch := make(chan int, n)
		for v := range n {
			ch <- v + 1
		}
		close(ch)
		var sum, closed atomic.Int64
		kit.Hammer(goroutines, n, func(int, int) {
			v, state := poll.TryRecv(ch)
			sum.Add(int64(v))
			if state == poll.Closed {
				closed.Add(1)
			}
		})
		require.EqualValues(t, n*(n+1)/2, sum.Load(), "values are lost or doubled: each is received once")
		require.EqualValues(t, (goroutines-1)*n, closed.Load(), "after the last value the channel is Closed for all")
	})
}

func TestTryRecvFindsNothing(t *testing.T) {
	bubble(t, func(t *testing.T) {
		finds(t, 0, poll.Empty, make(chan int), "nobody sends, so the channel is Empty")
		finds(t, 0, poll.Empty, make(chan int, 3), "nothing is in the buffer, so the channel is Empty")
	})
}

func TestTryRecvFromSender(t *testing.T) {
	bubble(t, func(t *testing.T) {
		ch, sent := make(chan int), make(chan bool, 1)
		go func() {
			ch <- 6
			sent <- true
		}()
		synctest.Wait() // now it waits
		finds(t, 6, poll.Received, ch, "somebody waits to send, so TryRecv can receive at once")
		<-sent
		finds(t, 0, poll.Empty, ch, "the only value is taken, so the channel is Empty")
	})
}

func TestTryRecvFromClosed(t *testing.T) {
	bubble(t, func(t *testing.T) {
		ch := make(chan int, 2)
		ch <- 8
		close(ch)
		finds(t, 8, poll.Received, ch, "a closed channel can hold values still: they come first")
		finds(t, 0, poll.Closed, ch, "the channel is closed and holds no more values")
		finds(t, 0, poll.Closed, ch, "the channel is closed and holds no more values, now as before")
	})
}

func TestZeroIsAValue(t *testing.T) {
	bubble(t, func(t *testing.T) {
		ch := make(chan int, 1)
		ch <- 0
		finds(t, 0, poll.Received, ch, "a zero was sent, and that is a value like any other")
		require.True(t, sends(t, ch, 0), "the buffer has room, and a zero is a value like any other")
		require.Len(t, ch, 1, "TrySend says that it has sent a zero, but nothing is there")
	})
}

// What comes after the call is nothing to do with it.
func TestTryRecvTakesNothingLater(t *testing.T) {
	bubble(t, func(t *testing.T) {
		ch := make(chan int, 1)
		finds(t, 0, poll.Empty, ch, "nothing is in the buffer, so the channel is Empty")
		synctest.Wait()
		ch <- 1
		time.Sleep(pause)
		require.Len(t, ch, 1, "TryRecv had said Empty, and took a value all the same, later")
	})
}
