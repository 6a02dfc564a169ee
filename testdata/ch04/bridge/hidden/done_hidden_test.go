package bridge_test

import (
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch04/bridge"
	"github.com/concurrency-in-go/course/exercises/internal/kit"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// In the next four tests nobody looks at the result after done is closed, and
// all other channels stay open. No goroutine may be left.

func TestDoneWhileNoChannelCame(t *testing.T) {
	done := make(chan struct{})
	bridge.Bridge(done, make(chan (<-chan int)))

	kit.Settle() // it waits for a channel
	close(done)
}

func TestDoneWhileNoOtherChannelComes(t *testing.T) {
	done := make(chan struct{})
	out := bridge.Bridge(done, streams(ended(1)))

	require.Equal(t, 1, <-out, "the first channel has a value")
	kit.Settle() // it waits for the next channel
	close(done)
}

func TestDoneWhileNoValueComes(t *testing.T) {
	done := make(chan struct{})
	out := bridge.Bridge(done, streams(full(1)))

	require.Equal(t, 1, <-out, "the first channel has a value")
	kit.Settle() // it waits for the next value
	close(done)
}

func TestDoneWhileNobodyReceives(t *testing.T) {
	done := make(chan struct{})
	out := bridge.Bridge(done, streams(full(make([]int, 100)...)))

	<-out
	kit.Settle() // it waits for somebody to receive the next value
	close(done)
}

// Wherever it waits, after done the result is closed.
func TestDoneClosesResult(t *testing.T) {
	for _, chans := range []chan (<-chan int){
		nil, // brings nothing, ever
		streams[int](),
		streams(ended[int]()),
		streams[int](make(chan int)),
		streams[int](full(1, 2, 3)),
	} {
		done := make(chan struct{})
		out := bridge.Bridge(done, chans)

		kit.Settle()
		close(done)
		wait(out)
	}
}

func TestDoneBeforeStart(t *testing.T) {
	done := make(chan struct{})
	close(done)

	wait(bridge.Bridge(done, streams[int]()))
	wait(bridge.Bridge(done, streams[int](make(chan int))))
	wait(bridge.Bridge(done, streams[int](full(1, 2, 3))))
}

// There is always another value, and always somebody who receives it.
func TestDoneAmongManyValues(t *testing.T) {
	done, stop := make(chan struct{}), make(chan struct{})
	defer close(stop)
	endless := make(chan int)
	go func() {
		for i := 0; ; i++ {
			select {
			case <-stop:
				return
			case endless <- i:
			}
		}
	}()
	out := bridge.Bridge(done, streams[int](endless))

	for want := range 10 {
		require.Equal(t, want, <-out, "the values must come in their order")
	}
	close(done)
	wait(out)
}

// There is always another channel, and no value in any of them.
func TestDoneAmongManyChannels(t *testing.T) {
	done, stop, begun := make(chan struct{}), make(chan struct{}), make(chan struct{})
	defer close(stop)
	endless := make(chan (<-chan int))
	go func() {
		for i := 0; ; i++ {
			select {
			case <-stop:
				return
			case endless <- ended[int]():
			}
			if i == 10 {
				close(begun)
			}
		}
	}()
	out := bridge.Bridge(done, endless)

	<-begun // ten have been taken
	close(done)
	wait(out)
}

// What was not taken before done is left for others.
func TestDoneLeavesTheRest(t *testing.T) {
	done := make(chan struct{})
	values := make([]int, 1000)
	first, second := full(values...), full(values...)
	out := bridge.Bridge(done, streams[int](first, second))

	for range 3 {
		<-out
	}
	kit.Settle() // it waits for somebody to receive
	before := len(first)
	close(done)
	kit.Settle()

	const few = 100 // by chance one more is taken, or two: a hundred never
	assert.Greater(t, len(first), before-few, "after done the channel was emptied: values are lost that others may want")
	assert.Greater(t, len(second), len(values)-few, "after done the next channel was emptied: values are lost that others may want")
	wait(out)
}

// The same while somebody goes on receiving: what comes first, done or the value,
// is a matter of chance each time, and chance does not take the value for ever.
func TestDoneComesBeforeTheRest(t *testing.T) {
	done := make(chan struct{})
	c := full(make([]int, 1000)...)
	out := bridge.Bridge(done, streams[int](c))

	for range 3 {
		<-out
	}
	kit.Settle()
	before := len(c)
	close(done)
	wait(out)

	const few = 100
	assert.Greater(t, len(c), before-few, "after done the values went on coming: look for done although there is a value")
}

// While it waits, nothing runs. kit.Settle returns when that is so: if a
// goroutine asks again and again, Settle never returns.
func TestWaitingCostsNothing(t *testing.T) {
	done, chans, c := make(chan struct{}), make(chan (<-chan int)), make(chan int)
	out := bridge.Bridge(done, chans)

	kit.Settle() // waits for a channel
	chans <- c
	kit.Settle() // waits for a value
	c <- 1
	kit.Settle() // waits for a receiver
	<-out
	kit.Settle() // waits for a value
	close(done)
	wait(out)
}

// Nobody ever closes done. Whoever waits for that when the stream is over, or looks
// again and again, is left behind.
func TestNobodyStaysForDone(t *testing.T) {
	done := make(chan struct{})

	requireValues(t, bridge.Bridge(done, endedStreams(ended(1), ended(2))), 1, 2)
}
