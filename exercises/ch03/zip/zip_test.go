package zip_test

import (
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch03/zip"
	"github.com/stretchr/testify/assert"
)

// belt sends values on a channel, and closes it.
func belt[T any](values ...T) <-chan T {
	ch := make(chan T)
	go func() {
		defer close(ch)
		for _, v := range values {
			ch <- v
		}
	}()
	return ch
}

func TestMergeTwoBelts(t *testing.T) {
	var got []int
	for v := range zip.Merge(belt(1, 2, 3), belt(4)) {
		got = append(got, v)
	}
	assert.ElementsMatch(t, []int{1, 2, 3, 4}, got, "all that comes on either belt must come out, and nothing else")
}

func TestZipTwoBelts(t *testing.T) {
	var got []zip.Pair[int, string]
	for p := range zip.Zip(belt(1, 2), belt("one", "two", "three")) {
		got = append(got, p)
	}
	want := []zip.Pair[int, string]{{First: 1, Second: "one"}, {First: 2, Second: "two"}}
	assert.Equal(t, want, got, "the first goes with the first, the second with the second, and the third has no partner")
}
