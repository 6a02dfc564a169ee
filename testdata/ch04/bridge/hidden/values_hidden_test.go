package bridge_test

import (
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch04/bridge"
	"github.com/concurrency-in-go/course/exercises/internal/kit"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The second channel has its value ready, but the first one is not through.
func TestOrderOfChannels(t *testing.T) {
	first := make(chan int, 1)
	out := bridge.Bridge(nil, endedStreams(first, ended(2)))

	kit.Settle()
	requireNothing(t, out, "the first channel is open and has brought nothing yet: the result must wait for it")
	first <- 1
	close(first)
	requireValues(t, out, 1, 2)
}

func TestOrderOfManyChannels(t *testing.T) {
	const n = 100
	chans := make(chan (<-chan int))
	var want []int
	for i := range n {
		for k := range i % 5 {
			want = append(want, 10*i+k)
		}
	}
	go func() {
		defer close(chans)
		for i := range n {
			c := make(chan int)
			go func() {
				defer close(c)
				for k := range i % 5 {
					c <- 10*i + k
				}
			}()
			chans <- c
		}
	}()

	requireValues(t, bridge.Bridge(nil, chans), want...)
}

func TestOneChannelAtATime(t *testing.T) {
	first, second := make(chan int), full(1, 2, 3)
	chans := endedStreams[int](first, second)
	out := bridge.Bridge(nil, chans)

	kit.Settle()
	assert.Len(t, second, 3, "a value was taken from the second channel, though the first is not closed")
	for want := range 2 {
		first <- want
		require.Equal(t, want, <-out, "the first channel brings values")
		kit.Settle()
		assert.Len(t, second, 3, "a value was taken from the second channel, though the first is not closed: it has brought values, and may bring more")
	}
	close(first)
	close(second)
	requireValues(t, out, 1, 2, 3)
}

// The channel stays open, so nobody can know what it will bring in the end.
func TestValuesComeAtOnce(t *testing.T) {
	c := make(chan int, 1)
	chans := streams[int](c)
	out := bridge.Bridge(nil, chans)

	for want := range 5 {
		c <- want
		require.Equal(t, want, <-out, "the value that came in last must come out before the next one")
	}
	close(c)
	close(chans)
	requireValues(t, out)
}

// The stream of channels stays open while the values of the first ones come out.
func TestChannelsComeOneByOne(t *testing.T) {
	chans := make(chan (<-chan int), 1)
	out := bridge.Bridge(nil, chans)

	for want := range 5 {
		chans <- ended(want)
		require.Equal(t, want, <-out, "the value of the channel that came last must come out before the next channel")
	}
	close(chans)
	requireValues(t, out)
}

func TestEmptyChannels(t *testing.T) {
	none := ended[int]()
	requireValues(t, bridge.Bridge(nil, endedStreams(none, ended(1, 2), none, none, ended(3), none)), 1, 2, 3)
}

func TestNilChannels(t *testing.T) {
	requireValues(t, bridge.Bridge(nil, endedStreams(nil, ended(1, 2), nil, nil, ended(3), nil)), 1, 2, 3)
}

func TestNoChannels(t *testing.T) {
	requireValues(t, bridge.Bridge(nil, endedStreams[int]()))
	requireValues(t, bridge.Bridge(nil, endedStreams(ended[int]())))
	requireValues(t, bridge.Bridge(nil, endedStreams[int](nil)))
}

// A zero is a value. Only ok tells it from the end.
func TestZerosAreValues(t *testing.T) {
	requireValues(t, bridge.Bridge(nil, endedStreams(ended(0, 1, 0), ended(0), ended(2))), 0, 1, 0, 0, 2)
	requireValues(t, bridge.Bridge(nil, endedStreams(ended("", "a"))), "", "a")
	requireValues(t, bridge.Bridge(nil, endedStreams(ended[error](nil, nil))), nil, nil)
}

// The result must not close before chans does, even if all is quiet.
func TestOpenUntilAllAreThrough(t *testing.T) {
	last := make(chan int)
	chans := streams(ended(1), last)
	out := bridge.Bridge(nil, chans)

	require.Equal(t, 1, <-out, "the first channel has a value")
	close(last)
	kit.Settle()
	requireNothing(t, out, "another channel may still come, so the result must stay open")
	close(chans)
	requireValues(t, out)
}
