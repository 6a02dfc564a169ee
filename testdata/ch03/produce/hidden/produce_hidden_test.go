package produce_test

import (
	"context"
	"math"
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch03/produce"
	"github.com/concurrency-in-go/course/exercises/internal/kit"
	"github.com/stretchr/testify/assert"
)

// The loop ends only when Produce closes the channel.
func TestProduceCountsAndCloses(t *testing.T) {
	for _, n := range []int{-1, 0, 1, 2, 10, 11, 150} {
		next := 0
		for v := range produce.Produce(kit.Forever(), n) {
			if v != next {
				assert.Equal(t, next, v, "Produce(ctx, %d): a number is missing, or out of order, or came twice", n)
				return
			}
			next++
		}
		assert.Equal(t, max(n, 0), next, "Produce(ctx, %d): it hands out the numbers from 0 to n-1, each once", n)
	}
}

// Nobody receives the rest of a very large number of numbers.
func TestProduceIsLazy(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	numbers := produce.Produce(ctx, math.MaxInt)
	for want := range 150 {
		if v, ok := <-numbers; !ok || v != want {
			assert.Equal(t, want, v, "of very many numbers, these come first as well: 0, 1, 2, …")
			assert.True(t, ok, "the channel is closed, and there were more numbers to come")
			return
		}
	}
	kit.Settle() // it has as many ready as it ever will
	assert.LessOrEqual(t, len(numbers), 100, "many more numbers are ready than somebody has asked for: make them as they are received")
}

// many is more numbers than anybody hands out before it hears that ctx is done.
const many = 200_000

// received counts what comes until ch is closed.
func received(ch <-chan int) int {
	n := 0
	for range ch {
		n++
	}
	return n
}

func TestProduceStopsWhenDone(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	numbers := produce.Produce(ctx, many)
	<-numbers
	kit.Settle() // it waits until somebody receives
	cancel()
	kit.Settle() // whoever hears of it has heard
	assert.Less(t, received(numbers), many-1, "ctx is done, and all the numbers came all the same")
}

func TestProduceWithDoneContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	numbers := produce.Produce(ctx, many)
	kit.Settle()
	assert.Less(t, received(numbers), many, "ctx was done from the start, and all the numbers came all the same")
}

// Whoever received has gone. The goroutine of Produce must not wait for them.
func TestProduceEndsUnread(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	numbers := produce.Produce(ctx, many)
	<-numbers
	produce.Produce(ctx, many) // nobody ever receives
	kit.Settle()
}
