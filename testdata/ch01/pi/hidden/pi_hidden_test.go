package pi_test

import (
	"fmt"
	"sync"
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch01/pi"
	"github.com/concurrency-in-go/course/exercises/internal/kit"
	"github.com/stretchr/testify/assert"
)

// digitAt is the digit at a position in these tests. Neighbours differ, and a zero
// is among them.
func digitAt(pos int) byte { return byte(pos * 7) }

func digitsFrom(from, n int) []byte {
	digits := make([]byte, n)
	for i := range digits {
		digits[i] = digitAt(from + i)
	}
	return digits
}

// calls counts how often each position was asked for.
type calls struct {
	mu sync.Mutex
	of map[int]int
}

func (c *calls) digit(pos int) byte {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.of == nil {
		c.of = map[int]int{}
	}
	c.of[pos]++
	return digitAt(pos)
}

// surplus returns how many calls there were that nobody needed: for a position out
// of range, or for one that had been asked for before.
func (c *calls) surplus(from, n int) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	surplus := 0
	for pos, times := range c.of {
		if pos >= from && pos < from+n {
			times--
		}
		surplus += times
	}
	return surplus
}

func TestEveryPositionOnce(t *testing.T) {
	for n := 1; n <= 13; n++ {
		for workers := 1; workers <= 5; workers++ {
			var c calls
			what := fmt.Sprintf("%d digits from position 1020 on, with %d workers: ", n, workers)
			assert.Equal(t, digitsFrom(1020, n), pi.Digits(1020, n, workers, c.digit), what+"a digit is missing or in the wrong place")
			assert.Zero(t, c.surplus(1020, n), what+"digit was called for a position that is none of these, or twice for one that is")
		}
	}
}

func TestManyDigits(t *testing.T) {
	var c calls
	assert.Equal(t, digitsFrom(0, 2000), pi.Digits(0, 2000, 8, c.digit), "2000 digits, with 8 workers: a digit is missing or in the wrong place")
	assert.Zero(t, c.surplus(0, 2000), "digit was called for a position that is out of range, or twice for one that is not")
}

func TestNoDigits(t *testing.T) {
	for _, n := range []int{0, -1, -7} {
		for _, workers := range []int{-1, 0, 1, 4} {
			var c calls
			assert.Empty(t, pi.Digits(5, n, workers, c.digit), "%d digits, with %d workers: there are none", n, workers)
			assert.Zero(t, c.surplus(0, 0), "%d digits, with %d workers: there is no reason to call digit", n, workers)
		}
	}
}

func TestFewerThanOneWorker(t *testing.T) {
	for _, workers := range []int{0, -1, -3} {
		assert.Equal(t, digitsFrom(0, 5), pi.Digits(0, 5, workers, digitAt), "%d workers count as one, and one gets all the digits", workers)
		assert.LessOrEqual(t, mostAtOnce(5, workers), 1, "%d workers count as one, so there is one call at a time", workers)
	}
}

func TestMoreWorkersThanDigits(t *testing.T) {
	for n := 1; n <= 3; n++ {
		var c calls
		assert.Equal(t, digitsFrom(0, n), pi.Digits(0, n, 100, c.digit), "100 workers for %d digits: a digit is missing or in the wrong place", n)
		assert.Zero(t, c.surplus(0, n), "100 workers for %d digits: most of them have nothing to do, and must not call digit", n)
	}
}

// mostAtOnce calls Digits and returns how many calls of digit were under way at
// once. It lets them end one at a time. Before it does, everyone has gone as far
// as they can, so whoever can begin a call has begun it.
func mostAtOnce(n, workers int) int {
	var inside kit.Peak
	leave, returned := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(returned)
		pi.Digits(0, n, workers, func(pos int) byte {
			inside.Enter()
			defer inside.Leave()
			<-leave
			return digitAt(pos)
		})
	}()
	for range n {
		kit.Settle()
		select {
		case leave <- struct{}{}:
		case <-returned:
		}
	}
	<-returned
	return inside.Max()
}

func TestNeverMoreThanWorkers(t *testing.T) {
	for workers := 1; workers <= 3; workers++ {
		assert.LessOrEqual(t, mostAtOnce(9, workers), workers, "more calls of digit were under way at once than there are workers: %d", workers)
	}
}

// As many calls meet as can. If fewer were under way at once, they would wait for
// ever.
func TestAllWorkersAtOnce(t *testing.T) {
	for _, tt := range []struct{ n, workers, meet int }{
		{n: 3, workers: 3, meet: 3},
		{n: 16, workers: 8, meet: 8},
		{n: 3, workers: 8, meet: 3},
	} {
		all := kit.NewRendezvous(tt.meet)
		got := pi.Digits(0, tt.n, tt.workers, func(pos int) byte {
			all.Meet()
			return digitAt(pos)
		})
		assert.Equal(t, digitsFrom(0, tt.n), got, "%d digits, with %d workers: a digit is missing or in the wrong place", tt.n, tt.workers)
	}
}

// All calls are under way. Then they end one after another, the last position
// first, and each only when the one before has been dealt with.
func TestOrderWhicheverEndsFirst(t *testing.T) {
	const n = 5
	all := kit.NewRendezvous(n)
	ended := make([]*kit.Gate, n)
	for i := range ended {
		ended[i] = kit.NewGate()
	}

	got := pi.Digits(0, n, n, func(pos int) byte {
		if pos < 0 || pos >= n {
			return digitAt(pos)
		}
		all.Meet()
		if pos < n-1 {
			ended[pos+1].Wait()
			kit.Settle()
		}
		ended[pos].Open()
		return digitAt(pos)
	})

	assert.Equal(t, digitsFrom(0, n), got, "the digits are not in the order of their positions: are they in the order in which they became ready?")
}

// Two calls of Digits meet, each with its only worker.
func TestEachCallHasItsOwnWorkers(t *testing.T) {
	both := kit.NewRendezvous(2)
	got := make([][]byte, 2)
	call := func(i int) func() {
		return func() {
			got[i] = pi.Digits(10*i, 5, 1, func(pos int) byte {
				both.Meet()
				return digitAt(pos)
			})
		}
	}
	kit.Together(call(0), call(1))

	for i := range got {
		assert.Equal(t, digitsFrom(10*i, 5), got[i], "two calls of Digits at once got in each other's way: do they share a variable?")
	}
}

func TestResultIsTheCallers(t *testing.T) {
	kept := pi.Digits(0, 8, 2, digitAt)
	pi.Digits(100, 8, 2, digitAt)

	assert.Equal(t, digitsFrom(0, 8), kept, "the result of one call of Digits changed with the next: each call needs memory of its own")
}
