package zip_test

import (
	"slices"
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch03/zip"
	"github.com/concurrency-in-go/course/exercises/internal/kit"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// full returns a closed channel that holds values.
func full[T any](values ...T) <-chan T {
	ch := make(chan T, len(values))
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

// all receives until ch is closed, but no more than most and one.
func all[T any](ch <-chan T, most int) []T {
	got := []T{}
	for v := range ch {
		if got = append(got, v); len(got) > most {
			break
		}
	}
	return got
}

// one is the next value of ch.
func one[T any](t *testing.T, ch <-chan T) T {
	t.Helper()
	v, ok := <-ch
	require.True(t, ok, "the channel is closed, and more was to come")
	return v
}

// sizes are the lengths of two inputs.
var sizes = [][2]int{{0, 0}, {0, 1}, {1, 0}, {1, 1}, {0, 50}, {50, 0}, {3, 200}, {200, 3}, {100, 100}}

func TestMergeBringsAll(t *testing.T) {
	for _, n := range sizes {
		want := append(upTo(n[0]), upTo(n[1])...)
		got := all(zip.Merge(full(upTo(n[0])...), full(upTo(n[1])...)), len(want))
		assert.ElementsMatch(t, want, got, "inputs of %d and %d values: each must come out once, and nothing else", n[0], n[1])
		kit.Settle() // whoever is not done yet gets done
	}
}

func TestMergeKeepsOrder(t *testing.T) {
	var even, odd []int
	for i := range 200 {
		even, odd = append(even, 2*i), append(odd, 2*i+1)
	}
	got := all(zip.Merge(full(even...), full(odd...)), 400)
	isOdd := func(v int) bool { return v%2 != 0 }
	isEven := func(v int) bool { return v%2 == 0 }
	assert.Equal(t, even, slices.DeleteFunc(slices.Clone(got), isOdd), "the values of a must come out in the order in which they came in")
	assert.Equal(t, odd, slices.DeleteFunc(slices.Clone(got), isEven), "the values of b must come out in the order in which they came in")
}

func TestMergePassesZeros(t *testing.T) {
	got := all(zip.Merge(full(0, 0, 7), full(0)), 4)
	assert.ElementsMatch(t, []int{0, 0, 7, 0}, got, "a zero is a value like others, and a closed channel has none")
}

func TestMergeOfNil(t *testing.T) {
	assert.Empty(t, all(zip.Merge[int](nil, nil), 0), "two nil inputs have no values")
	assert.Equal(t, []int{0, 1, 2}, all(zip.Merge(nil, full(0, 1, 2)), 3), "a is nil: the values of b come out all the same")
	assert.Equal(t, []int{0, 1, 2}, all(zip.Merge(full(0, 1, 2), nil), 3), "b is nil: the values of a come out all the same")
}

// Both inputs stay open. Each value comes out before the next is sent.
func TestMergeTakesFromEither(t *testing.T) {
	a, b := make(chan int), make(chan int)
	out := zip.Merge(a, b)
	for i, ch := range []chan int{b, b, a, b, a, a} {
		ch <- i
		assert.Equal(t, i, one(t, out), "one value went in, and another came out")
	}
	close(a)
	close(b)
	assert.Empty(t, all(out, 0), "both inputs are closed, and still something comes out")
}

func TestMergeGoesOnAfterOneIsClosed(t *testing.T) {
	for _, early := range []int{0, 1} {
		in := []chan int{make(chan int), make(chan int)}
		out := zip.Merge(in[0], in[1])
		close(in[early])
		kit.Settle() // it has found out
		for i := range 5 {
			in[1-early] <- i
			assert.Equal(t, i, one(t, out), "one input is closed: the values of the other come out as before")
		}
		close(in[1-early])
		assert.Empty(t, all(out, 0), "both inputs are closed, and still something comes out")
	}
}
