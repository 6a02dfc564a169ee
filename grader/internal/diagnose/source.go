// Package diagnose turns what a failing process left behind into an explanation
// for the person whose code it ran: which goroutines, started where, did or
// waited for what, at which of their lines, and what made or did not make one
// wait for the other.
//
// It reads five kinds of text: reports of the race detector, dumps of a stuck
// process, panics and fatal errors, goleak's and synctest's reports of goroutines
// left behind, and the output of failed assertions. All of them may hold text
// that the attempt wrote. So a parser takes nothing for granted, and everything in
// a [Finding] has gone through [Clean] and is limited in length.
package diagnose

import (
	"github.com/concurrency-in-go/course/grader/internal/verdict"
)

// Source tells which code is the student's, and which is the tests'.
type Source struct {
	Package string            // import path of the exercise
	Dir     string            // folder in which it was built
	Files   map[string][]byte // the student's declared files, by base name
	Tests   map[string][]byte // test files, by base name
	Visible map[string]bool   // the test files that the student has
}

// Finding is an explanation.
type Finding struct {
	Message string          // one sentence
	Account []string        // what happened, in order; no line is wider than 76 columns
	Places  []verdict.Place // the student's lines, the most important first
}
