package report

import (
	"fmt"
	"strings"

	"github.com/concurrency-in-go/course/grader/internal/course"
	"github.com/concurrency-in-go/course/grader/internal/gradebook"
	"github.com/concurrency-in-go/course/grader/internal/verdict"
)

// What a page shows of one explanation at most. An attempt that provokes more
// says nothing new with it, and two hundred students share the page.
const (
	maxGroups = 8
	maxLines  = 40
	maxPlaces = 12
	maxText   = 500 // characters of one line or message
)

// meaning is an ending, and what it says of the attempt.
type meaning struct {
	Ending Ending
	Text   string
}

// legend explains the endings that the class has.
func legend(c *Class) []meaning {
	var all []meaning
	for _, end := range Endings() {
		for _, e := range c.Exercises {
			if e.Endings[end] > 0 {
				all = append(all, meaning{end, meant(end)})
				break
			}
		}
	}
	return all
}

func meant(end Ending) string {
	return map[Ending]string{
		"pass": "held in every run", "wrong": "broke the contract", "race": "has a data race",
		"leak": "left goroutines behind", "deadlock": "waits for something that never comes",
		"timeout": "still running: spinning, or too slow", "panic": "crashed",
		"limit": "used too much memory, output or processes", "vet": "go vet objects", "build": "does not compile",
		"policy": "changes or imports what it may not", "tampered": "ended or reported in a way no honest attempt can",
		"skipped": "was not reached", "fault": "could not be graded, and is no score",
		Untouched: "as it was shipped", Missing: "not handed in",
	}[end]
}

// newFailing is what can be said about an attempt that did not pass. Of one that
// has not begun there is nothing to explain.
func newFailing(at int, r *gradebook.Record) failing {
	f := failing{Record: r, At: at, Ending: Ended(r)}
	if f.Ending == Untouched {
		f.Remarks = []string{"The files are as they were shipped: nothing in them has changed yet."}
		return f
	}
	for _, g := range grouped(r.Checks) {
		if g.Outcome != verdict.Pass && g.Outcome != verdict.Skipped {
			f.Groups = append(f.Groups, tell(g))
		}
	}
	f.Remarks = remarks(r.Checks)
	if more := len(f.Groups) - maxGroups; more > 0 {
		f.Groups = f.Groups[:maxGroups]
		f.Remarks = append(f.Remarks, fmt.Sprintf("and %d more that failed in other ways", more))
	}
	if f.Ending == Ending(verdict.Fault) {
		f.Remarks = append(f.Remarks, "The grader itself failed. This is no score, and not the attempt's fault.")
	} else if r.Section != "" {
		f.Again = course.ID(r.Exercise).Chapter() + ", " + r.Section
	}
	return f
}

func tell(g group) told {
	t := told{Outcome: g.Outcome, Often: often(g.Check), Message: shorten(g.Message)}
	if names := strings.Join(g.names, ", "); names != string(g.Outcome) {
		t.Names = shorten(names)
	}
	lines := g.Account
	if more := len(lines) - maxLines; more > 0 {
		lines = append(lines[:maxLines:maxLines], fmt.Sprintf("… and %s more", count(more, "line")))
	}
	for _, line := range lines {
		t.Account += shorten(line) + "\n"
	}
	places := untold(g.Places, lines)
	for _, p := range places[:min(maxPlaces, len(places))] {
		p.File, p.Source = shorten(p.File), shorten(p.Source)
		t.Places = append(t.Places, p)
	}
	return t
}

func shorten(text string) string {
	if len(text) <= maxText {
		return text
	}
	return strings.ToValidUTF8(text[:maxText], "") + "…"
}

// sharedFrom is how many students must have one and the same explanation before
// the page tells its details once, for all of them. Fewer get it in full, so that
// a student's section can be printed and handed out.
const sharedFrom = 5

// shared is an explanation that several students have.
type shared struct {
	At       int // from 1
	Exercise string
	Title    string
	Students int
	Groups   []told
}

// share finds the explanations that many students have, numbers them, and takes
// their details away from the students.
func share(rows []row) []shared {
	students := map[string]int{}
	each(rows, func(f *failing) { students[f.key()]++ })
	numbers := map[string]int{}
	var all []shared
	each(rows, func(f *failing) {
		key := f.key()
		if students[key] < sharedFrom || !f.detailed() {
			return
		}
		if numbers[key] == 0 {
			numbers[key] = len(all) + 1
			all = append(all, shared{len(all) + 1, f.Exercise, f.Title, students[key], f.Groups})
		}
		f.Shared = numbers[key]
		f.Groups = brief(f.Groups)
	})
	return all
}

func each(rows []row, do func(*failing)) {
	for i := range rows {
		for j := range rows[i].Failed {
			do(&rows[i].Failed[j])
		}
	}
}

// key tells explanations apart.
func (f *failing) key() string { return fmt.Sprintf("%q %#v", f.Exercise, f.Groups) }

// detailed reports whether there is more to say than the messages.
func (f *failing) detailed() bool {
	for _, g := range f.Groups {
		if g.Account != "" || len(g.Places) > 0 {
			return true
		}
	}
	return false
}

func brief(groups []told) []told {
	out := make([]told, len(groups))
	for i, g := range groups {
		out[i] = told{Outcome: g.Outcome, Names: g.Names, Often: g.Often, Message: g.Message}
	}
	return out
}
