package queue_test

import (
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch03/queue"
	"github.com/concurrency-in-go/course/exercises/internal/kit"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestPutAndTake(t *testing.T) {
	q := queue.New[string](2)
	require.NoError(t, q.Put("first"), "there is room, but Put says no")
	require.NoError(t, q.Put("second"), "there is room, but Put says no")

	for _, want := range []string{"first", "second"} {
		got, err := q.Take()
		require.NoError(t, err, "there is an item, but Take says no")
		assert.Equal(t, want, got, "first in, first out")
	}

	q.Close()
	_, err := q.Take()
	assert.ErrorIs(t, err, queue.ErrClosed, "a queue that is closed and empty has nothing to give")
}

// The second Put finds the queue full, and waits until Take has made room.
func TestPutWaitsForRoom(t *testing.T) {
	q := queue.New[int](1)
	require.NoError(t, q.Put(1), "there is room, but Put says no")

	second := make(chan error, 1)
	go func() { second <- q.Put(2) }()
	kit.Settle()
	for _, want := range []int{1, 2} {
		got, err := q.Take()
		require.NoError(t, err, "there is an item, but Take says no")
		assert.Equal(t, want, got, "first in, first out")
	}
	assert.NoError(t, <-second, "there was room again, but Put says no")
	q.Close()
}
