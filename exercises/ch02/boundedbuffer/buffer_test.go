package boundedbuffer_test

import (
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch02/boundedbuffer"
	"github.com/concurrency-in-go/course/exercises/internal/kit"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Three sends succeed though nobody receives. Then the values come out, and at the
// end the channel is closed.
func TestThreeWait(t *testing.T) {
	in, out := boundedbuffer.New[string](3)
	in <- "tea"
	in <- "cake"
	in <- "jam"
	close(in)

	for _, want := range []string{"tea", "cake", "jam"} {
		got, ok := <-out
		require.True(t, ok, "out is closed, but %q has not come out", want)
		require.Equal(t, want, got, "values come out in the order in which they went in")
	}
	_, ok := <-out
	assert.False(t, ok, "in is closed and everything has been received: out is to be closed too")
}

func TestFourthWaitsOutside(t *testing.T) {
	in, out := boundedbuffer.New[int](3)
	sent := make(chan int, 4)
	go func() {
		for v := range 4 {
			in <- v
			sent <- v
		}
		close(in)
	}()

	kit.Settle() // now the sender has come as far as it can
	require.LessOrEqual(t, len(sent), 3, "there is room for three, but the fourth send went through as well")
	for want := range 4 {
		require.Equal(t, want, <-out, "values come out in the order in which they went in")
	}
}
