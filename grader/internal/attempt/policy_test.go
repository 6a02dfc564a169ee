package attempt_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/concurrency-in-go/course/grader/internal/attempt"
	"github.com/concurrency-in-go/course/grader/internal/course"
	"github.com/concurrency-in-go/course/grader/internal/verdict"
	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// check applies the policy to one file of an exercise called demo.
func check(e course.Exercise, text string) []attempt.Finding {
	e.ID, e.Files = "ch01/demo", []string{"demo.go"}
	if e.Kind == "" {
		e.Kind = course.Build
	}
	return attempt.Check(&attempt.Attempt{Exercise: &e, Files: &txtar.Archive{
		Files: []txtar.File{{Name: "demo.go", Data: []byte(text)}},
	}})
}

// found writes findings as "line: message".
func found(all []attempt.Finding) []string {
	var list []string
	for _, f := range all {
		list = append(list, fmt.Sprintf("%d: %s", f.Place.Line, f.Message))
	}
	return list
}

// refused asserts that the policy objects to the text with these sentences.
func refused(t *testing.T, e course.Exercise, text string, want ...string) {
	t.Helper()
	all := check(e, text)
	assert.Equal(t, want, found(all), text)
	for _, f := range all {
		assert.Equal(t, verdict.Policy, f.Outcome)
		assert.NotEmpty(t, f.Hint, "no hint: %s", f.Message)
		assert.Equal(t, "demo.go", f.Place.File)
	}
}

func passes(t *testing.T, e course.Exercise, text string) {
	t.Helper()
	assert.Empty(t, check(e, text), text)
}

const honest = `// Package demo is about //go:build and //go:linkname, which it does not use.
//
//	//go:norace would be cheating.
package demo

import (
	"context"
	"errors"
	"fmt"
	mr "math/rand/v2"
	"os/signal" // see allow
	"reflect"
	"runtime"
	"sync"
	atom "sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"
)

//line by line it is read
//export these to the reader

// Pair is generic.
type Pair[A, B any] struct {
	A A
	B B
}

type tree[T any] struct{ left, right *tree[T] }

type nested = Pair[Pair[int, map[string][]Pair[int, int]], chan Pair[bool, bool]]

type clock struct{ Sleep func(time.Duration) }

const (
	kib = 1 << (10 * (iota + 1))
	mib
	text = "a" + "b" + "c"
)

var table [1 << 16]int
var sparse = map[int]string{1 << 40: "far"}
var last atom.Pointer[Pair[int, int]]

func init() { table[0] = mib }

// Each calls f for every i.
//
// A comment of an example: //go:generate stringer
func Each(ctx context.Context, n int, f func(int) error) error {
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i := range n {
		g.Go(func() error {
			defer func() {
				if v := recover(); v != nil {
					println("panicked", reflect.ValueOf(v).Kind() == reflect.Pointer)
				}
			}()
			select {
			case <-ctx.Done():
				return context.Cause(ctx)
			case <-time.After(time.Duration(mr.IntN(3))):
				return f(i)
			}
		})
	}
	return errors.Join(g.Wait(), fmt.Errorf("%s", text))
}

func shadowed(time clock, wg *sync.WaitGroup) {
	time.Sleep(0)
	runtime := struct{ Stack int }{}
	_ = runtime.Stack
	_ = func() func() func() { return func() func() { return func() {} } }
	_ = signal.Notify
}
`

func TestHonestAttemptsPass(t *testing.T) {
	passes(t, course.Exercise{Allow: []string{"os/signal"}, Forbid: []string{"time.Sleep", "sync.Mutex", "goto", "close", "log"}}, honest)
	passes(t, course.Exercise{}, "package demo")
	passes(t, course.Exercise{}, "\ufeffpackage demo\r\n\r\nimport \"fmt\"\r\n\r\nfunc F() { fmt.Println() }\r\n")
	// Long, and honest all the same.
	long := "package demo\n\nfunc F(n int) string {\n\tif n == 0 {\n\t\treturn \"\"\n\t}" +
		strings.Repeat(" else if n == 1 {\n\t\treturn \"\"\n\t}", 200) + "\n\treturn " + strings.Repeat("`x` +\n\t\t", 300) + "`x`\n}\n"
	passes(t, course.Exercise{}, long)
}

func TestHonestCommandPasses(t *testing.T) {
	passes(t, course.Exercise{Kind: course.Command}, `package main

import (
	"context"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	flag.Parse()
	err := filepath.WalkDir(flag.Arg(0), func(p string, d fs.DirEntry, err error) error { return ctx.Err() })
	if os.IsNotExist(err) {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
`)
}

