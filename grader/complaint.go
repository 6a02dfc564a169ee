package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/concurrency-in-go/course/grader/internal/report"
)

// The exit codes.
const (
	passed  = 0
	failed  = 1 // the attempt
	misused = 2 // the user asked for what there is not
	broken  = 3 // the grader could not do its job
)

// errFailed ends a command whose output has already said that something failed.
var errFailed = errors.New("failed")

// usage is a problem with what the user asked for.
type usage struct {
	error
	hint string
}

func (u *usage) Hint() string  { return u.hint }
func (u *usage) Unwrap() error { return u.error }

// fault is a failure of the grader itself.
type fault struct{ error }

func (f *fault) Unwrap() error { return f.error }

// complain says what is wrong, in the user's words, and returns the exit code.
func (a *app) complain(err error) int {
	var own *fault
	switch {
	case err == nil:
		return passed
	case errors.Is(err, errFailed):
		return failed
	}
	a.tell(err)
	if errors.As(err, &own) {
		return broken
	}
	return misused
}

// tell prints an error, and each of those that it joins, with its hint.
func (a *app) tell(err error) {
	if many, ok := err.(interface{ Unwrap() []error }); ok {
		for _, e := range many.Unwrap() {
			a.tell(e)
		}
		return
	}
	report.Print(a.err, labelled(report.Bad("error:"), "error: ", err.Error()))
	var h interface{ Hint() string }
	if errors.As(err, &h) && h.Hint() != "" {
		report.Print(a.err, labelled("hint:", "hint: ", h.Hint()))
	}
}

// note says something that changes nothing about the exit code.
func (a *app) note(text string) {
	report.Print(a.err, labelled("note:", "note: ", text))
}

// labelled puts a label before text. The text is cleaned: a path that it names
// may come from an archive.
func labelled(label, plain, text string) string {
	lines := report.Wrap(plain+report.Clean(text), "")
	return label + strings.TrimPrefix(lines, strings.TrimSpace(plain))
}

// bug turns a panic into an error that says where, and not how it got there.
func bug(p any) error {
	where := ""
	pcs := make([]uintptr, 64)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(1, pcs)])
	for beyond := false; ; {
		f, more := frames.Next()
		if beyond && ours(f.Function) {
			where = fmt.Sprintf(" at %s:%d", filepath.Base(f.File), f.Line)
			break
		}
		beyond = beyond || f.Function == "runtime.gopanic"
		if !more {
			break
		}
	}
	return &fault{&usage{fmt.Errorf("the grader has a bug%s: %v", where, p), "please report it, with the command that you typed"}}
}

// ours reports whether the function is the grader's, and not a library's.
func ours(function string) bool {
	return strings.HasPrefix(function, "main.") || strings.Contains(function, "/course/grader")
}
