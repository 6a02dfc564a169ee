package poll_test

import (
	"testing"
	"time"

	"github.com/concurrency-in-go/course/exercises/ch03/poll"
	"github.com/concurrency-in-go/course/exercises/internal/kit"
	"github.com/stretchr/testify/require"
)

// A thousand pieces of work, and then stop. No time passes.
func TestNoPauseWhileThereIsWork(t *testing.T) {
	const pieces = 1000
	bubble(t, func(t *testing.T) {
		j := newJob()
		start := time.Now()
		done := poll.Work(j.stop, pause, func() bool {
			if j.begin() >= pieces {
				j.end()
			}
			return true
		})
		require.Zero(t, time.Since(start), "there was work all the time, and Work has paused")
		require.Equal(t, pieces, done, "Work returns how many steps reported true")
	})
}

// While there is nothing to do, step is called about once in each pause.
func TestIdleSleeps(t *testing.T) {
	bubble(t, func(t *testing.T) {
		j := newJob()
		time.AfterFunc(10*pause+pause/2, j.end)
		done := poll.Work(j.stop, pause, func() bool {
			j.begin()
			return false
		})
		calls, _ := j.seen()
		require.LessOrEqual(t, calls, 12, "in the time of ten pauses there was nothing to do, and step was called far too often: does Work sleep?")
		require.GreaterOrEqual(t, calls, 6, "in the time of ten pauses step was hardly called: after each pause Work looks again")
		require.Zero(t, done, "no step reported true")
	})
}

// Idle, then work again, then idle.
func TestGoesOnAfterPause(t *testing.T) {
	bubble(t, func(t *testing.T) {
		j := newJob()
		start := time.Now()
		var worked time.Duration
		done := poll.Work(j.stop, pause, func() bool {
			switch j.begin() {
			case 1, 5:
				return false
			case 4:
				worked = time.Since(start)
			case 6:
				j.end()
			}
			return true
		})
		require.Equal(t, 4, done, "of six steps four reported true")
		require.LessOrEqual(t, worked, 3*pause/2, "after one pause there were three pieces of work, one right after the other, and Work took longer for them")
	})
}

// A step takes longer than a pause. The pause after it is a whole one.
func TestPauseAfterALongStep(t *testing.T) {
	bubble(t, func(t *testing.T) {
		j := newJob()
		var began, rested time.Time
		poll.Work(j.stop, pause, func() bool {
			switch j.begin() {
			case 1:
				time.Sleep(3 * pause / 2)
				return true
			case 2:
				began = time.Now()
				return false
			}
			rested = time.Now()
			j.end()
			return true
		})
		require.GreaterOrEqual(t, rested.Sub(began), pause, "a step found nothing to do, and the next one came before the pause was over: was time counted that had passed before?")
	})
}

func TestStopBeforeWork(t *testing.T) {
	for range 20 {
		bubble(t, func(t *testing.T) {
			j := newJob()
			j.end()
			done := poll.Work(j.stop, pause, func() bool {
				j.begin()
				return false
			})
			_, tooLate := j.seen()
			require.Zero(t, tooLate, "stop was closed before Work was called, and a step began all the same")
			require.Zero(t, done, "no step reported true")
		})
	}
}

// The step itself closes stop. (After a thousand more steps it finds nothing more
// to do.)
func TestStopDuringStep(t *testing.T) {
	for _, last := range []bool{true, false} {
		for range 10 {
			bubble(t, func(t *testing.T) {
				j := newJob()
				done := poll.Work(j.stop, pause, func() bool {
					n := j.begin()
					if n == 5 {
						j.end()
						return last
					}
					return n < 1000
				})
				_, tooLate := j.seen()
				require.Zero(t, tooLate, "stop was closed during a step, and another step began all the same")
				if last {
					require.Equal(t, 5, done, "a step that runs when stop is closed counts as well")
				} else {
					require.Equal(t, 4, done, "a step that reports false does not count")
				}
			})
		}
	}
}

// Stop comes from outside while a step runs: the step is waited for.
func TestStepIsWaitedFor(t *testing.T) {
	bubble(t, func(t *testing.T) {
		j := newJob()
		time.AfterFunc(pause/2, j.end)
		var steps kit.Peak
		done := poll.Work(j.stop, pause, func() bool {
			j.begin()
			steps.Enter()
			defer steps.Leave()
			time.Sleep(pause)
			return true
		})
		require.Equal(t, 1, steps.Enter(), "Work has returned, and a step still runs")
		calls, tooLate := j.seen()
		require.Equal(t, 1, calls, "stop was closed during the first step, so there is no second")
		require.Zero(t, tooLate, "stop was closed, and a step began all the same")
		require.Equal(t, 1, done, "a step that runs when stop is closed counts as well")
	})
}

func TestStepsOneAfterTheOther(t *testing.T) {
	bubble(t, func(t *testing.T) {
		j := newJob()
		var steps kit.Peak
		done := poll.Work(j.stop, pause, func() bool {
			steps.Enter()
			defer steps.Leave()
			time.Sleep(pause / 10)
			if j.begin() == 5 {
				j.end()
			}
			return true
		})
		require.Equal(t, 1, steps.Max(), "two steps ran at the same time")
		require.Equal(t, 5, done, "Work returns how many steps reported true")
	})
}

// The pause would last for an hour.
func TestStopEndsPause(t *testing.T) {
	bubble(t, func(t *testing.T) {
		j := newJob()
		start := time.Now()
		time.AfterFunc(time.Minute, j.end)
		poll.Work(j.stop, time.Hour, func() bool {
			j.begin()
			return false
		})
		require.Less(t, time.Since(start), 10*time.Minute, "stop was closed after a minute, and Work slept on")
		calls, tooLate := j.seen()
		require.Equal(t, 1, calls, "within a minute of a pause of an hour, step is called once")
		require.Zero(t, tooLate, "stop was closed, and a step began all the same")
	})
}