func TestUnparsed(t *testing.T) {
	all := check(course.Exercise{}, "package demo\n\n//line /etc/passwd:99\nfunc F() {\n\tx = = 1\n\ty = = 2\n}\n")
	require.Len(t, all, 1)
	assert.Equal(t, verdict.Build, all[0].Outcome)
	assert.Equal(t, verdict.Place{File: "demo.go", Line: 5, Source: "x = = 1"}, all[0].Place)
	assert.Equal(t, "expected operand, found '='", all[0].Message)
	all = check(course.Exercise{}, "package demo\n\nfunc f() "+strings.Repeat("{", 2000)+strings.Repeat("}", 2000))
	require.Len(t, all, 1)
	assert.Equal(t, verdict.Build, all[0].Outcome)
}

func TestPackageClause(t *testing.T) {
	refused(t, course.Exercise{}, "package main\n", "1: the package is called main here, and the exercise's is demo")
	refused(t, course.Exercise{Kind: course.Command}, "package demo\n", "1: the package is called demo here, and the exercise's is main")
}

func TestFunctionsHaveBodies(t *testing.T) {
	refused(t, course.Exercise{}, "package demo\n\nfunc Add(a, b int) int\n", "3: Add has no body")
}

func TestFindingsHavePlaces(t *testing.T) {
	all := check(course.Exercise{}, "package demo\n\nimport (\n\t\"fmt\"\n\tx \"unsafe\"\n)\n")
	require.Len(t, all, 1)
	assert.Equal(t, verdict.Place{File: "demo.go", Line: 5, Source: `x "unsafe"`}, all[0].Place)
}

func TestFindingsAreInOrderAndFew(t *testing.T) {
	text := "package demo\n\nimport \"time\"\n" + strings.Repeat("\nfunc _() { time.Sleep(1); time.Sleep(2) }\n", 50) + "\nfunc g()\n"
	all := check(course.Exercise{Forbid: []string{"time.Sleep"}}, text)
	require.Len(t, all, 20)
	for i := 1; i < len(all); i++ {
		assert.Less(t, all[i-1].Place.Line, all[i].Place.Line, "one for each line")
	}
}

func TestFindingsOfEveryFile(t *testing.T) {
	e := &course.Exercise{ID: "ch01/demo", Kind: course.Build, Files: []string{"b.go", "a.go"}}
	all := attempt.Check(&attempt.Attempt{Exercise: e, Files: &txtar.Archive{Files: []txtar.File{
		{Name: "b.go", Data: []byte("package demo\n\nfunc {\n")},
		{Name: "a.go", Data: []byte("package demo\n\nimport _ \"embed\"\n")},
	}}})
	require.Len(t, all, 2)
	assert.Equal(t, "b.go", all[0].Place.File)
	assert.Equal(t, "a.go", all[1].Place.File)
}

func TestDirectives(t *testing.T) {
	const (
		constraint = "a build constraint makes the file another one for the judge than for you"
		line       = "a line directive makes errors point elsewhere"
	)
	for text, want := range map[string]string{
		"//go:build race\n\npackage demo\n":                            "1: " + constraint,
		"// +build race\n\npackage demo\n":                             "1: " + constraint,
		"//go:debug panicnil=1\npackage demo\n":                        "1: //go:debug is an instruction to the compiler or the go command",
		"package demo\n\n//go:norace\nfunc f() {}\n":                   "3: //go:norace is an instruction to the compiler or the go command",
		"package demo\n\n//go:linkname exit runtime.exit\nvar x int\n": "3: //go:linkname is an instruction to the compiler or the go command",
		"package demo\n\n//go:generate curl x\n":                       "3: //go:generate is an instruction to the compiler or the go command",
		"package demo\n\nfunc f() {\n\t//go:noinline\n}\n":             "4: //go:noinline is an instruction to the compiler or the go command",
		"package demo\n\n//line hidden_test.go:1\nvar x int\n":         "3: " + line,
		"package demo\n\nvar x /*line y.go:3:4*/ int\n":                "3: " + line,
		"package demo\n\n//export Demo\nfunc Demo() {}\n":              "3: //export is for cgo",
	} {
		refused(t, course.Exercise{}, text, want)
	}
}

func TestTextAboutDirectivesPasses(t *testing.T) {
	passes(t, course.Exercise{}, "package demo\n\n// //go:norace\nvar x = `\n//go:norace\n// +build race\n//line x:1\n`\n\n/* //go:build x */\n")
}
