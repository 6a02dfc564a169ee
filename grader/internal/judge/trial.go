package judge

import (
	"cmp"
	"context"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"time"

	"github.com/concurrency-in-go/course/grader/internal/attempt"
	"github.com/concurrency-in-go/course/grader/internal/course"
	"github.com/concurrency-in-go/course/grader/internal/diagnose"
	"github.com/concurrency-in-go/course/grader/internal/gotest"
	"github.com/concurrency-in-go/course/grader/internal/script"
	"github.com/concurrency-in-go/course/grader/internal/verdict"
	"github.com/concurrency-in-go/course/grader/internal/workspace"
)

// trial is the grading of one attempt.
type trial struct {
	attempt  *attempt.Attempt
	exercise *course.Exercise
	place    workspace.Place
	verdict  *verdict.Verdict
	slots    *slots
	source   diagnose.Source
	checks   []*check
	scripts  map[string]string // file by name of the check, for a command
	runs     int               // of every test, when all pass
	times    int               // repetitions of a test that runs alone
	focus    *Focus            // see Judge.Only
	vet      bool              // whether go vet is asked too
	start    time.Time
}

// check gathers the runs of one test.
type check struct {
	name   string
	weight float64
	once   bool // whether one run tells as much as many
	runs   int
	failed []failure
}

// failure is one run of a test that did not pass.
type failure struct {
	outcome verdict.Outcome
	finding diagnose.Finding
	hung    bool // it would have gone on: to run it again costs time and shows nothing new
}

func (c *check) fail(f failure) { c.failed = append(c.failed, f) }

func (c *check) hung() bool {
	return slices.ContainsFunc(c.failed, func(f failure) bool { return f.hung })
}

func (j *Judge) newTrial(a *attempt.Attempt, stubs course.Stubs, v *verdict.Verdict) (*trial, error) {
	e := a.Exercise
	t := &trial{
		attempt: a, exercise: e, verdict: v, slots: j.slots,
		runs: j.runs(), times: cmp.Or(j.Times, 5), start: time.Now(),
	}
	t.vet = true
	t.source = diagnose.Source{
		Files: map[string][]byte{}, Given: map[string][]byte{}, Tests: map[string][]byte{}, Visible: map[string]bool{},
	}
	for _, f := range a.Files.Files {
		t.source.Files[f.Name] = f.Data
	}
	for _, f := range e.Fixed() {
		text, err := os.ReadFile(f)
		if err != nil {
			return nil, err
		}
		t.source.Given[filepath.Base(f)] = text
	}
	if err := t.readTests(); err != nil {
		return nil, err
	}
	if j.Only != nil {
		focus := j.Only(a)
		t.focus, t.vet = &focus, slices.Contains(focus.Checks, "vet")
		t.checks = slices.DeleteFunc(t.checks, func(c *check) bool { return !slices.Contains(focus.Checks, c.name) })
	}
	seed := j.Seed
	if seed == 0 {
		seed = rand.Uint64() >> 12 // exact in a JSON number
	}
	*v = verdict.Verdict{
		Exercise: string(e.ID), Title: e.Title, Max: e.Points,
		Attempt: a.Source, SHA256: a.SHA256(), Untouched: a.SameAs(stubs[e.ID]),
		Tests: "hidden", Course: j.rules[e.ID],
		Go: runtime.Version(), Seed: seed, Section: e.Section,
	}
	if e.Chapter != nil {
		v.Section = e.Chapter.Title + ": " + e.Section
	}
	if !e.HasHidden() {
		v.Tests = "visible"
	}
	if len(e.Hints) > 0 {
		v.Hint = e.Hints[0]
	}
	return t, nil
}

func (j *Judge) runs() int {
	return cmp.Or(j.Runs, usualRuns)
}

// usualRuns is how often a test runs in an attempt that passes.
const usualRuns = 20

// readTests lists the checks: the test functions, or the scripts of a command.
func (t *trial) readTests() error {
	visible, hidden := t.exercise.VisibleTests(), t.exercise.HiddenTests()
	if t.exercise.Kind == course.Command {
		visible, hidden = t.exercise.VisibleScripts(), t.exercise.HiddenScripts()
		t.scripts = map[string]string{}
	}
	for i, file := range append(visible, hidden...) {
		text, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		t.source.Tests[filepath.Base(file)] = text
		t.source.Visible[filepath.Base(file)] = i < len(visible)
		if t.scripts != nil {
			t.scripts[script.Name(file)] = file
			t.addCheck(script.Name(file)).once = script.Once(string(text))
		}
	}
	if t.scripts != nil {
		return nil
	}
	tests, err := gotest.List(append(visible, hidden...))
	if err != nil {
		return err
	}
	for _, test := range tests {
		t.addCheck(test.Name)
	}
	return nil
}

func (t *trial) addCheck(name string) *check {
	weight := 1.0
	if w, ok := t.exercise.Weights[name]; ok {
		weight = w
	}
	c := &check{name: name, weight: weight}
	t.checks = append(t.checks, c)
	return c
}

func namesOf(checks []*check) []string {
	names := make([]string, len(checks))
	for i, c := range checks {
		names[i] = c.name
	}
	return names
}

// processors are the values of GOMAXPROCS under which the tests run whole. One
// shows what a switch between goroutines does, many what a real overlap does.
var processors = []int{1, 2, 4, 8}

// roundsFor is how often a process for each of [processors] runs a test that is to
// run so many times, or a few more.
func roundsFor(times int) int { return max(1, (times+len(processors)-1)/len(processors)) }

// lay lays the attempt out, and remembers where.
func (t *trial) lay(w *workspace.Workspace) (err error) {
	t.place, err = w.Lay(t.attempt)
	t.source.Package, t.source.Dir = t.place.Package, t.place.Dir
	if t.scripts == nil && attempt.Inert(t.attempt) {
		t.place.Shares = namesOf(t.checks)
	}
	return err
}

func (t *trial) try(ctx context.Context, w *workspace.Workspace) error {
	if t.exercise.Kind == course.Command {
		return t.tryScripts(ctx, w)
	}
	suite := gotest.Suite{
		Binary: t.place.Binary, Dir: w.Home, Home: w.Home, Tmp: w.Tmp, Tests: namesOf(t.checks),
	}
	return t.tryTests(ctx, suite)
}
