package diagnose_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/concurrency-in-go/course/grader/internal/diagnose"
)

// fuzz feeds a parser with what was recorded and what others have made of it. It
// must always find something to say, and keep within the limits.
func fuzz(f *testing.F, kind string, seeds ...string) {
	f.Helper()
	files, err := filepath.Glob("testdata/" + kind + "_*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	s := diagnose.Source{}
	for _, file := range files {
		ar, err := txtar.ParseFile(file)
		if err != nil {
			f.Fatal(err)
		}
		s = source(ar)
		f.Add(data(ar, "output"))
	}
	for _, seed := range append(seeds, "", "\x00\n\n\n", "goroutine 1 [", "\x1b]0;title\x07\u202e") {
		f.Add([]byte(seed))
	}
	parse := parsers(s)[kind]
	f.Fuzz(func(t *testing.T, text []byte) { limits(t, parse(text)) })
}

func FuzzRace(f *testing.F) {
	fuzz(f, "race", "==================\nWARNING: DATA RACE\nWrite at 0x0 by goroutine 1:\n  a.%2e%2e()\n      /x.go:1\n",
		"WARNING: DATA RACE\n[failed to restore the stack]\n")
}

func FuzzStuck(f *testing.F) {
	fuzz(f, "stuck", "goroutine 1 [chan send]:\na.%2e%2e()\n\t/x.go:1 +0x1\n",
		strings.Repeat("goroutine 1 [select]:\nmain.f()\n\t/demo.go:1 +0x1\n\n", 50))
}

func FuzzPanic(f *testing.F) {
	fuzz(f, "panic", "panic: ", "fatal error: \n\tpanic: x", "panic: a\nfatal error: b\n\ngoroutine 1 [running]:\n")
}

func FuzzLeak(f *testing.F) {
	fuzz(f, "leak", "found unexpected goroutines:\n[Goroutine 7 in state chan send, with a on top of the stack:\n]")
}

func FuzzFailure(f *testing.F) {
	fuzz(f, "fail", "    demo_test.go:1: ", "    demo_test.go:1: \n\tError: elements differ\n\textra elements in list A:\n",
		"    demo_test.go:99999999999999999999: x")
}
