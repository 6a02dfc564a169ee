package main

import (
	"context"
	"os"
	"runtime"
	"runtime/metrics"
	"sync"
	"sync/atomic"
)

// A fixedEvening says what takes long: thinking, reaching for the second fork, or
// eating. This file is given, too. To try an evening:
//
//	DINE_TABLE=slow go run -race ./exercises/ch01/dine
type fixedEvening struct {
	think func(ctx context.Context, p int)
	first func(p int) // called when p has just taken its first fork
	eat   func(p int)
}

// newFixedEvening returns the evening of that name; any other name is a plain one.
func newFixedEvening(n int, kind string) fixedEvening {
	switch {
	case kind == "slow":
		return fixedSlow()
	case kind == "dreamer":
		return fixedDreamer(n)
	case kind == "pairs" && n >= 4:
		return fixedPairs(n)
	case kind == "interrupt" && n >= 5:
		return fixedInterrupted()
	}
	return fixedEvening{}
}

// fixedSlow: hands are slow. Whoever has taken one fork reaches for the other only
// when all others have gone as far as they can.
func fixedSlow() fixedEvening {
	var hush fixedHush
	return fixedEvening{first: func(int) { hush.wait() }}
}

// fixedDreamer: before each meal the last philosopher thinks until all others have
// eaten as much as they can.
func fixedDreamer(n int) fixedEvening {
	var hush fixedHush
	return fixedEvening{think: func(_ context.Context, p int) {
		if p == n-1 {
			hush.wait()
		}
	}}
}

// fixedPairs: first only 0 and n/2, who sit opposite each other, are hungry. Both
// eat until both eat, and then once more so. Next are 1 and n/2+1, and so on. All
// others think meanwhile. When every pair has met twice, the evening is a plain
// one. It takes at least two meals each.
func fixedPairs(n int) fixedEvening {
	half := n / 2
	last := 2 * half
	turn := make([]chan struct{}, last+1) // turn[m] is closed when it is time for meeting m
	for m := range turn {
		turn[m] = make(chan struct{})
	}
	close(turn[0])
	arrived := make([]atomic.Int32, last)
	been := make([]atomic.Int32, n) // at how many meetings
	next := func(p int) int {
		if k := int(been[p].Load()); k < 2 && p < last {
			return 2*(p%half) + k
		}
		return last
	}
	return fixedEvening{
		think: func(ctx context.Context, p int) {
			select {
			case <-turn[next(p)]:
			case <-ctx.Done():
			}
		},
		eat: func(p int) {
			m := next(p)
			if m == last {
				return
			}
			been[p].Add(1)
			if arrived[m].Add(1) == 2 {
				close(turn[m+1])
			}
			<-turn[m+1]
		},
	}
}

// fixedInterrupted: philosophers 0 and 3 eat at the same time, 1 and 2 between them
// are hungry, and all others think. In the middle of that meal the interrupt comes.
// The two who eat end their meal when all others have gone as far as they can.
func fixedInterrupted() fixedEvening {
	var (
		hush    fixedHush
		eating  atomic.Int32
		both    = make(chan struct{}) // 0 and 3 are eating
		heard   = make(chan struct{}) // the program knows of the interrupt
		hearing sync.Once
		been    [4]atomic.Bool // whether 0 to 3 have eaten, or gone hungry
	)
	return fixedEvening{
		think: func(ctx context.Context, p int) {
			if p < 4 && !been[p].Swap(true) {
				if p == 1 || p == 2 {
					<-both
				}
				return
			}
			<-ctx.Done()
			hearing.Do(func() { close(heard) })
		},
		eat: func(p int) {
			if p != 0 && p != 3 {
				return
			}
			if eating.Add(1) == 2 {
				close(both)
				hush.wait()
				me, _ := os.FindProcess(os.Getpid())
				_ = me.Signal(os.Interrupt)
			}
			<-heard
			hush.wait()
		},
	}
}

// A fixedHush is the moment when nobody can take a further step. Those who wait for
// it go on together.
type fixedHush struct {
	mu   sync.Mutex
	over chan struct{} // nil: nobody waits
}

func (h *fixedHush) wait() {
	h.mu.Lock()
	if over := h.over; over != nil {
		h.mu.Unlock()
		<-over
		return
	}
	h.over = make(chan struct{})
	h.mu.Unlock()
	fixedSettle()
	h.mu.Lock()
	defer h.mu.Unlock()
	close(h.over)
	h.over = nil
}

// fixedSettle asks the scheduler whether any goroutine but this one runs or is
// about to. Some programs never rest, so it does not ask for ever.
func fixedSettle() {
	const inARow, most = 20, 20_000
	s := []metrics.Sample{{Name: "/sched/goroutines/runnable:goroutines"}, {Name: "/sched/goroutines/running:goroutines"}}
	for calm, looks := 0, 0; calm < inARow && looks < most; looks++ {
		runtime.Gosched()
		metrics.Read(s)
		if calm++; s[0].Value.Uint64() > 0 || s[1].Value.Uint64() > 1 {
			calm = 0
		}
	}
}
