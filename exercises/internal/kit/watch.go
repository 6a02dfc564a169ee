package kit

import (
	"fmt"
	"os"
	"slices"
	"time"
)

// A TestRun is what TestMain gets: something that runs the tests and returns the
// exit code. *testing.M is one.
type TestRun interface{ Run() int }

// Watch returns the same test run with the watchdog beside it. It goes into
// TestMain:
//
//	func TestMain(m *testing.M) {
//		goleak.VerifyTestMain(kit.Watch(m))
//	}
//
// When a test is stuck, the watchdog prints who waits where and for what, and
// ends the process with exit code 1. When all have run, it lets those wind down that
// are still at work, for goleak takes them for leaks.
func Watch(m TestRun) TestRun { return watched{m} }

type watched struct{ tests TestRun }

func (w watched) Run() int {
	stop := StartWatchdog(endStuck)
	defer stop()
	defer WindDown()
	return w.tests.Run()
}

// endStuck ends a process that is stuck with an account for the person who runs it.
func endStuck(dump []byte) {
	fmt.Fprintf(os.Stderr, "\n%s\n", Account(dump))
	os.Exit(1)
}

// StartWatchdog watches the process until stop is called, which waits until the
// watchdog has ended. When nothing has moved for a second and nothing ever will,
// it calls stuck with a dump of every goroutine.
//
// A clock that runs out cannot tell a deadlock from a slow machine. The
// watchdog looks at what the scheduler knows instead: a goroutine that is
// starved still counts as ready to run, one that sleeps will wake, and a timer
// that is due will fire. Only where none of these is left is the process stuck.
func StartWatchdog(stuck func(dump []byte)) (stop func()) {
	quit, ended := make(chan struct{}), make(chan struct{})
	timers := newClockwork()
	go func() {
		defer close(ended)
		watch(stuck, timers, quit)
	}()
	return func() {
		close(quit)
		<-ended
		timers.stop()
	}
}

const (
	lookEvery = 100 * time.Millisecond
	patience  = 10 // looks: one second
)

func watch(stuck func(dump []byte), timers *clockwork, quit <-chan struct{}) {
	tick := time.NewTicker(lookEvery)
	defer tick.Stop()
	s := newSampler()
	var last sample
	for calm := 0; ; {
		select {
		case <-quit:
			return
		case <-tick.C:
		}
		now := s.read()
		if now.still() && now.created == last.created {
			calm++
		} else {
			calm = 0
		}
		last = now
		if calm < patience {
			continue
		}
		calm = 0
		tick.Stop() // the watchdog's own timer must not count as one that is due
		dump, yes := confirm(s, timers)
		select {
		case <-quit: // what is still waits for the watchdog to end
			return
		default:
		}
		if yes {
			stuck(dump)
			return
		}
		tick.Reset(lookEvery)
	}
}

// confirm takes the close look that is too dear to take all the time: at the
// state of every goroutine, and at the timers of the process. To be stuck is for
// good: where nothing can take a step and no timer is due, nothing ever will be.
func confirm(s sampler, timers *clockwork) (dump []byte, stuck bool) {
	if mayMove(goroutines()) || !timers.still() {
		return nil, false
	}
	before := s.read()
	dump = goroutines()
	after := s.read()
	return dump, before.still() && after.still() && after.created == before.created && !mayMove(dump)
}

// mayMove reports whether something from outside Go can wake a goroutine.
func mayMove(dump []byte) bool {
	return slices.ContainsFunc(parseDump(dump), goroutine.mayWake)
}
