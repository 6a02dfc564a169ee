package diagnose

import (
	"fmt"
	"strings"

	"github.com/maruel/panicparse/v2/stack"
)

// access is one side of a race.
type access struct {
	*stack.Goroutine
	at    stack.Call // the innermost call in code of the course
	whose owner      // of at; foreign if the report has no such call
}

// Race explains the first report in the race detector's log.
func (s Source) Race(report []byte) Finding {
	a := &account{Source: s}
	sides, reports := readRaces(string(report))
	if len(sides) < 2 {
		a.say("The race detector's report cannot be read. Run go test -race to see it.")
		return a.done("two goroutines used the same memory at the same time, and at least one wrote")
	}
	one, two := a.access(sides[0]), a.access(sides[1])
	if same(one, two) {
		a.sameLine(one, two)
	} else {
		a.side(one)
		a.side(two)
	}
	a.order(one, two)
	switch {
	case reports == 2:
		a.say("There is one more report like this one.")
	case reports > 2:
		a.say(fmt.Sprintf("There are %d more reports like this one.", reports-1))
	}
	return a.done(raceMessage(one, two))
}

func (a *account) access(g *stack.Goroutine) access {
	at, _ := a.first(g.Stack.Calls, student, fixed, test)
	return access{Goroutine: g, at: at, whose: a.owner(at)}
}

func same(one, two access) bool {
	return one.at.SrcName == two.at.SrcName && one.at.Line == two.at.Line && one.at.Line > 0
}

// side tells of one access where the other is at another line.
func (a *account) side(x access) {
	a.say(a.who(x.Goroutine) + " " + x.did() + a.where(x))
	a.show(x.at, "")
	if c, ok := a.first(x.Stack.Calls, student); ok && x.whose == test {
		a.show(c, "called from here: ")
	}
	a.started(x.Goroutine)
}

// where says in whose code the access was, up to the place itself.
func (a *account) where(x access) string {
	_, known := a.starter(x.Goroutine)
	switch {
	case x.whose == foreign && known:
		return ":"
	case x.whose == foreign:
		return ", at a line that the report leaves out"
	case x.whose == test && x.waitGroup() && a.shown(x.at):
		return ", somewhere behind this call:"
	case x.whose == test && a.shown(x.at):
		return ", in the test's own code:"
	case x.whose == test:
		return ", in the test's own code"
	}
	return ", in " + function(x.at) + ":"
}

func (a *account) sameLine(one, two access) {
	what := fmt.Sprintf("goroutine %d %s and goroutine %d %s", one.ID, one.did(), two.ID, two.did())
	if one.did() == two.did() {
		what = fmt.Sprintf("goroutines %d and %d both %s", one.ID, two.ID, one.did())
	}
	a.say(what + ", at the same line" + a.where(one))
	a.show(one.at, "")
	a.started(one.Goroutine)
}

// who names the goroutine: by its test, if it runs one.
func (a *account) who(g *stack.Goroutine) string {
	name := a.testName(g.Stack.Calls)
	switch {
	case a.isTest(g) && name != "":
		return "the test " + name
	case g.ID == 1:
		return "the main goroutine"
	}
	return fmt.Sprintf("goroutine %d", g.ID)
}

// did says what the access was. The innermost calls tell what to.
func (x access) did() string {
	top := x.top()
	switch {
	case strings.Contains(top, "runtime.mapassign"), strings.Contains(top, "runtime.mapclear"):
		return "wrote to a map"
	case strings.Contains(top, "runtime.mapdelete"):
		return "deleted from a map"
	case strings.Contains(top, "runtime.map"):
		return "read a map"
	case strings.Contains(top, "runtime.growslice"):
		return "read a slice to make it longer"
	case strings.Contains(top, "runtime.slicecopy"):
		return map[bool]string{true: "copied into a slice", false: "copied from a slice"}[x.RaceWrite]
	case x.waitGroup():
		return map[bool]string{true: "called Wait", false: "called Add"}[x.RaceWrite]
	case x.atomic():
		return map[bool]string{true: "wrote with sync/atomic", false: "read with sync/atomic"}[x.RaceWrite]
	case x.RaceWrite:
		return "wrote"
	}
	return "read"
}

func (x access) top() string {
	if len(x.Stack.Calls) == 0 {
		return ""
	}
	return x.Stack.Calls[0].Func.Complete
}

func (x access) onMap() bool { return strings.Contains(x.top(), "runtime.map") }

func (x access) atomic() bool {
	return strings.HasPrefix(x.top(), "sync/atomic.") || strings.HasPrefix(x.top(), "internal/runtime/atomic.")
}

// waitGroup reports whether the access is one that WaitGroup pretends to make, so
// that an Add beside the Wait shows. Nothing else in sync does.
func (x access) waitGroup() bool {
	return strings.HasPrefix(x.top(), "runtime.raceread") || strings.HasPrefix(x.top(), "runtime.racewrite") ||
		strings.HasPrefix(x.top(), "sync.(*WaitGroup)") || strings.HasPrefix(x.top(), "internal/race.")
}

func raceMessage(one, two access) string {
	switch {
	case one.waitGroup() && two.waitGroup():
		return "Add ran while another goroutine was in Wait: nothing makes the Add come first"
	case one.onMap() || two.onMap():
		return "two goroutines used the same map at the same time, and at least one of them wrote"
	}
	return "two goroutines used the same memory at the same time, and at least one of them wrote"
}

// order says that nothing ordered the two, and what would.
func (a *account) order(one, two access) {
	switch {
	case one.waitGroup() && two.waitGroup():
		a.say("Wait may look at the counter before the goroutine has called Add. Call Add before the go statement, not inside the goroutine.")
	case one.atomic() != two.atomic():
		a.say("Nothing made one wait for the other. One of them is atomic, the other is not, and that is not enough: make both atomic.")
	case a.callback(one) && a.callback(two):
		a.say("Nothing made one wait for the other: your code calls the test's function from two goroutines at once.")
	case one.whose == test && two.whose == student:
		a.outside(two)
	case two.whose == test && one.whose == student:
		a.outside(one)
	default:
		a.say("Nothing made one wait for the other: no lock, channel or WaitGroup orders the two.")
	}
}

// outside explains a race of the student's code with the test, which uses what it
// was given.
func (a *account) outside(mine access) {
	a.say("Nothing made one wait for the other: the test uses what your code gave it, while your code goes on to use it.")
	if _, own := a.starter(mine.Goroutine); own {
		a.say("Before you return, wait for the goroutine that you started; or give away a copy.")
		return
	}
	a.say("A lock in your code does not reach there. Give away a copy.")
}

// callback reports whether x is in a function of the test that a goroutine of the
// student's has called.
func (a *account) callback(x access) bool {
	_, own := a.starter(x.Goroutine)
	return x.whose == test && own
}
