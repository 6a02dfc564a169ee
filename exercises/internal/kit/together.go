package kit

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// Together calls all fs at the same time, each in a goroutine of its own, and
// returns when all have returned. Nothing orders one before another, so the race
// detector sees any memory that two of them touch.
//
// None of the goroutines ends before all have returned. It matters: when one has
// ended before the next begins, the detector may take the two for one.
func Together(fs ...func()) {
	gate := NewGate()
	start := newStart(len(fs))
	var returned, ended sync.WaitGroup
	returned.Add(len(fs))
	for _, f := range fs {
		ended.Go(func() {
			gate.Wait()
			start.wait()
			func() {
				defer returned.Done() // also when f ends its goroutine
				f()
			}()
			returned.Wait() // no defer: a panic must not wait for the others
		})
	}
	gate.Open()
	ended.Wait()
}

// start lets goroutines go on at the same moment. Behind a gate alone, who is woken
// first is often through before the next one is awake, and two that look and then act
// rarely look at the same time. So here the last ones to come keep their processors
// and turn, until all are there. More than there are processors would only be in the
// way of who is missing: those wait.
type start struct {
	missing atomic.Int64
	turning int64 // how many turn
	turns   int   // before others get the processor, who may be the missing ones
	all     *Gate
}

func newStart(goroutines int) *start {
	s := &start{turns: max(1, min(300, 1200/max(1, goroutines))), all: NewGate()}
	s.turning = int64(min(runtime.GOMAXPROCS(0), runtime.NumCPU()+1)) // one may be about to come
	s.missing.Store(int64(goroutines))
	return s
}

func (s *start) wait() {
	missing := s.missing.Add(-1)
	if missing == 0 {
		s.all.Open()
		return
	}
	if missing >= s.turning {
		s.all.Wait()
		return
	}
	for i := 1; s.missing.Load() > 0; i++ {
		if i%s.turns == 0 {
			runtime.Gosched()
		}
	}
}
