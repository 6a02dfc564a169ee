package run

import (
	"context"
	"os"
	"sync/atomic"
	"time"
)

// guard looks at a tree of processes now and then, and says when it uses more
// than it may.
type guard struct {
	pid      int
	limits   Limits
	progress *atomic.Int64
	over     func(Excess)
	idle     func() // may be nil

	quit, ended chan struct{}
}

// The guard looks often at first, and less so later: to look takes processor time
// from what is looked at.
const (
	lookFirst = 20 * time.Millisecond
	lookEvery = 100 * time.Millisecond
)

// A process is idle when in so long a time it has used no more processor time than
// that. Who has to share a processor gets more; the system counts in hundredths of a
// second.
const (
	idleTime = 200 * time.Millisecond
	idleUse  = 10 * time.Millisecond
)

func (g *guard) start() {
	g.quit, g.ended = make(chan struct{}), make(chan struct{})
	go func() {
		defer close(g.ended)
		g.watch()
	}()
}

func (g *guard) stop() {
	close(g.quit)
	<-g.ended
}

func (g *guard) watch() {
	pause := lookFirst
	tick := time.NewTimer(pause)
	defer tick.Stop()
	since, cpuBefore := time.Now(), time.Duration(0)
	steps := int64(0)
	rest := rest{since: since}
	for {
		select {
		case <-g.quit:
			return
		case <-tick.C:
		}
		pause = min(pause*3/2, lookEvery)
		tick.Reset(pause)
		u := tree(g.pid)
		if g.idle != nil && rest.long(u) {
			g.idle()
			g.idle = nil
		}
		if g.progress != nil {
			if n := g.progress.Load(); n != steps {
				steps, since, cpuBefore = n, time.Now(), u.cpu
			}
		}
		if e := g.limits.exceeded(u, time.Since(since), u.cpu-cpuBefore); e != None {
			g.over(e)
			return
		}
	}
}

// rest finds out whether a process rests.
type rest struct {
	since time.Time
	cpu   time.Duration // used by then
}

// long reports whether the process has been idle for long, as of now.
func (r *rest) long(u usage) bool {
	if u.processes == 0 || u.cpu-r.cpu > idleUse {
		*r = rest{time.Now(), u.cpu}
	}
	return time.Since(r.since) >= idleTime
}

func (l Limits) exceeded(u usage, wall, cpu time.Duration) Excess {
	switch {
	case l.Memory > 0 && u.memory > l.Memory:
		return Memory
	case l.Processes > 0 && u.processes > l.Processes:
		return Processes
	case l.Output > 0 && u.written > l.Output:
		return Output
	case l.CPU > 0 && cpu > l.CPU:
		if l.Memory > 0 && u.memory > l.Memory/4 {
			// It grows without end: had the machine been faster, or idle, it would
			// have come to the limit of memory first.
			return Memory
		}
		return Time
	case l.Wall > 0 && wall > l.Wall:
		return Time
	}
	return None
}

// usage is what a tree of processes uses.
type usage struct {
	cpu       time.Duration
	memory    int64 // bytes resident
	written   int64 // bytes written; only for [Programs]
	processes int
}

func (u *usage) add(v usage) {
	u.cpu += v.cpu
	u.memory += v.memory
	u.written += v.written
	u.processes += v.processes
}

// Programs guards the processes that run the binary and that somebody else in this
// process starts. One that exceeds a limit is killed, and so are all when ctx is
// done. The function returned ends the guard, and says which limit was exceeded,
// if any. Only Linux tells.
func Programs(ctx context.Context, binary string, limits Limits) (stop func() Excess) {
	quit, ended := make(chan struct{}), make(chan struct{})
	excess := new(excessFlag)
	go func() {
		defer close(ended)
		tick := time.NewTicker(lookEvery / 2)
		defer tick.Stop()
		for {
			select {
			case <-quit:
				return
			case <-tick.C:
			}
			for _, pid := range children(os.Getpid()) {
				if program(pid) == binary {
					check(ctx, pid, limits, excess)
				}
			}
		}
	}()
	return func() Excess {
		close(quit)
		<-ended
		return excess.get()
	}
}

func check(ctx context.Context, pid int, limits Limits, excess *excessFlag) {
	u := tree(pid)
	u.written = written(pid)
	e := limits.exceeded(u, 0, u.cpu)
	if e != None {
		excess.set(e)
	}
	if e == Time && ask(pid) {
		awaitEnd(ctx, pid)
	}
	if e != None || ctx.Err() != nil {
		killPID(pid)
	}
}

// awaitEnd waits until the process is gone, but not for longer than answerTime.
func awaitEnd(ctx context.Context, pid int) {
	binary, late := program(pid), time.After(answerTime)
	tick := time.NewTicker(lookFirst)
	defer tick.Stop()
	for binary != "" && program(pid) == binary {
		select {
		case <-tick.C:
		case <-late:
			return
		case <-ctx.Done():
			return
		}
	}
}
