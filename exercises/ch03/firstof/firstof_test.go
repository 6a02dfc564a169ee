package firstof_test

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"github.com/concurrency-in-go/course/exercises/ch03/firstof"
	"github.com/stretchr/testify/assert"
)

// In these tests time is fake: it moves on when everybody waits.

func TestRecv(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ch := make(chan string, 1)
		_, err := firstof.Recv(ch, time.Second)
		assert.ErrorIs(t, err, context.DeadlineExceeded, "nothing came before the timeout")

		ch <- "hello"
		v, err := firstof.Recv(ch, time.Second)
		assert.NoError(t, err, "there is a value, but Recv says no")
		assert.Equal(t, "hello", v, "Recv got another value than was sent")
	})
}

func TestFirstOfThree(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a, b, c := make(chan int), make(chan int), make(chan int)
		time.AfterFunc(time.Second, func() { b <- 7 })

		v, i, err := firstof.First(t.Context(), 3*time.Second, a, b, c)
		assert.NoError(t, err, "a value came in time, but First says no")
		assert.Equal(t, 7, v, "First got another value than was sent")
		assert.Equal(t, 1, i, "the value came from the second channel, whose index is 1")
	})
}
