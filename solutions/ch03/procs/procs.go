// Package procs moves the GOMAXPROCS lever, and always puts it back.
package procs

import (
	"fmt"
	"runtime"
	"sync"
	"time"
)

// WithProcs calls f while GOMAXPROCS is n.
func WithProcs(n int, f func()) error {
	if err := check(n); err != nil {
		return err
	}
	old := runtime.GOMAXPROCS(n)
	defer runtime.GOMAXPROCS(old) // a panic and Goexit come by here too
	f()
	return nil
}

// Result is what came of one round of [Scale].
type Result struct {
	Procs  int
	Values []int
	Took   time.Duration
}

// Scale runs a round of work for each number in procs.
func Scale(work func(worker int) int, procs ...int) ([]Result, error) {
	for _, n := range procs {
		if err := check(n); err != nil {
			return nil, err
		}
	}
	var results []Result
	for _, n := range procs {
		err := WithProcs(n, func() { results = append(results, round(work, n)) })
		if err != nil {
			return nil, err
		}
	}
	return results, nil
}

func round(work func(worker int) int, n int) Result {
	// A place for each worker, made before they start: they share nothing.
	values := make([]int, n)
	var wg sync.WaitGroup
	start := time.Now()
	for worker := range n {
		wg.Go(func() { values[worker] = work(worker) })
	}
	wg.Wait()
	return Result{Procs: n, Values: values, Took: time.Since(start)}
}

func check(n int) error {
	if n < 1 {
		return fmt.Errorf("procs: %d processors: at least one is needed", n)
	}
	return nil
}
