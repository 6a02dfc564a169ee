package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"charm.land/lipgloss/v2"
	"github.com/concurrency-in-go/course/grader/internal/attempt"
	"github.com/concurrency-in-go/course/grader/internal/course"
	"github.com/concurrency-in-go/course/grader/internal/gradebook"
	"github.com/concurrency-in-go/course/grader/internal/judge"
	"github.com/concurrency-in-go/course/grader/internal/report"
	"github.com/concurrency-in-go/course/grader/internal/verdict"
	"github.com/rogpeppe/go-internal/testscript"
	"github.com/spf13/cobra"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"
)

var update = flag.Bool("update", false, "rewrite the golden text of the scripts")

func TestMain(m *testing.M) {
	testscript.Main(leakless{m}, map[string]func(){"grader": main, "quick": quick})
}

// leakless looks for goroutines left behind, in the process that runs the tests.
type leakless struct{ testscript.TestingM }

func (l leakless) Run() int {
	code := l.TestingM.Run()
	if err := goleak.Find(); err != nil && code == 0 {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return code
}

// quick is the grader with a judge that builds nothing and believes what the
// attempt says of itself, for scripts about what the commands do with a verdict.
func quick() {
	a := &app{in: os.Stdin, out: os.Stdout, err: os.Stderr, command: "grader", goVersion: "go1.26.0", grade: believe}
	os.Exit(a.run(context.Background(), os.Args[1:]))
}

func believe(_ context.Context, j *judge.Judge, attempts []*attempt.Attempt) ([]verdict.Verdict, error) {
	var all []verdict.Verdict
	for _, a := range attempts {
		c := verdict.Check{Name: "TestBelieved", Outcome: verdict.Pass, Points: a.Exercise.Points, Max: a.Exercise.Points, Runs: 20}
		for _, o := range verdict.Outcomes() {
			if bytes.Contains(a.Files.Files[0].Data, []byte("outcome: "+o)) && o != verdict.Pass {
				c.Outcome, c.Points, c.Runs, c.Failed, c.Message = o, 0, 5, 5, "The attempt says so itself."
			}
		}
		switch {
		case bytes.Contains(a.Files.Files[0].Data, []byte("no verdict")):
			return nil, errors.New("the disk is full")
		case bytes.Contains(a.Files.Files[0].Data, []byte("bug")):
			all[len(all)].Passed = true // panics: there is none
		}
		checks, err := strict(a, c)
		if err != nil {
			return nil, err
		}
		rules, err := judge.Rules(a.Exercise)
		if err != nil {
			return nil, err
		}
		v := verdict.Verdict{
			Exercise: string(a.Exercise.ID), Title: a.Exercise.Title, Max: a.Exercise.Points, Attempt: a.Source,
			SHA256: a.SHA256(), Tests: "hidden", Course: rules, Go: "go1.26.0", Seed: j.Seed, Checks: checks,
			Section: a.Exercise.Section, Hint: strings.Join(a.Exercise.Hints[:min(1, len(a.Exercise.Hints))], ""),
		}
		v.Settle()
		all = append(all, v)
	}
	return all, nil
}

var refusal = regexp.MustCompile(`// (Test\w+) refuses (\w+)`)

// strict adds a check for each line of the visible tests like
//
//	// TestLuck refuses lucky
//
// which an attempt with that word does not pass.
func strict(a *attempt.Attempt, believed verdict.Check) ([]verdict.Check, error) {
	checks := []verdict.Check{believed}
	for _, file := range a.Exercise.VisibleTests() {
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		for _, m := range refusal.FindAllSubmatch(text, -1) {
			c := verdict.Check{Name: string(m[1]), Outcome: verdict.Pass, Runs: 20}
			if bytes.Contains(a.Files.Files[0].Data, m[2]) {
				c.Outcome, c.Failed, checks[0].Points = verdict.Wrong, 20, 0
			}
			checks = append(checks, c)
		}
	}
	return checks, nil
}

// TestScripts runs testdata/script/*.txtar, one behaviour a file. In them
//
//   - grader is the real one, and quick the one that believes the attempt;
//   - `tiny` lays out a course of four exercises in the current folder, and `kit`
//     adds the real course's kit to it;
//   - $COURSE is the real course, to be read only;
//   - `exits 2 grader list` runs a command and compares its exit code;
//   - `steady stdout FILE` writes the output without the numbers that change from
//     run to run, those of goroutines;
//   - `tear FILE` adds half a line to a file, and `cut FILE` takes half a line off it;
//   - `same a.jsonl b.jsonl` compares two gradebooks record for record, in any order,
//     without when, with which seed and for how long was graded;
//   - the condition [root] holds where permissions do not.
func TestScripts(t *testing.T) {
	root, err := course.Find(".")
	require.NoError(t, err)
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Condition: func(name string) (bool, error) {
			if name == "root" {
				return os.Geteuid() == 0, nil
			}
			return false, fmt.Errorf("there is no condition %q", name)
		},
		Setup: func(env *testscript.Env) error {
			self, err := exec.LookPath("grader")
			if err != nil {
				return err
			}
			env.Setenv("GRADER", self) // for scripts that take the PATH away
			env.Setenv("COURSE", root)
			env.Setenv("HOME", filepath.Join(env.WorkDir, "home"))
			env.Setenv("XDG_CACHE_HOME", filepath.Join(env.WorkDir, "cache"))
			for _, key := range []string{"GOCACHE", "GOMODCACHE", "GOPATH", "GOFLAGS"} {
				env.Setenv(key, goEnv(t, key))
			}
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"steady": steady, "tiny": tiny, "kit": kit, "tear": tear, "cut": cut, "exits": exits, "same": same,
		},
	})
}

