package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/concurrency-in-go/course/grader/internal/course"
	"github.com/concurrency-in-go/course/grader/internal/verdict"
)

// failure tells what went wrong in a verdict, check by check, and what to do.
func (t Text) failure(v verdict.Verdict) string {
	var b strings.Builder
	if v.Untouched {
		b.WriteString(Wrap("The files are as they were shipped: nothing in them has changed yet.", "  "))
	}
	for _, g := range grouped(v.Checks) {
		if g.Outcome != verdict.Pass && g.Outcome != verdict.Skipped {
			b.WriteString("\n" + account(g))
		}
	}
	b.WriteString("\n" + rest(v.Checks))
	b.WriteString(t.next(v))
	return b.String()
}

// group is checks that ended in the same way, told once.
type group struct {
	verdict.Check
	names []string
}

// grouped puts checks together that ended in the same way, at the same lines.
func grouped(checks []verdict.Check) []group {
	var all []group
	for _, c := range checks {
		i := slices.IndexFunc(all, func(g group) bool { return alike(g.Check, c) })
		if i < 0 {
			all = append(all, group{Check: c})
			i = len(all) - 1
		}
		all[i].names = append(all[i].names, c.Name)
	}
	return all
}

func alike(a, b verdict.Check) bool {
	// Every one of one run is as always as every one of many.
	always := a.Failed >= a.Runs && b.Failed >= b.Runs
	if a.Outcome != b.Outcome || !always && often(a) != often(b) {
		return false
	}
	if a.Outcome != verdict.Wrong && len(a.Places) > 0 {
		// The same thing at the same lines: only numbers differ, of goroutines, and
		// which of two was the first.
		return slices.Equal(inOrder(a.Places), inOrder(b.Places))
	}
	return a.Message == b.Message && slices.Equal(a.Account, b.Account) && slices.Equal(a.Places, b.Places)
}

// inOrder sorts places by file and line.
func inOrder(places []verdict.Place) []verdict.Place {
	return slices.SortedFunc(slices.Values(places), func(a, b verdict.Place) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line))
	})
}

// account is all that is known about checks that failed alike.
func account(g group) string {
	var b strings.Builder
	b.WriteString(title(g))
	b.WriteString(Wrap(g.Message, "    "))
	for _, line := range g.Account {
		b.WriteString(Wrap(cmp.Or(line, " "), "    "))
	}
	b.WriteString(places(untold(g.Places, g.Account)))
	return b.String()
}

// title is the outcome, and beside it the names of the tests.
func title(g group) string {
	outcome := string(g.Outcome)
	names := strings.Join(g.names, ", ")
	if names == outcome { // "vet  vet" says nothing more
		return "  " + word(g.Outcome, outcome) + "\n"
	}
	if o := often(g.Check); o != "" {
		names += "  (" + o + ")"
	}
	beside := strings.Repeat(" ", 4+len(outcome))
	return "  " + word(g.Outcome, outcome) + "  " + strings.TrimPrefix(Wrap(names, beside), beside)
}

// often says in how many of its runs a test failed.
func often(c verdict.Check) string {
	switch {
	case gate(c) || c.Runs < 2:
		return ""
	case c.Failed >= c.Runs && c.Outcome.Hangs(): // is not repeated on purpose
		return ""
	case c.Failed >= c.Runs:
		return "always"
	}
	return fmt.Sprintf("%d of %d runs", c.Failed, c.Runs)
}

// untold returns the places that the account does not show already.
func untold(all []verdict.Place, account []string) []verdict.Place {
	told := strings.Join(account, "\n") + "\n"
	return slices.DeleteFunc(slices.Clone(all), func(p verdict.Place) bool {
		return strings.Contains(told, fmt.Sprintf("%s:%d ", p.File, p.Line))
	})
}

// places lists the student's lines, one below the other.
func places(all []verdict.Place) string {
	var b strings.Builder
	for _, p := range all {
		line := fmt.Sprintf("    %s:%d  %s", p.File, p.Line, p.Source)
		b.WriteString(Faint(Cut(strings.TrimRight(line, " "), Width)) + "\n")
	}
	return b.String()
}

// rest sums up the checks that need no account of their own.
func rest(checks []verdict.Check) string {
	var b strings.Builder
	for _, line := range remarks(checks) {
		b.WriteString(Wrap(line, "  "))
	}
	return b.String()
}

// remarks says how many tests passed, and which were not reached.
func remarks(checks []verdict.Check) []string {
	var lines []string
	tests, passed := 0, 0
	for _, g := range grouped(checks) {
		if gate(g.Check) {
			continue
		}
		tests += len(g.names)
		switch g.Outcome {
		case verdict.Pass:
			passed += len(g.names)
		case verdict.Skipped:
			lines = append(lines, fmt.Sprintf("skipped: %s, not reached: %s", count(len(g.names), "test"), g.Message))
		}
	}
	if passed > 0 {
		lines = append(lines, fmt.Sprintf("passed: %d of %s", passed, count(tests, "test")))
	}
	return lines
}

// next says what to read again, and where to find help.
func (t Text) next(v verdict.Verdict) string {
	if v.Outcome == verdict.Fault {
		return Wrap("The grader itself failed. This is no score, and not the attempt's fault.", "  ")
	}
	var b strings.Builder
	if v.Section != "" {
		b.WriteString(Wrap("read again: "+course.ID(v.Exercise).Chapter()+", "+v.Section, "  "))
	}
	if v.Hint != "" {
		b.WriteString(Wrap(fmt.Sprintf("a hint: %s hint %s", t.Command, v.Exercise), "  "))
	}
	return b.String()
}
