package procs_test

import (
	"runtime"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/concurrency-in-go/course/exercises/ch03/procs"
	"github.com/concurrency-in-go/course/exercises/internal/kit"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestRoundsInOrder(t *testing.T) {
	leverAt(t, 7)
	numbers := []int{3, 1, 4, 1}

	results, err := procs.Scale(func(int) int { return runtime.GOMAXPROCS(0) }, numbers...)

	require.NoError(t, err)
	require.Len(t, results, len(numbers), "a result for each number")
	for i, n := range numbers {
		assert.Equal(t, n, results[i].Procs, "round %d", i)
		require.Len(t, results[i].Values, n, "round %d has a worker for each of its processors", i)
		for _, seen := range results[i].Values {
			assert.Equal(t, n, seen, "round %d: work does not see its round's GOMAXPROCS", i)
		}
	}
	assert.Equal(t, 7, runtime.GOMAXPROCS(0), notBack)
}

func TestEachNumberOnce(t *testing.T) {
	const n = 5
	var calls [n + 1]atomic.Int32
	_, err := procs.Scale(func(worker int) int {
		calls[min(max(worker, 0), n)].Add(1)
		return 0
	}, n)
	require.NoError(t, err)
	for worker := range n {
		assert.Equal(t, int32(1), calls[worker].Load(), "calls of work with the number %d", worker)
	}
	assert.Zero(t, calls[n].Load(), "the numbers of %d workers end at %d", n, n-1)
}

// The workers end in reverse order.
func TestValuesInTheOrderOfTheWorkers(t *testing.T) {
	const n = 4
	var ended [n]chan struct{}
	for i := range ended {
		ended[i] = make(chan struct{})
	}
	results, err := procs.Scale(func(worker int) int {
		if worker+1 < n {
			<-ended[worker+1]
		}
		defer close(ended[worker])
		return 100 + worker
	}, n)
	require.NoError(t, err)
	require.Len(t, results, 1)
	assert.Equal(t, []int{100, 101, 102, 103}, results[0].Values, "the values stand in the order of the workers, whoever ends first")
}

// All workers are inside work together, so what they do with its value is not
// ordered by anything but Scale.
func TestWorkersOverlap(t *testing.T) {
	for _, n := range []int{1, 2, 6} {
		meet := kit.NewRendezvous(n)
		results, err := procs.Scale(func(worker int) int {
			meet.Meet()
			return worker * worker
		}, n)
		require.NoError(t, err)
		require.Len(t, results, 1)
		for worker, v := range results[0].Values {
			assert.Equal(t, worker*worker, v, "worker %d", worker)
		}
	}
}

func TestRoundsDoNotOverlap(t *testing.T) {
	var started atomic.Int32
	gates := map[int]*kit.Gate{2: kit.NewGate(), 3: kit.NewGate()}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		_, _ = procs.Scale(func(worker int) int {
			started.Add(1)
			gates[2].Wait()
			if started.Load() > 2 {
				gates[3].Wait()
			}
			return worker
		}, 2, 3)
	}()

	kit.Settle()
	assert.LessOrEqual(t, started.Load(), int32(2), "the first round has two workers, and the second has begun before they ended")
	gates[2].Open()
	gates[3].Open()
	<-ended
}

func TestRefusedBeforeAnyWork(t *testing.T) {
	leverAt(t, 7)
	for _, numbers := range [][]int{{0}, {2, 0}, {1, 2, -3, 1}} {
		var calls atomic.Int32
		_, err := procs.Scale(func(int) int { calls.Add(1); return 0 }, numbers...)
		assert.Error(t, err, "Scale(work, %v...): a number is less than 1", numbers)
		assert.Zero(t, calls.Load(), "Scale(work, %v...): work was called, though a number is less than 1", numbers)
		assert.Equal(t, 7, runtime.GOMAXPROCS(0), notBack)
	}
}

func TestNoNumbers(t *testing.T) {
	leverAt(t, 7)
	results, err := procs.Scale(func(int) int { panic("work was called") })
	require.NoError(t, err, "no number is no mistake")
	assert.Empty(t, results, "without a number there is no round")
	assert.Equal(t, 7, runtime.GOMAXPROCS(0), notBack)
}

// A round takes as long as its slowest worker. The time is fake: only sleeping
// takes any.
func TestTookIsTheTimeOfTheRound(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		results, err := procs.Scale(func(worker int) int {
			<-time.After(time.Duration(worker+1) * time.Second)
			return worker
		}, 3, 1)
		require.NoError(t, err)
		require.Len(t, results, 2)
		assert.Equal(t, 3*time.Second, results[0].Took, "three workers at the same time; the slowest takes three seconds")
		assert.Equal(t, time.Second, results[1].Took, "one worker, which takes a second")
	})
}

// The results of one call are not touched by the next.
func TestResultsAreTheCallers(t *testing.T) {
	first, err := procs.Scale(func(worker int) int { return worker }, 3)
	require.NoError(t, err)
	_, err = procs.Scale(func(int) int { return -1 }, 3)
	require.NoError(t, err)
	require.Len(t, first, 1)
	assert.Equal(t, []int{0, 1, 2}, first[0].Values, "a later call has changed the results of an earlier one")
}
