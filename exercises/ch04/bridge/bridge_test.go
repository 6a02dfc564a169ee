package bridge_test

import (
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch04/bridge"
	"github.com/stretchr/testify/require"
)

// file returns a channel that brings lines and is then closed.
func file(lines ...string) <-chan string {
	c := make(chan string, len(lines))
	for _, line := range lines {
		c <- line
	}
	close(c)
	return c
}

func TestOneStreamOfTwoFiles(t *testing.T) {
	files := make(chan (<-chan string), 2)
	files <- file("start", "listen")
	files <- file("stop")
	close(files)

	lines := bridge.Bridge(nil, files)

	for _, want := range []string{"start", "listen", "stop"} {
		got, ok := <-lines
		require.True(t, ok, "the result was closed before %q came", want)
		require.Equal(t, want, got, "the lines of the first file come first, and each file's in their order")
	}
	_, ok := <-lines
	require.False(t, ok, "all files are through, but the result still brings lines")
}

// Nobody writes to this file, and nobody closes it. Done must end the wait.
func TestDoneEndsTheWait(t *testing.T) {
	done := make(chan struct{})
	files := make(chan (<-chan string), 1)
	files <- make(chan string)

	lines := bridge.Bridge(done, files)
	close(done)

	_, ok := <-lines
	require.False(t, ok, "nobody wrote a line, but the result brings one")
}
