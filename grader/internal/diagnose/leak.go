package diagnose

import (
	"fmt"
	"strings"
)

// What the runtime says when goroutines cannot go on.
const (
	bubbleLeak  = "deadlock: main bubble goroutine has exited but blocked goroutines remain"
	bubbleStuck = "deadlock: all goroutines in bubble are blocked"
	allAsleep   = "all goroutines are asleep - deadlock!"
)

// Leak explains goleak's report of goroutines that outlive the tests, or the panic
// of a synctest bubble that ends with goroutines blocked.
func (s Source) Leak(report []byte) Finding {
	if strings.Contains(limit(string(report)), bubbleStuck) {
		return s.Stuck(report)
	}
	a := &account{Source: s}
	all := a.waits(readDump(string(report)))
	if len(all) == 0 {
		for _, l := range libraries {
			if strings.Contains(string(report), l.started) {
				a.say(l.advice)
				return a.done(l.left)
			}
		}
		a.say("They are not in your code any more. Is a timer, a server or a connection still open?")
		return a.done("the test is over, and goroutines are left behind")
	}
	a.tellAll(all, func(w *wait) string { return now(a.what(w)) })
	a.say(a.never(all[0]))
	return a.done("the test is over, and " + a.remaining(all))
}

// libraries says whose goroutine is left behind where it is not the student's.
var libraries = []struct{ started, left, advice string }{
	{
		"created by os/signal.NotifyContext", "the program has ended, but nobody has told signal.NotifyContext that it is over",
		"signal.NotifyContext starts a goroutine, and returns a function that ends it. Call that function, best with defer.",
	},
	{
		"created by context.", "the test is over, and a context still waits for its end",
		"A context that is derived from another one has a goroutine in some cases. Call its cancel function, best with defer.",
	},
}

// now leaves away why a wait has no end: here, because the test is over.
func now(what string) string {
	what, _, _ = strings.Cut(what, ":")
	return what
}

func (a *account) remaining(all []*wait) string {
	count := 0
	for _, w := range all {
		count += w.count
	}
	switch {
	case count == 1:
		return "one goroutine still waits " + now(a.what(all[0]))
	case len(all) == 1:
		return fmt.Sprintf("%d goroutines still wait %s", count, now(a.what(all[0])))
	}
	return fmt.Sprintf("%d goroutines are left behind", count)
}

// never says what will not happen any more, and what would let w end.
func (a *account) never(w *wait) string {
	switch w.state() {
	case "chan send":
		return "The test is over: nobody will ever receive. Give the goroutine another way out, such as a select with a signal to stop, or room in the channel."
	case "chan receive":
		return "The test is over: nobody will ever send. Close the channel, or give the goroutine a signal to stop."
	case "select":
		return "The test is over: none of the cases will ever happen. Give it a case for a signal to stop, and return there."
	case "sleep", "runnable":
		return "The test is over, and the goroutine is still at work. Tell it to stop, and wait until it has."
	}
	return "The test is over: nobody will ever wake it. Who starts a goroutine sees to it that it ends."
}
