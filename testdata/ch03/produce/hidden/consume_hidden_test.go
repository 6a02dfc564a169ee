package produce_test

import (
	"slices"
	"sync"
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch03/produce"
	"github.com/concurrency-in-go/course/exercises/internal/kit"
	"github.com/stretchr/testify/assert"
)

func TestConsumeTakesZeros(t *testing.T) {
	got := produce.Consume(closed(0, 3, 0))
	assert.Equal(t, []int{0, 3, 0}, got, "three values came, two of them zero: only a closed channel is the end")
}

func TestConsumeOfNothing(t *testing.T) {
	assert.Empty(t, produce.Consume(), "there were no channels, and values came")
	assert.Empty(t, produce.Consume(closed(), closed()), "all the channels were closed and empty, and values came")
}

func TestConsumeTakesAll(t *testing.T) {
	var want []int
	var ins []<-chan int
	for i := range 10 {
		values := upTo(i * 5)
		ins = append(ins, closed(values...))
		want = append(want, values...)
	}
	assert.ElementsMatch(t, want, produce.Consume(ins...), "a value of one of ten channels is lost or came twice")
}

func TestConsumeKeepsOrder(t *testing.T) {
	got := produce.Consume(closed(1, 3, 5, 7, 9), closed(0, 2, 4, 6, 8))
	even := func(v int) bool { return v%2 == 0 }
	odd := func(v int) bool { return v%2 != 0 }
	assert.True(t, slices.IsSorted(slices.DeleteFunc(slices.Clone(got), even)), "the values of the first channel are out of order: %v", got)
	assert.True(t, slices.IsSorted(slices.DeleteFunc(slices.Clone(got), odd)), "the values of the second channel are out of order: %v", got)
}

// consume starts Consume and returns what waits for its result.
func consume(ins ...<-chan int) (result func() []int) {
	var wg sync.WaitGroup
	var got []int
	wg.Go(func() { got = produce.Consume(ins...) })
	return func() []int { wg.Wait(); return got }
}

// Whichever channel has a value, it is received, whatever the others do.
func TestConsumeTakesFromAllAtOnce(t *testing.T) {
	a, b, c := make(chan int), make(chan int), make(chan int)
	result := consume(a, b, c)
	for range 20 {
		for _, ch := range []chan int{c, a, b} {
			ch <- 7
		}
	}
	close(b)
	close(c)
	close(a)
	assert.Len(t, result(), 60, "60 values were sent; did all of them arrive?")
}

// Two are closed early. The third goes on.
func TestConsumeGoesOnAfterOneIsClosed(t *testing.T) {
	a, b, c := make(chan int), make(chan int), make(chan int)
	result := consume(a, b, c)
	a <- 1
	kit.Settle()
	close(a)
	kit.Settle()
	close(c)
	kit.Settle()
	for range 20 {
		b <- 2
	}
	close(b)
	want := append(slices.Repeat([]int{2}, 20), 1)
	assert.ElementsMatch(t, want, result(), "one channel goes on after the others are closed: its values count too")
}

// Both inputs have values at the same time.
func TestConsumeBesideEachOther(t *testing.T) {
	a, b := make(chan int), make(chan int)
	result := consume(a, b)
	send := func(ch chan int) func() {
		return func() {
			for range 50 {
				ch <- 1
			}
		}
	}
	kit.Together(send(a), send(b))
	close(a)
	close(b)
	assert.Len(t, result(), 100, "values are lost when two channels have one at the same time")
}