func goEnv(t *testing.T, key string) string {
	out, err := goCommand(t.Context(), ".", nil, "env", key)
	require.NoError(t, err)
	return out
}

// tiny lays out the course of testdata/script/tiny.
func tiny(ts *testscript.TestScript, _ bool, _ []string) {
	from := filepath.Join(ts.Getenv("COURSE"), "grader", "testdata", "script", "tiny")
	ts.Check(os.CopyFS(ts.MkAbs("."), os.DirFS(from)))
}

// kit copies the kit of the real course: what is below exercises/internal.
func kit(ts *testscript.TestScript, _ bool, _ []string) {
	const dir = "exercises/internal/kit"
	ts.Check(os.CopyFS(ts.MkAbs(dir), os.DirFS(filepath.Join(ts.Getenv("COURSE"), dir))))
}

// tear ends a file in the middle of a line, as a loss of power does.
func tear(ts *testscript.TestScript, _ bool, args []string) {
	f, err := os.OpenFile(ts.MkAbs(args[0]), os.O_APPEND|os.O_WRONLY, 0)
	ts.Check(err)
	_, err = f.WriteString(`{"time":"2026-11-24T12:00:00Z","exer`)
	ts.Check(errors.Join(err, f.Close()))
}

// cut takes away the end of a file's last line.
func cut(ts *testscript.TestScript, _ bool, args []string) {
	text := ts.ReadFile(args[0])
	last := text[strings.LastIndexByte(strings.TrimSuffix(text, "\n"), '\n')+1:]
	ts.Check(os.Truncate(ts.MkAbs(args[0]), int64(len(text)-len(last)/2)))
}

// same compares two gradebooks: same a.jsonl b.jsonl
func same(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: same GRADEBOOK GRADEBOOK")
	}
	var books [2][]string
	for i, name := range args {
		b, torn, err := gradebook.Read(ts.MkAbs(name))
		ts.Check(err)
		if torn != nil {
			ts.Fatalf("%s is torn", name)
		}
		for _, r := range b.Records {
			r.Graded, r.Seed, r.Millis = time.Time{}, 0, 0
			line, err := json.Marshal(r)
			ts.Check(err)
			books[i] = append(books[i], string(line))
		}
		slices.Sort(books[i])
	}
	if slices.Equal(books[0], books[1]) == neg {
		ts.Fatalf("%s:\n%s\n%s:\n%s", args[0], strings.Join(books[0], "\n"), args[1], strings.Join(books[1], "\n"))
	}
}

// exits runs a command and compares its exit code: exits 2 grader list
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND…")
	}
	err := ts.Exec(args[1], args[2:]...)
	got := "0"
	if err != nil {
		got = strings.TrimPrefix(err.Error(), "exit status ")
	}
	if got != args[0] {
		ts.Fatalf("it exits with %s, want %s", got, args[0])
	}
}

// TestHelpFits looks at the help of every command that is ours.
func TestHelpFits(t *testing.T) {
	var visit func(c *cobra.Command)
	visit = func(c *cobra.Command) {
		var b strings.Builder
		c.SetOut(&b)
		require.NoError(t, c.Help())
		for line := range strings.Lines(b.String()) {
			assert.LessOrEqual(t, lipgloss.Width(strings.TrimSuffix(line, "\n")), report.Width, "%s: %s", c.CommandPath(), line)
		}
		for _, sub := range c.Commands() {
			visit(sub)
		}
	}
	root := (&app{}).root()
	root.InitDefaultHelpCmd()
	visit(root) // not `completion`, whose words are cobra's
}

var goroutineNumber = regexp.MustCompile(`goroutine \d+`)

func steady(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: steady stdout FILE")
	}
	text := goroutineNumber.ReplaceAllString(ts.ReadFile(args[0]), "goroutine N")
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(text), 0o600))
}
