package boundedbuffer_test

import (
	"sync"
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch02/boundedbuffer"
	"github.com/concurrency-in-go/course/exercises/internal/kit"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// What is held when in is closed still comes out: with a full buffer and with one
// that is not.
func TestCloseKeepsWhatIsHeld(t *testing.T) {
	const n = 4
	for held := range n + 1 {
		in, out := boundedbuffer.New[int](n)
		send(in, 0, held)
		kit.Settle() // now the process waits for what comes next
		close(in)
		expect(t, out, 0, held)
		expectEnd(t, out)
		expectEnd(t, out) // and it stays closed
	}
}

func TestCloseWithoutAnyValue(t *testing.T) {
	for n := range 3 {
		in, out := boundedbuffer.New[int](n)
		close(in)
		expectEnd(t, out)
	}
}

// A receiver that waits learns that nothing will come.
func TestCloseWakesReceivers(t *testing.T) {
	for n := range 3 {
		in, out := boundedbuffer.New[int](n)
		got := make(chan bool, 2)
		for range 2 {
			go func() { _, ok := <-out; got <- ok }()
		}
		kit.Settle()
		close(in)
		require.False(t, <-got, "n = %d: nothing was sent, but a waiting receiver got a value when in was closed", n)
		require.False(t, <-got, "n = %d: nothing was sent, but a waiting receiver got a value when in was closed", n)
	}
}

// A buffer at rest: Settle returns only when nobody uses a processor any more.
func TestRestsWhileFull(t *testing.T) {
	in, out := boundedbuffer.New[int](2)
	send(in, 0, 2)
	kit.Settle()
	expect(t, out, 0, 2)
	kit.Settle()
	close(in)
	expectEnd(t, out)
}

func TestRestsAfterClose(t *testing.T) {
	for held := 1; held <= 3; held++ {
		in, out := boundedbuffer.New[int](3)
		send(in, 0, held)
		close(in)
		kit.Settle()
		expect(t, out, 0, held)
		expectEnd(t, out)
	}
}

// Several senders: each one's values come out in its own order.
func TestManySenders(t *testing.T) {
	const senders, each = 4, 25
	for _, n := range []int{0, 1, 3} {
		in, out := boundedbuffer.New[[2]int](n)
		var wg sync.WaitGroup
		for s := range senders {
			wg.Go(func() {
				for v := range each {
					in <- [2]int{s, v}
				}
			})
		}
		var next [senders]int
		for range senders * each {
			v, ok := <-out
			require.True(t, ok, "n = %d: out is closed, but not everything has come out", n)
			require.Equal(t, next[v[0]], v[1], "n = %d: the values of one sender came out in another order, or not each once", n)
			next[v[0]]++
		}
		wg.Wait()
		close(in)
		_, ok := <-out
		require.False(t, ok, "n = %d: everything has been received, but one more value came out", n)
	}
}

// Several receivers: each value goes to one of them.
func TestManyReceivers(t *testing.T) {
	const values = 60
	for _, n := range []int{0, 1, 3} {
		in, out := boundedbuffer.New[int](n)
		var mu sync.Mutex
		got := map[int]int{}
		var wg sync.WaitGroup
		for range 3 {
			wg.Go(func() {
				for range values + 1 { // not for ever, if out never ends
					v, ok := <-out
					if !ok {
						return
					}
					mu.Lock()
					got[v]++
					mu.Unlock()
				}
			})
		}
		send(in, 0, values)
		close(in)
		wg.Wait()
		assert.Len(t, got, values, "n = %d: some values went to no receiver, or some came out that nobody sent", n)
		for v, times := range got {
			assert.Equal(t, 1, times, "n = %d: value %d goes to one receiver", n, v)
		}
	}
}

func TestTwoBuffers(t *testing.T) {
	inA, outA := boundedbuffer.New[int](2)
	inB, outB := boundedbuffer.New[int](3)
	send(inA, 10, 2)
	send(inB, 20, 3) // the first one is full, the second is not
	expect(t, outB, 20, 3)
	close(inB)
	expectEnd(t, outB)
	expect(t, outA, 10, 2) // the second one has ended, the first has not
	send(inA, 12, 2)
	expect(t, outA, 12, 2)
	close(inA)
	expectEnd(t, outA)
}
