package poll_test

import (
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/concurrency-in-go/course/exercises/ch03/poll"
	"github.com/stretchr/testify/require"
)

// pause is the time of rest in these tests. It is fake.
const pause = time.Second

// sends calls TrySend in fake time and requires that no time passes.
func sends(t *testing.T, ch chan<- int, v int) bool {
	t.Helper()
	start := time.Now()
	sent := poll.TrySend(ch, v)
	require.Zero(t, time.Since(start), "TrySend has waited for a while, and it must not wait at all")
	return sent
}

// finds calls TryRecv in fake time and requires that no time passes, and that it
// returns v and state.
func finds(t *testing.T, v int, state poll.State, ch <-chan int, sentence string) {
	t.Helper()
	start := time.Now()
	gotV, gotState := poll.TryRecv(ch)
	require.Zero(t, time.Since(start), "TryRecv has waited for a while, and it must not wait at all")
	require.Equal(t, state, gotState, sentence)
	require.Equal(t, v, gotV, "TryRecv returned another value than it should")
}

// much is more steps at one moment than any of these tests has work for.
const much = 5000

// A job is what a Work of these tests does. It can tell how often step was called
// when it should not have been, and ends a Work that runs hot.
type job struct {
	stop chan struct{}

	mu       sync.Mutex
	stopped  bool
	calls    int
	tooLate  int // calls that began after stop was closed
	moment   time.Time
	atMoment int // calls at this moment
}

func newJob() *job { return &job{stop: make(chan struct{})} }

// end closes stop, and may be called again.
func (j *job) end() {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.close()
}

// close needs j.mu.
func (j *job) close() {
	if !j.stopped {
		j.stopped = true
		close(j.stop)
	}
}

// begin notes that a step begins, and returns its number, from 1.
func (j *job) begin() int {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.calls++
	if j.stopped {
		j.tooLate++
	}
	if now := time.Now(); now.Equal(j.moment) {
		j.atMoment++
	} else {
		j.moment, j.atMoment = now, 0
	}
	if j.atMoment > much {
		j.close()
	}
	return j.calls
}

func (j *job) seen() (calls, tooLate int) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.calls, j.tooLate
}

// bubble runs a test in fake time. At its end goroutines that are on their way out
// get a moment; those that wait for something stay, and are reported.
func bubble(t *testing.T, test func(t *testing.T)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		test(t)
		time.Sleep(pause)
		synctest.Wait()
	})
}
