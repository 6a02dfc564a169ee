package heartbeat_test

import (
	"context"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
)

const pulse = 10 * time.Millisecond

// pass lets that many pulses of fake time go by, and returns when everybody has
// done what was due by then.
func pass(pulses float64) {
	time.Sleep(time.Duration(pulses * float64(pulse)))
	synctest.Wait()
}

// untilTheEnd returns a context that is done when the test has ended. It then
// gives the worker the one pulse that it may take to end.
func untilTheEnd(t *testing.T) context.Context {
	t.Cleanup(func() { pass(1) })
	return t.Context()
}

// monitor reads the beats as they come.
type monitor struct {
	seen   atomic.Int64
	closed atomic.Bool
}

func listen(t *testing.T, beats <-chan struct{}) *monitor {
	m, quit := new(monitor), make(chan struct{})
	t.Cleanup(func() { close(quit) })
	go func() {
		for {
			select {
			case _, open := <-beats:
				if !open {
					m.closed.Store(true)
					return
				}
				m.seen.Add(1)
			case <-quit:
				return
			}
		}
	}()
	return m
}

func (m *monitor) count() int { return int(m.seen.Load()) }

// numbered returns n jobs, 0 and up, and no more.
func numbered(n int) <-chan int {
	jobs := make(chan int, n)
	for i := range n {
		jobs <- i
	}
	close(jobs)
	return jobs
}

// take returns the next result. It does not wait for ever: a worker that has lost
// a job may go on beating, and then fake time does not stop.
func take(t *testing.T, results <-chan int) (result int, open bool) {
	t.Helper()
	select {
	case result, open = <-results:
	case <-time.After(100 * pulse):
		require.Fail(t, "for a hundred pulses there was neither a result nor the end of the results")
	}
	return result, open
}

// rest takes what is left, and returns when results is closed.
func rest(t *testing.T, results <-chan int) {
	t.Helper()
	for open := true; open; {
		_, open = take(t, results)
	}
}

func same(n int) int { return n }
