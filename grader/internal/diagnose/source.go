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
//
// Source lines come from [Source] and never from disk: the attempt may have
// written there.
package diagnose

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/maruel/panicparse/v2/stack"

	"github.com/concurrency-in-go/course/grader/internal/verdict"
)

// Source tells which code is the student's, and which is the tests'.
type Source struct {
	Package string            // import path of the exercise; "main" counts too, for a command
	Dir     string            // folder in which it was built: not shown
	Files   map[string][]byte // the student's declared files, by base name
	Given   map[string][]byte // the other files of the exercise's package, by base name
	Tests   map[string][]byte // test files, by base name
	Visible map[string]bool   // the test files that the student has
}

// Finding is an explanation.
type Finding struct {
	Message string          // one sentence
	Account []string        // what happened, in order; no line is wider than 76 columns
	Places  []verdict.Place // the student's lines, the most important first
}

// owner says whose code a call is in.
type owner int

const (
	foreign owner = iota // the standard library, a module, the test runner
	student              // a declared file
	fixed                // another file of the exercise's package
	kit                  // the course's helpers for tests
	test
)

func (s Source) owner(c stack.Call) owner {
	pkg := c.Func.ImportPath
	_, declared := s.Files[c.SrcName]
	_, given := s.Given[c.SrcName]
	switch {
	case strings.Contains(pkg, "/exercises/internal/"):
		return kit
	case pkg != s.Package && pkg != s.Package+"_test" && pkg != "main":
		return foreign
	case c.Func.Name == "TestMain":
		return foreign
	case strings.HasSuffix(c.SrcName, "_test.go"):
		return test
	case declared:
		return student
	case given:
		return fixed
	case pkg == "main":
		return foreign // the test binary's main, or a command's generated one
	}
	return fixed
}

// first returns the innermost call of one of the owners.
func (s Source) first(calls []stack.Call, owners ...owner) (stack.Call, bool) {
	for _, c := range calls {
		o := s.owner(c)
		for _, want := range owners {
			if o == want {
				return c, true
			}
		}
	}
	return stack.Call{}, false
}

// shown reports whether the student has the file of c, and so may see its lines.
func (s Source) shown(c stack.Call) bool {
	switch s.owner(c) {
	case student, fixed:
		return true
	case test:
		return s.Visible[c.SrcName]
	}
	return false
}

// line returns the text of a line, without its indentation, where it is at hand.
func (s Source) line(file string, n int) string {
	text, ok := s.Files[file]
	if !ok {
		text, ok = s.Given[file]
	}
	if !ok && s.Visible[file] {
		text = s.Tests[file]
	}
	lines := strings.Split(string(text), "\n")
	if n < 1 || n > len(lines) {
		return ""
	}
	return strings.TrimSpace(lines[n-1])
}

// text makes a piece of a report fit to show: without the build's folder, clean.
func (s Source) text(t string) string {
	if s.Dir != "" {
		t = strings.ReplaceAll(t, strings.TrimSuffix(s.Dir, "/")+"/", "")
	}
	return Clean(t)
}

// row is a line of an account that shows a place: "    hits.go:21    c.n++".
func (s Source) row(file string, n int, note string) string {
	place := fmt.Sprintf("%s:%d", file, n)
	return fmt.Sprintf("    %-16s %s%s", place, note, s.line(file, n))
}

// literal is what the compiler adds to the name of a function without one.
var literal = regexp.MustCompile(`(\.(func\d+|gowrap\d+|deferwrap\d+|\d+)|-fm|-range\d+)+$`)

// function is the name of c's function as it stands in the source.
func function(c stack.Call) string { return literal.ReplaceAllString(c.Func.Name, "") }

// testName returns the name of the test that one of the calls is in.
func (s Source) testName(calls []stack.Call) string {
	for _, c := range calls {
		if s.owner(c) == test && strings.HasPrefix(c.Func.Name, "Test") {
			name, _, _ := strings.Cut(c.Func.Name, ".") // it may be a function in the test
			return name
		}
	}
	return ""
}
