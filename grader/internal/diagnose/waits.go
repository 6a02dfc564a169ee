package diagnose

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/maruel/panicparse/v2/stack"
)

// wait is one or more goroutines that wait at the same place for the same thing.
type wait struct {
	*stack.Goroutine // one of them
	count            int
	at               stack.Call // the innermost call in code of the course
	whose            owner
	locks            []string // addresses of the mutexes that they wait for
}

// waits finds the goroutines that wait in the student's code, or for it. It leaves
// out the watchdog, the test runner and the runtime, and counts goroutines that are
// alike once.
func (s Source) waits(gs []*stack.Goroutine) []*wait {
	var all []*wait
	seen := map[string]*wait{}
	for _, g := range gs {
		at, ok := s.first(g.Stack.Calls, student, fixed, test)
		if !ok {
			_, ok = s.first(g.CreatedBy.Calls, student)
		}
		if !ok || strings.HasPrefix(g.State, "running") || strings.HasPrefix(g.State, "synctest.Run") {
			continue
		}
		key := g.State + s.places(g.Stack.Calls) + "/" + s.places(g.CreatedBy.Calls) + s.testName(g.Stack.Calls)
		if seen[key] == nil {
			seen[key] = &wait{Goroutine: g, at: at, whose: s.owner(at)}
			all = append(all, seen[key])
		}
		seen[key].count++
		seen[key].locks = append(seen[key].locks, lock(g))
	}
	slices.SortStableFunc(all, func(a, b *wait) int {
		return cmp.Or(s.rank(a)-s.rank(b), cmp.Compare(before(a), before(b)))
	})
	return all
}

// before puts first, among those of the same rank, what waits in a given file: it
// says there what for.
func before(w *wait) int {
	if w.whose == fixed {
		return 0
	}
	return 1
}

// rank puts first what is most likely the cause: the student's waits, but for
// those in WaitGroup.Wait, which follow from the others, and those in given files
// that the student's code has called. Then come waits in the test's functions that
// the student's code has called, then those of the test.
func (s Source) rank(w *wait) int {
	_, inside := s.first(w.Stack.Calls, student)
	switch {
	case w.whose == student && w.state() != "sync.WaitGroup.Wait", w.whose == fixed && inside:
		return 0
	case inside:
		return 1
	}
	return 2
}

// places tells goroutines apart by what the student is shown of them.
func (s Source) places(calls []stack.Call) string {
	var b strings.Builder
	for _, c := range calls {
		if s.shown(c) || s.owner(c) == kit {
			fmt.Fprintf(&b, " %s:%d", c.SrcName, c.Line)
		}
	}
	return b.String()
}

// lock returns the address of the mutex that g waits for, where the runtime has it.
func lock(g *stack.Goroutine) string {
	for _, c := range g.Stack.Calls {
		if strings.HasSuffix(c.Func.Name, ".lockSlow") && len(c.Args.Values) > 0 {
			return c.Args.Values[0].String()
		}
	}
	return ""
}

// tellAll adds as many of the waits as fit, each with what it waits for.
func (a *account) tellAll(all []*wait, what func(*wait) string) {
	rest := 0
	for _, w := range all {
		if len(a.Account) > mostLines-12 {
			rest += w.count
			continue
		}
		a.tell(w, what(w))
	}
	if rest > 0 {
		a.say(fmt.Sprintf("%d more wait in a similar way.", rest))
	}
}

// tell adds what w waits for, where, how it came there and who started it.
func (a *account) tell(w *wait, what string) {
	who, comma := a.subject(w)
	if w.whose == foreign {
		who += comma + " in the standard library or a module" + comma
	}
	verb := " waits "
	if w.count > 1 {
		verb = " wait "
	}
	colon := ""
	if a.shown(w.at) || w.whose == foreign {
		colon = ":"
	}
	a.say(who + verb + what + colon)
	a.path(w)
}

// subject names w and the function that it is in, and returns the comma that stands
// around what is put in: none where w is several.
func (a *account) subject(w *wait) (who, comma string) {
	who, comma = a.who(w.Goroutine), ","
	if w.count > 1 {
		who, comma = fmt.Sprintf("%d goroutines", w.count), ""
	}
	if w.whose == student || w.whose == fixed {
		who += comma + " in " + function(w.at) + comma
	}
	return who, comma
}

