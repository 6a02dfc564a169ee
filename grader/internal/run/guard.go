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
	meter    *meter
	out      *budget
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

// idleTime is how long a process has rested when it is idle.
const idleTime = 200 * time.Millisecond

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
	steps := int64(0)
	for {
		select {
		case <-g.quit:
			return
		case <-tick.C:
		}
		pause = min(pause*3/2, lookEvery)
		tick.Reset(pause)
		u := tree(g.pid)
		u.written, u.prints = g.out.printed(u.prints)
		if g.progress != nil {
			if n := g.progress.Load(); n != steps {
				steps = n
				g.meter.progress(u)
			}
		}
		e := g.meter.look(u, time.Now())
		if g.idle != nil && g.meter.calm >= idleTime {
			g.idle()
			g.idle = nil
		}
		if e != None {
			g.over(e)
			return
		}
	}
}

// Programs guards the processes that run the binary and that somebody else in this
// process starts. One that exceeds a limit is killed, and so are all when ctx is
// done. The function returned ends the guard, and says which limit was exceeded,
// if any. Only Linux tells.
//
// Of such a process all counts that it writes, to files too.
func Programs(ctx context.Context, binary string, limits Limits) (stop func() Excess) {
	quit, ended := make(chan struct{}), make(chan struct{})
	excess := new(excessFlag)
	go func() {
		defer close(ended)
		tick := time.NewTicker(lookEvery / 2)
		defer tick.Stop()
		meters := map[int]*meter{}
		for {
			select {
			case <-quit:
				return
			case <-tick.C:
			}
			seen := map[int]*meter{}
			for _, pid := range children(os.Getpid()) {
				if program(pid) != binary {
					continue
				}
				if seen[pid] = meters[pid]; seen[pid] == nil {
					seen[pid] = newMeter(limits)
				}
				check(ctx, pid, seen[pid], excess)
			}
			meters = seen
		}
	}()
	return func() Excess {
		close(quit)
		<-ended
		return excess.get()
	}
}

func check(ctx context.Context, pid int, m *meter, excess *excessFlag) {
	e := m.look(tree(pid), time.Now())
	if e != None {
		excess.set(e)
	}
	if binary := program(pid); e == Time && binary != "" {
		ask(pid, ctx.Done(), func() bool { return program(pid) == binary })
	}
	if e != None || ctx.Err() != nil {
		killPID(pid)
	}
}

// answerLimits are what a process whose time is over may use to tell where its
// goroutines are.
var answerLimits = Limits{CPU: time.Second, Rest: time.Second}

// ask asks the process where its goroutines are: see exercises/internal/kit. A Go
// program that does not listen ends with a dump of its own. It returns when the
// process has ended, or has had the time for an answer.
func ask(pid int, ended <-chan struct{}, alive func() bool) {
	if !interrogate(pid) {
		return
	}
	m := newMeter(answerLimits)
	m.progress(tree(pid))
	tick := time.NewTicker(lookFirst)
	defer tick.Stop()
	for alive() && m.look(tree(pid), time.Now()) == None {
		select {
		case <-tick.C:
		case <-ended:
			return
		}
	}
}
