package heartbeat_test

import (
	"context"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/concurrency-in-go/course/exercises/ch05/heartbeat"
	"github.com/concurrency-in-go/course/exercises/internal/kit"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The one who calls Work has other things to do.
func TestWorkReturnsAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx := untilTheEnd(t)
		var returned atomic.Bool
		go func() {
			heartbeat.Work(ctx, pulse, make(chan int), same)
			returned.Store(true)
		}()
		pass(1)

		assert.True(t, returned.Load(), "Work has not returned for a whole pulse: it starts a worker, it is not one")
	})
}

// The first jobs take the longest. Run side by side, they would end last.
func TestOneJobAtATime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var inside kit.Peak
		beats, results := heartbeat.Work(untilTheEnd(t), pulse, numbered(5), func(n int) int {
			inside.Enter()
			defer inside.Leave()
			time.Sleep(time.Duration(5-n) * pulse)
			return n * n
		})
		listen(t, beats)

		for n := range 5 {
			got, open := take(t, results)
			require.True(t, open, "results is closed, though results are missing")
			require.Equal(t, n*n, got, "the results do not come in the order of the jobs")
		}
		assert.Equal(t, 1, inside.Max(), "two calls of do at once: a worker does one job at a time")
	})
}

// ctx is never done. Whoever waits for that when the jobs are over is left behind.
func TestEndsWithTheJobs(t *testing.T) {
	for _, n := range []int{0, 1, 2, 20} {
		synctest.Test(t, func(t *testing.T) {
			beats, results := heartbeat.Work(kit.Forever(), pulse, numbered(n), same)
			m := listen(t, beats)

			for want := range n {
				got, open := take(t, results)
				require.True(t, open, "results is closed, though results are missing")
				require.Equal(t, want, got, "the results do not come in the order of the jobs")
			}
			_, open := take(t, results)
			require.False(t, open, "there are more results than jobs: a closed channel gives zero values")
			pass(1)
			assert.True(t, m.closed.Load(), "the worker has ended, and beats is still open: a monitor would wait for ever")
		})
	}
}

// jobs is closed, but the last result has not been taken yet.
func TestLastResultIsNotDropped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		beats, results := heartbeat.Work(untilTheEnd(t), pulse, numbered(1), func(int) int { return 42 })
		listen(t, beats)

		pass(3.5)
		got, open := take(t, results)

		require.True(t, open, "the last result is lost: the worker ends when it has sent them all")
		assert.Equal(t, 42, got, "the result is not that of the job")
	})
}

// ended checks that a worker whose context is done has closed its channels.
func ended(t *testing.T, m *monitor, results <-chan int) {
	t.Helper()
	pass(1)
	require.True(t, m.closed.Load(), "ctx has been done for a whole pulse, and beats is still open")
	rest(t, results) // there may be one left
}

func TestCancelWhileIdle(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		beats, results := heartbeat.Work(ctx, pulse, make(chan int), same)
		m := listen(t, beats)

		pass(3.5)
		assert.False(t, m.closed.Load(), "beats is closed, though neither is ctx done nor is jobs closed")
		cancel()
		ended(t, m, results)
	})
}

// Nobody reads anything, neither before nor after: the worker must not need it.
func TestCancelWhileResultWaits(t *testing.T) {
	for _, n := range []int{1, 2, 20} {
		synctest.Test(t, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			heartbeat.Work(ctx, pulse, numbered(n), same)

			pass(3.5)
			cancel()
			pass(1)
		})
	}
}

// ctx is done and jobs are there: select would choose between them at random.
func TestNoJobBeginsAfterCancel(t *testing.T) {
	var calls atomic.Int64
	for range 30 {
		synctest.Test(t, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			cancel()
			beats, results := heartbeat.Work(ctx, pulse, numbered(3), func(n int) int {
				calls.Add(1)
				return n
			})
			ended(t, listen(t, beats), results)
		})
	}
	assert.Zero(t, calls.Load(), "ctx was done before the call of Work, and a job was begun all the same")
}

// ctx becomes done in the middle of a job, and more jobs are there.
func TestCancelInsideAJobIsTheLastJob(t *testing.T) {
	var calls atomic.Int64
	const times = 30
	for range times {
		synctest.Test(t, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			beats, results := heartbeat.Work(ctx, pulse, numbered(3), func(n int) int {
				calls.Add(1)
				cancel()
				return n
			})
			m := listen(t, beats)
			rest(t, results)
			ended(t, m, results)
		})
	}
	assert.EqualValues(t, times, calls.Load(), "ctx became done during the first job, and another was begun all the same")
}

// The end must wait for a call of do that is running.
func TestRunningJobIsNotAbandoned(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		hang := make(chan struct{})
		beats, results := heartbeat.Work(ctx, pulse, numbered(2), func(n int) int {
			<-hang
			return n
		})
		m := listen(t, beats)

		pass(1.5)
		cancel()
		pass(5)
		beatsClosed, resultsClosed := m.closed.Load(), false
		select {
		case _, open := <-results:
			resultsClosed = !open
		default:
		}
		close(hang)

		assert.False(t, beatsClosed, "beats is closed while do is still running: the end comes when do has returned")
		assert.False(t, resultsClosed, "results is closed while do is still running: the end comes when do has returned")
		ended(t, m, results)
	})
}

// After the end, a send on beats would be a panic.
func TestNoBeatAfterTheEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		beats, results := heartbeat.Work(untilTheEnd(t), pulse, numbered(1), same)
		rest(t, results)
		for range beats { // there may be one left
		}

		pass(10)
	})
}
