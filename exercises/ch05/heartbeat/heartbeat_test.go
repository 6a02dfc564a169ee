package heartbeat_test

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/concurrency-in-go/course/exercises/ch05/heartbeat"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Time is fake in these tests: it stands still while anybody can still do
// something, and then jumps to the next moment at which something is due.

func TestWorkIsDone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		jobs := make(chan string, 2)
		jobs <- "cat.mov"
		jobs <- "dog.mov"
		close(jobs)

		_, results := heartbeat.Work(t.Context(), time.Second, jobs, strings.ToUpper)

		require.Equal(t, "CAT.MOV", <-results, "the first result is not that of the first job")
		require.Equal(t, "DOG.MOV", <-results, "the second result is not that of the second job")
		_, open := <-results
		assert.False(t, open, "jobs is closed and all results are taken: close results")
	})
}

func TestIdleWorkerBeats(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		t.Cleanup(func() { time.Sleep(time.Second) }) // by then the context is done: one pulse to end
		start := time.Now()

		beats, _ := heartbeat.Work(t.Context(), time.Second, make(chan string), strings.ToUpper)

		for i := 1; i <= 3; i++ {
			_, open := <-beats
			require.True(t, open, "beats is closed, though neither is ctx done nor is jobs closed")
			assert.Equal(t, time.Duration(i)*time.Second, time.Since(start).Round(time.Second/2), "beat %d is not on time: one every second", i)
		}
	})
}
