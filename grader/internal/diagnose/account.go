package diagnose

import (
	"slices"

	"github.com/maruel/panicparse/v2/stack"

	"github.com/concurrency-in-go/course/grader/internal/verdict"
)

// account collects a [Finding], and keeps it within its limits.
type account struct {
	Source
	Finding
}

// say adds a sentence.
func (a *account) say(text string) { a.add(wrap("", a.text(text))) }

// note adds a sentence that belongs to the one before it.
func (a *account) note(text string) { a.add(wrap("  ", a.text(text))) }

// show adds the line of c, if the student may see it, with a word on its part.
func (a *account) show(c stack.Call, note string) {
	if a.shown(c) {
		a.add([]string{cut(a.text(a.row(c.SrcName, c.Line, note)), width)})
		a.place(c)
	}
}

// place remembers the line of c, if it is the student's own.
func (a *account) place(c stack.Call) {
	if a.owner(c) != student {
		return
	}
	p := verdict.Place{File: Clean(c.SrcName), Line: c.Line, Source: cut(Clean(a.line(c.SrcName, c.Line)), mostSource)}
	if !slices.Contains(a.Places, p) && len(a.Places) < mostPlaces {
		a.Places = append(a.Places, p)
	}
}

func (a *account) add(lines []string) {
	for _, l := range lines {
		switch {
		case len(a.Account) < mostLines-1:
			a.Account = append(a.Account, l)
		case len(a.Account) == mostLines-1:
			a.Account = append(a.Account, "…")
		}
	}
}

// done returns what has been collected, under one sentence.
func (a *account) done(message string) Finding {
	a.Message = cut(a.text(message), 2*width)
	return a.Finding
}
