package diagnose

import (
	"strings"

	"github.com/maruel/panicparse/v2/stack"
)

// Panic explains a panic or a fatal error from the output of the process.
func (s Source) Panic(output []byte) Finding {
	text := string(output[max(0, len(output)-mostInput):]) // it ends with the crash
	value, then, trace := crash(text)
	switch {
	case strings.Contains(value, bubbleLeak):
		return s.Leak(output)
	case strings.Contains(value, bubbleStuck), strings.Contains(value, allAsleep):
		return s.Stuck([]byte(trace))
	}
	a := &account{Source: s}
	r := reasonFor(a.text(value))
	gs := readDump(trace)
	outside := len(gs) > 0 && !a.crashed(gs[0])
	for _, t := range then {
		a.say("While that panic ran the deferred calls, there was another: " + t)
	}
	switch {
	case outside:
		a.say("Look at what your code gave to the test, and at what it left undone.")
	case r.advice != "":
		a.say(r.advice)
	}
	return a.done(r.message)
}

// crash finds the last panic or fatal error at the start of a line, since what the
// attempt printed comes before it. It returns the value, the panics that came on
// top of it, and the text from there on.
func crash(text string) (value string, then []string, trace string) {
	at := -1
	for _, word := range []string{"panic: ", "fatal error: "} {
		if i := strings.LastIndex("\n"+text, "\n"+word); i > at {
			at = i
		}
	}
	if at < 0 {
		return "", nil, text
	}
	trace = text[at:]
	head, _, _ := strings.Cut(trace, "\n\n")
	lines := strings.Split(head, "\n")
	_, value, _ = strings.Cut(lines[0], ": ")
	for _, l := range lines[1:] {
		l, more := strings.CutPrefix(l, "\t") // the runtime indents what belongs to the value
		next, another := strings.CutPrefix(l, "panic: ")
		switch {
		case more && another:
			then = append(then, withoutNotes(next))
		case more && len(then) == 0:
			value += " " + strings.TrimSpace(l)
		}
	}
	return withoutNotes(value), then, trace
}

// withoutNotes drops what the runtime adds about a panic on its way up.
func withoutNotes(value string) string {
	value = strings.TrimRight(value, "\r")
	value = strings.TrimSuffix(value, " [recovered, repanicked]")
	return strings.TrimSuffix(value, " [recovered]")
}

// crashed tells which goroutine it was and at which line, and reports whether the
// line is one that the student may see.
func (a *account) crashed(g *stack.Goroutine) bool {
	at, ok := a.first(g.Stack.Calls, student, fixed)
	if !ok {
		at, ok = a.first(g.Stack.Calls, test)
	}
	switch {
	case !ok:
		a.say("It happened in " + a.who(g) + ", outside your code.")
	case !a.shown(at):
		a.say("It happened in the test's own code, in " + a.testOf(g) + ".")
	default:
		a.say("It happened in " + a.who(g) + ", in " + function(at) + ":")
		a.show(at, "")
		a.callers(g, at)
	}
	a.started(g)
	return a.shown(at)
}

func (a *account) testOf(g *stack.Goroutine) string {
	if name := a.testName(g.Stack.Calls); name != "" {
		return name
	}
	return "a helper"
}
