package poll_test

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/concurrency-in-go/course/exercises/ch03/poll"
	"github.com/stretchr/testify/assert"
)

func TestTrySend(t *testing.T) {
	ch := make(chan int, 1)
	assert.True(t, poll.TrySend(ch, 1), "the buffer has room, but TrySend says no")
	assert.False(t, poll.TrySend(ch, 2), "the buffer is full, but TrySend says that it has sent")
}

func TestTryRecv(t *testing.T) {
	ch := make(chan int, 1)
	_, state := poll.TryRecv(ch)
	assert.Equal(t, poll.Empty, state, "nothing was sent, so there is nothing to receive")

	ch <- 7
	v, state := poll.TryRecv(ch)
	assert.Equal(t, poll.Received, state, "a value is there, but TryRecv has not taken it")
	assert.Equal(t, 7, v, "TryRecv returned another value than was sent")
}

// Time is fake here: it moves on when everybody waits.
func TestWorkUntilStop(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		stop := make(chan struct{})
		time.AfterFunc(10*time.Second, func() { close(stop) })
		pieces := 3
		done := poll.Work(stop, time.Second, func() bool {
			pieces--
			return pieces >= 0
		})
		assert.Equal(t, 3, done, "there were three pieces of work")
	})
}
