package or_test

import (
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch04/or"
	"github.com/concurrency-in-go/course/exercises/internal/kit"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestSecondOfTwoCloses(t *testing.T) {
	stopped, full := make(chan struct{}), make(chan struct{})
	either := or.Or(stopped, full)

	close(full) // stopped stays open

	_, open := <-either
	assert.False(t, open, "the result must be closed, not sent on: a send wakes only one of those who wait")
}

func TestOpenWhileAllAreOpen(t *testing.T) {
	stopped, full := make(chan struct{}), make(chan struct{})
	either := or.Or(stopped, full)

	kit.Settle() // everyone has run as far as they can
	select {
	case <-either:
		require.Fail(t, "the result is closed, but neither of the two channels is")
	default:
	}
	close(stopped)
	<-either
}
