package boundedbuffer_test

import (
	"math/rand/v2"
	"sync/atomic"
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch02/boundedbuffer"
	"github.com/concurrency-in-go/course/exercises/internal/kit"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// send sends the numbers from first on, n of them, one after the other.
func send(in chan<- int, first, n int) {
	for v := range n {
		in <- first + v
	}
}

// expect receives the numbers from first on, n of them.
func expect(t *testing.T, out <-chan int, first, n int) {
	t.Helper()
	for v := range n {
		got, ok := <-out
		require.True(t, ok, "out is closed, but %d has not come out", first+v)
		require.Equal(t, first+v, got, "values come out in the order in which they went in, each once")
	}
}

// expectEnd wants out to be closed. in is closed, and everything was received.
func expectEnd(t *testing.T, out <-chan int) {
	t.Helper()
	v, ok := <-out
	require.False(t, ok, "in is closed and everything has been received, but one more value came out of out: %d", v)
}

// keepSending sends the numbers from first on, n of them, in a goroutine of its
// own, and counts the sends that have succeeded.
func keepSending(in chan<- int, first, n int) (sent *atomic.Int32, done chan struct{}) {
	sent, done = new(atomic.Int32), make(chan struct{})
	go func() {
		defer close(done)
		for v := range n {
			in <- first + v
			sent.Add(1)
		}
	}()
	return sent, done
}

func TestUnbuffered(t *testing.T) {
	for n := range 4 {
		in, out := boundedbuffer.New[int](n)
		assert.Zero(t, cap(in), "n = %d: the values are to wait in the process, but in is a buffered channel", n)
		assert.Zero(t, cap(out), "n = %d: the values are to wait in the process, but out is a buffered channel", n)
		close(in)
		expectEnd(t, out)
	}
}

// Nobody receives, and still n sends succeed.
func TestRoomForN(t *testing.T) {
	for _, n := range []int{1, 2, 3, 8, 50} {
		in, out := boundedbuffer.New[int](n)
		send(in, 0, n)
		expect(t, out, 0, n)
		close(in)
		expectEnd(t, out)
	}
}

func TestNoRoomForMore(t *testing.T) {
	for _, n := range []int{1, 2, 3, 8, 50} {
		in, out := boundedbuffer.New[int](n)
		send(in, 0, n)
		sent, done := keepSending(in, n, 3)
		kit.Settle()
		require.Zero(t, sent.Load(), "there is room for %d, and nobody has received, but more sends went through (a value in the hand of the process counts as well)", n)
		expect(t, out, 0, n+3)
		<-done
		close(in)
		expectEnd(t, out)
	}
}

// A value that is received makes room for one more, and for one only.
func TestRoomAgain(t *testing.T) {
	const n = 3
	in, out := boundedbuffer.New[int](n)
	send(in, 0, n)
	for v := range 4 {
		expect(t, out, v, 1)
		send(in, n+v, 1)
	}
	sent, done := keepSending(in, n+4, 1)
	kit.Settle()
	require.Zero(t, sent.Load(), "four values were received and four more sent, so the buffer of %d is full again, but one more send went through", n)
	expect(t, out, 4, n+1)
	<-done
	close(in)
	expectEnd(t, out)
}

// The buffer is never full here, and often empty.
func TestOneInOneOut(t *testing.T) {
	in, out := boundedbuffer.New[int](4)
	for v := range 10 {
		send(in, v, 1)
		expect(t, out, v, 1)
	}
	close(in)
	expectEnd(t, out)
}

// At every moment one may send while there is room, and receive while something is
// held, in any order.
func TestAnyOrder(t *testing.T) {
	random := rand.New(rand.NewPCG(2, 4))
	for _, n := range []int{1, 2, 5} {
		in, out := boundedbuffer.New[int](n)
		sent, received := 0, 0
		for range 100 {
			held := sent - received
			if held == 0 || held < n && random.IntN(2) == 0 {
				send(in, sent, 1)
				sent++
			} else {
				expect(t, out, received, 1)
				received++
			}
		}
		close(in)
		expect(t, out, received, sent-received)
		expectEnd(t, out)
	}
}

// A receiver that comes first waits for a value, and gets the one that was sent.
func TestReceiverComesFirst(t *testing.T) {
	for n := range 3 {
		in, out := boundedbuffer.New[int](n)
		got := make(chan int, 1)
		go func() { got <- <-out }()
		kit.Settle()
		require.Empty(t, got, "n = %d: nothing was sent, but the receiver got something", n)
		send(in, 7, 1)
		require.Equal(t, 7, <-got, "n = %d: the receiver got something else than what was sent", n)
		close(in)
		expectEnd(t, out)
	}
}

// n = 0: the sender goes on only when somebody has taken the value.
func TestRendezvous(t *testing.T) {
	in, out := boundedbuffer.New[int](0)
	for v := range 3 {
		sent, done := keepSending(in, v, 1)
		kit.Settle()
		require.Zero(t, sent.Load(), "n = 0, and nobody has received, but a send went through: who holds the value now?")
		expect(t, out, v, 1)
		<-done
	}
	close(in)
	expectEnd(t, out)
}

func TestZeroValuesAreValues(t *testing.T) {
	in, out := boundedbuffer.New[*int](2)
	for range 3 {
		in <- nil
		v, ok := <-out
		require.True(t, ok, "nil was sent, and out was closed instead: nil is a value like any other")
		require.Nil(t, v, "nil was sent, and something else came out")
	}
	close(in)
	_, ok := <-out
	require.False(t, ok, "in is closed and everything has been received, but one more value came out of out")
}
