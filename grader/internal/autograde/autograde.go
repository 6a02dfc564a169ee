// Package autograde writes the results of a student's own repository in the
// formats of the systems that grade on every push: the actions of GitHub
// Classroom, Classroom 50, and what GitHub Actions shows of a step.
//
// All of it is read by machines that obey some of the text that they are given: a
// line that begins with "::" is a command to the runner, a backtick ends a code
// block, a newline in the name of a test begins a line of the reporter's own. The
// text of a verdict is partly the student's. So whatever is written here goes
// through one function for each format, and they all stand in escape.go:
//
//	[Quiet]       a log that is read line by line for commands
//	command       the message and the properties of a command
//	cell, fence   Markdown: a cell of a table, and a block of the student's text
//	line          a string in JSON, which somebody prints in a line of its own
package autograde

import (
	"errors"
	"fmt"
	"slices"

	"github.com/concurrency-in-go/course/grader/internal/course"
	"github.com/concurrency-in-go/course/grader/internal/report"
	"github.com/concurrency-in-go/course/grader/internal/verdict"
)

// NotBegun is the verdict on files that are as they were shipped. Nobody has to
// build them to know that they do not pass.
func NotBegun(e *course.Exercise) verdict.Verdict {
	v := blank(e)
	v.Untouched = true
	return settled(v, verdict.Check{Outcome: verdict.Skipped, Name: "begun", Message: "not begun: the files are as they were shipped"})
}

// Unread is the verdict on files that cannot be read as an attempt, because one
// is missing, too large or no text.
func Unread(e *course.Exercise, err error) verdict.Verdict {
	c := verdict.Check{Outcome: verdict.Policy, Name: "policy", Runs: 1, Failed: 1, Message: err.Error()}
	var h interface{ Hint() string }
	if errors.As(err, &h) && h.Hint() != "" {
		c.Account = []string{h.Hint()}
	}
	return settled(blank(e), c)
}

// Fault is the verdict where the grader itself could not do its job.
func Fault(e *course.Exercise, err error) verdict.Verdict {
	return settled(blank(e), verdict.Check{Outcome: verdict.Fault, Name: "grader", Message: err.Error()})
}

func blank(e *course.Exercise) verdict.Verdict {
	v := verdict.Verdict{Exercise: string(e.ID), Title: e.Title, Max: e.Points, Tests: "visible"}
	if e.HasHidden() {
		v.Tests = "hidden"
	}
	return v
}

func settled(v verdict.Verdict, c verdict.Check) verdict.Verdict {
	c.Max = v.Max
	v.Checks = []verdict.Check{c}
	v.Settle()
	return v
}

// begun returns the verdicts on what the student has changed.
func begun(all []verdict.Verdict) []verdict.Verdict {
	return slices.DeleteFunc(slices.Clone(all), func(v verdict.Verdict) bool { return v.Untouched && !v.Passed })
}

// word is how an exercise ended, for a table.
func word(v verdict.Verdict) string {
	switch {
	case v.Untouched && !v.Passed:
		return "not begun"
	case !v.Outcome.Known():
		return string(verdict.Fault)
	}
	return string(v.Outcome)
}

// reason says in a sentence why an attempt has not passed, or nothing.
func reason(v verdict.Verdict) string {
	for _, c := range v.Checks {
		if c.Outcome != v.Outcome || c.Outcome == verdict.Pass {
			continue
		}
		if len(c.Places) > 0 {
			return fmt.Sprintf("%s (%s, %s:%d)", c.Message, c.Name, c.Places[0].File, c.Places[0].Line)
		}
		return c.Message
	}
	return ""
}

// tally says how many exercises pass, and what that is worth.
func tally(all []verdict.Verdict) string {
	passed, points, most := 0, 0.0, 0.0
	for _, v := range all {
		points, most = points+v.Points, most+v.Max
		if v.Passed {
			passed++
		}
	}
	noun := "exercises pass"
	if len(all) == 1 {
		noun = "exercise passes"
	}
	return fmt.Sprintf("%d of %d %s, %s of %s points", passed, len(all), noun, report.Points(points), report.Points(most))
}