// path adds where w is, how it came there and who started it.
func (a *account) path(w *wait) {
	a.show(w.at, "")
	a.callers(w.Goroutine, w.at)
	a.started(w.Goroutine)
}

// callers adds the calls in files of the student that led to at. Where the caller
// is a hidden test, its name has to do.
func (a *account) callers(g *stack.Goroutine, at stack.Call) {
	const most = 3
	shown, last := 0, at
	for _, c := range outside(g.Stack.Calls, at) {
		again := c.SrcName == last.SrcName && c.Line == last.Line
		testCallsTest := a.owner(c) == test && a.owner(at) == test
		if again || testCallsTest || !a.shown(c) || shown == most {
			continue
		}
		a.show(c, "called from here: ")
		last = c
		shown++
	}
}

// outside returns the calls that led to at, without those that it made itself.
func outside(calls []stack.Call, at stack.Call) []stack.Call {
	for i, c := range calls {
		if c.SrcName == at.SrcName && c.Line == at.Line {
			return calls[i:]
		}
	}
	return nil
}

// state is the runtime's word for the wait, whether in a synctest bubble or not.
func (w *wait) state() string {
	s, _, _ := strings.Cut(w.State, " (durable)")
	s, _, _ = strings.Cut(s, " (leaked)")
	return s
}

// words puts the runtime's word for a wait into a person's. It goes on "… waits".
// What stands behind a colon says why the wait has no end.
var words = map[string]string{
	"chan receive":            "to receive from a channel: nobody sends on it any more",
	"chan send":               "to send on a channel: nobody receives from it any more",
	"chan receive (nil chan)": "to receive from a nil channel, which waits for ever",
	"chan send (nil chan)":    "to send on a nil channel, which waits for ever",
	"select":                  "in a select: none of its cases can happen any more",
	"select (no cases)":       "in an empty select, which waits for ever",
	"sync.Mutex.Lock":         "for a mutex: it is locked, and nobody will unlock it",
	"sync.RWMutex.Lock":       "to lock a RWMutex: somebody holds it, and will not unlock it",
	"sync.RWMutex.RLock":      "to read-lock a RWMutex: a writer holds it, or waits for it",
	"sync.Cond.Wait":          "for a Signal or Broadcast: nobody is left to send one",
	"sync.WaitGroup.Wait":     "for a WaitGroup: its counter never reaches zero",
	"semacquire":              "for a lock or a WaitGroup: nobody will free it",
	"sleep":                   "in a time.Sleep: the test's clock stands still while another waits for a lock",
	"IO wait":                 "for a connection or a pipe",
	"synctest.Wait":           "in synctest.Wait: another goroutine of the test never comes to rest",
	"runnable":                "for a turn to run: there is work left",
}

// rendezvous is what a call waits for that is to overlap with another one.
const rendezvous = "for another call to be inside at the same time: none comes in"

// gate is what a function of the test's waits for that takes its time on purpose.
const gate = "for the test to open a gate"

// what says what w waits for. Where it waits inside the kit, it is the test that
// makes it wait, and for a reason.
func (a *account) what(w *wait) string {
	if c, ok := a.first(w.Stack.Calls, student, fixed, test, kit); ok && a.owner(c) == kit {
		switch {
		case strings.Contains(c.Func.Name, "Rendezvous"):
			return rendezvous
		case strings.Contains(c.Func.Name, "Gate"):
			return gate
		case strings.Contains(c.Func.Name, "Hammer"):
			return "for the calls that it made: they never return"
		}
	}
	if a.ranges(w) {
		return "for the next value from a channel: nobody sends on it any more, and nobody closes it"
	}
	if t, ok := words[w.state()]; ok {
		return t
	}
	return "(" + w.state() + ")"
}

// ranges reports whether w waits in a loop over a channel.
func (a *account) ranges(w *wait) bool {
	source := a.line(w.at.SrcName, w.at.Line)
	return w.state() == "chan receive" && strings.HasPrefix(source, "for ") && strings.Contains(source, "range ")
}
