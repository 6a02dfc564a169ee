package produce_test

import (
	"context"
	"slices"
	"sync"
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch03/produce"
	"github.com/concurrency-in-go/course/exercises/internal/kit"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// closed returns a closed channel that holds values.
func closed(values ...int) <-chan int {
	ch := make(chan int, len(values))
	for _, v := range values {
		ch <- v
	}
	close(ch)
	return ch
}

func upTo(n int) []int {
	values := make([]int, n)
	for i := range values {
		values[i] = i
	}
	return values
}

// receive has a reader for every channel. It returns what each got when all the
// channels are closed.
func receive(chans []<-chan int) [][]int {
	got := make([][]int, len(chans))
	var readers sync.WaitGroup
	for i, ch := range chans {
		readers.Go(func() {
			for v := range ch {
				got[i] = append(got[i], v)
			}
		})
	}
	readers.Wait()
	return got
}

func TestSplitSendsEveryValueOnce(t *testing.T) {
	for _, k := range []int{1, 2, 7} {
		outs := produce.Split(kit.Forever(), closed(upTo(100)...), k)
		require.Len(t, outs, k, "Split returns k channels")
		got := slices.Concat(receive(outs)...)
		slices.Sort(got)
		assert.Equal(t, upTo(100), got, "split into %d: every value must come out once, on one of the channels", k)
	}
}

// Zero is a value, and so is one that came before.
func TestSplitPassesZerosOn(t *testing.T) {
	outs := produce.Split(kit.Forever(), closed(0, 0, 5, 0, 5), 2)
	require.Len(t, outs, 2, "Split returns k channels")
	got := slices.Concat(receive(outs)...)
	assert.ElementsMatch(t, []int{0, 0, 5, 0, 5}, got, "a zero does not mean that in is closed, and equal values are two values")
}

func TestSplitKeepsOrder(t *testing.T) {
	outs := produce.Split(kit.Forever(), closed(upTo(100)...), 3)
	require.Len(t, outs, 3, "Split returns k channels")
	for i, values := range receive(outs) {
		assert.True(t, slices.IsSorted(values), "channel %d: what came in first must come out first", i)
	}
}

// One desk after the other takes what there is, until its channel is closed.
func TestSplitClosesEachByItself(t *testing.T) {
	const k = 3
	for first := range k {
		outs := produce.Split(kit.Forever(), closed(upTo(9)...), k)
		require.Len(t, outs, k, "Split returns k channels")
		kit.Settle()
		var got []int
		for i := range k {
			for v := range outs[(first+i)%k] { // stuck here: the values of this channel were received, and it is not closed
				got = append(got, v)
			}
		}
		assert.ElementsMatch(t, upTo(9), got, "every value goes out on one of the channels")
	}
}

func TestSplitOfNothing(t *testing.T) {
	outs := produce.Split(kit.Forever(), closed(), 3)
	require.Len(t, outs, 3, "Split returns k channels")
	assert.Empty(t, slices.Concat(receive(outs)...), "nothing came in, and something came out")
}

// Only one desk is at work. It gets all but the few that wait for the others.
func TestSlowDeskHoldsNobodyUp(t *testing.T) {
	const n, k = 100, 3
	for open := range k {
		outs := produce.Split(kit.Forever(), closed(upTo(n)...), k)
		require.Len(t, outs, k, "Split returns k channels")
		kit.Settle() // whatever waits at a channel is there by now
		var got []int
		for range n - (k-1)*10 {
			v, ok := <-outs[open]
			require.True(t, ok, "the only desk at work got %d of %d values: too many wait at channels from which nobody receives, or are lost", len(got), n)
			got = append(got, v)
		}
		got = append(got, slices.Concat(receive(outs)...)...)
		assert.ElementsMatch(t, upTo(n), got, "a value is lost or came twice when only one desk was at work")
	}
}

// Nothing comes on in, and it is not closed. Readers are at the channels.
func TestSplitStopsWhenIdle(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	outs := produce.Split(ctx, make(chan int), 3)
	require.Len(t, outs, 3, "Split returns k channels")
	var readers sync.WaitGroup
	readers.Go(func() { receive(outs) })
	kit.Settle()
	cancel()
	readers.Wait() // each channel gets closed
}

// Values are there, and nobody receives.
func TestSplitStopsWhenUnread(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	in := make(chan int, 100) // stays open
	for range cap(in) {
		in <- 1
	}
	produce.Split(ctx, in, 3)
	kit.Settle()
}

// Values are there and ctx is done: each channel gets closed.
func TestSplitClosesWhenDone(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	in := make(chan int, 100) // stays open
	for range cap(in) {
		in <- 1
	}
	outs := produce.Split(ctx, in, 3)
	require.Len(t, outs, 3, "Split returns k channels")
	kit.Settle() // it waits until somebody receives
	cancel()
	receive(outs) // returns when all are closed
}
