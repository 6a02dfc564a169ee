package diagnose

import "fmt"

// Busy explains a dump of every goroutine of a process whose time was over: where
// the student's goroutines were at work then.
func (s Source) Busy(dump []byte) Finding {
	const most = 3
	a := &account{Source: s}
	shown, rest := 0, 0
	for _, w := range a.waits(readDump(string(dump))) {
		at, inside := a.first(w.Stack.Calls, student)
		if w.state() != "runnable" || !inside && shown > 0 {
			continue
		}
		if inside {
			w.at, w.whose = at, student
		}
		if shown == most {
			rest += w.count
			continue
		}
		shown++
		a.atWork(w)
	}
	if rest > 0 {
		a.say(fmt.Sprintf("%d more were at work too.", rest))
	}
	return a.done("still running when its time was over: a loop that never ends, or one that keeps asking instead of waiting")
}

// atWork adds where w was, how it came there and who started it.
func (a *account) atWork(w *wait) {
	who, _ := a.subject(w)
	was := " was"
	if w.count > 1 {
		was = " were"
	}
	if a.shown(w.at) {
		was += " here at that moment:"
	} else {
		was += " at work at that moment"
	}
	a.say(who + was)
	a.path(w)
}
