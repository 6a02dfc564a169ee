package heartbeat_test

import (
	"context"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/concurrency-in-go/course/exercises/ch05/heartbeat"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestIdleBeatsKeepTheBeat looks half a pulse after each beat was due.
func TestIdleBeatsKeepTheBeat(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx := untilTheEnd(t)
		beats, _ := heartbeat.Work(ctx, pulse, make(chan int), same)
		m := listen(t, beats)

		pass(0.5)
		assert.Zero(t, m.count(), "the first beat comes one pulse after the call of Work, not before")
		for i := 1; i <= 10; i++ {
			pass(1)
			assert.Equal(t, i, m.count(), "an idle worker sends one beat every pulse: this is how many were due, and how many came")
		}
	})
}

// The worker hangs in do. Its beats stop, and come again when do returns.
func TestStuckWorkerFallsSilent(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx := untilTheEnd(t)
		jobs, hang := make(chan int, 1), make(chan struct{})
		var inside atomic.Bool
		beats, _ := heartbeat.Work(ctx, pulse, jobs, func(n int) int {
			inside.Store(true)
			<-hang
			return n
		})
		m := listen(t, beats)

		pass(2.5)
		jobs <- 1
		pass(1)
		begun, before := inside.Load(), m.count()
		pass(20)
		during := m.count() - before
		close(hang)
		pass(1.5)
		after := m.count() - before - during

		require.True(t, begun, "a job has been there for a whole pulse, and do was not called")
		assert.Zero(t, during, "do hangs, and the beats go on: they do not come from the one who works")
		assert.Positive(t, after, "do has returned, and the worker does not beat again")
	})
}

// A job is done, but nobody takes the result. The worker is alive and says so.
func TestWorkerBeatsWhileItsResultWaits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx := untilTheEnd(t)
		jobs := make(chan int, 2)
		jobs <- 1
		jobs <- 2
		beats, _ := heartbeat.Work(ctx, pulse, jobs, same)
		m := listen(t, beats)

		pass(10.5)

		assert.InDelta(t, 10, m.count(), 1, "nobody took a result for ten pulses: that many beats were due")
	})
}

// Beats and the result that waits must not get in each other's way.
func TestResultOutlivesTheBeats(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx := untilTheEnd(t)
		beats, results := heartbeat.Work(ctx, pulse, numbered(2), same)
		listen(t, beats)

		for want := range 2 {
			pass(5.5)
			got, open := take(t, results)
			require.True(t, open, "a result waited for five pulses, and then it was gone: does a beat end the wait for a taker?")
			assert.Equal(t, want, got, "this result was sent twice, or another was lost")
		}
	})
}

// There is always a next job, and do is running whenever a beat falls due.
func TestStreamOfJobsDoesNotSilence(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const jobs, takes = 174, pulse * 23 / 100
		const pulses = int(jobs * takes / pulse)
		beats, results := heartbeat.Work(untilTheEnd(t), pulse, numbered(jobs), func(n int) int {
			time.Sleep(takes)
			return n
		})
		m := listen(t, beats)
		rest(t, results)
		pass(0)

		// The worker may look for a job before it looks for a beat, but not for ever.
		assert.GreaterOrEqual(t, m.count(), pulses/4, "the worker was busy with short jobs for 40 pulses and hardly beat: a beat that fell due during a job must go out after it, and a job must not start the wait for a beat anew")
		assert.LessOrEqual(t, m.count(), pulses+1, "there is one beat a pulse, however many jobs there are")
	})
}

// The job keeps back so many beats that whoever sends them all, as far as somebody
// receives, sends more than a few.
func TestMissedBeatsAreNotMadeUpFor(t *testing.T) {
	const long = 10_000
	synctest.Test(t, func(t *testing.T) {
		ctx := untilTheEnd(t)
		jobs := make(chan int, 1)
		jobs <- 1
		beats, _ := heartbeat.Work(ctx, pulse, jobs, func(n int) int {
			time.Sleep(long*pulse + pulse/2)
			return n
		})
		m := listen(t, beats)

		pass(long + 0.25)
		before := m.count()
		pass(0.5)

		assert.LessOrEqual(t, m.count()-before, 2, "a burst of beats after a long job: those that it kept back are gone for good")
	})
}

// The job comes between two beats.
func TestIdleWorkerBeginsAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		jobs := make(chan int, 1)
		var begun atomic.Bool
		beats, _ := heartbeat.Work(untilTheEnd(t), pulse, jobs, func(n int) int {
			begun.Store(true)
			return n
		})
		listen(t, beats)

		pass(2.3)
		jobs <- 1
		pass(0.4)

		assert.True(t, begun.Load(), "a job came and the worker, which was idle, did not begin it: does it sleep until the next beat?")
	})
}

// Nobody reads a beat, ever.
func TestUnreadBeatsDoNotStopWork(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		_, results := heartbeat.Work(untilTheEnd(t), pulse, numbered(30), func(n int) int {
			time.Sleep(pulse * 3 / 4)
			return n
		})

		for want := range 30 {
			got, open := <-results
			require.True(t, open, "results is closed, though results are missing")
			require.Equal(t, want, got, "the results do not come in the order of the jobs")
		}
	})
}

// The same work twice, with a reader of the beats and without one.
func TestUnreadBeatsDoNotDelayWork(t *testing.T) {
	took := func(read bool) (d time.Duration) {
		synctest.Test(t, func(t *testing.T) {
			start := time.Now()
			beats, results := heartbeat.Work(untilTheEnd(t), pulse, numbered(60), func(n int) int {
				time.Sleep(pulse * 3 / 4)
				return n
			})
			if read {
				listen(t, beats)
			}
			rest(t, results)
			d = time.Since(start)
		})
		return d
	}

	late := took(false) - took(true)

	assert.Less(t, late, pulse, "the work takes longer when nobody reads the beats: a beat waits for its reader, if only for a while")
}

func TestReaderThatWasAwayFindsOneBeat(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx := untilTheEnd(t)
		beats, _ := heartbeat.Work(ctx, pulse, make(chan int), same)

		pass(50.5)
		found := 0
		for more := true; more; synctest.Wait() {
			select {
			case <-beats:
				found++
				more = found < 100
			default:
				more = false
			}
		}
		assert.LessOrEqual(t, found, 1, "the reader was away for fifty pulses and found more than one beat: they pile up")

		m := listen(t, beats)
		pass(5)
		assert.InDelta(t, 5, m.count(), 1, "the reader of the beats is back, but not as many come as are due")
	})
}

// Two workers, each with a pulse of its own. One ends; the other does not care.
func TestWorkersAreIndependent(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx1, cancel1 := context.WithCancel(t.Context())
		defer cancel1()
		ctx2 := untilTheEnd(t)
		jobs := make(chan int, 1)
		beats1, _ := heartbeat.Work(ctx1, pulse, make(chan int), same)
		beats2, results := heartbeat.Work(ctx2, 3*pulse, jobs, same)
		fast, slow := listen(t, beats1), listen(t, beats2)

		pass(12.5)
		assert.Equal(t, 12, fast.count(), "the beats of two workers got mixed up")
		assert.Equal(t, 4, slow.count(), "this worker was to beat at a third of the pace of the other")

		cancel1()
		jobs <- 7
		got, open := take(t, results)
		require.True(t, open, "one worker ended, and so did the other")
		assert.Equal(t, 7, got, "the result is not that of the job")
		pass(6)
		assert.Equal(t, 6, slow.count(), "one worker ended, and the other does not beat any more")
	})
}
