// Package proof proves exercises. The stub must fail, the solution and every right
// attempt must pass, and every wrong attempt must be caught by the test and with
// the outcome that it declares. A hidden test that catches nothing is idle. The
// rest is tidiness: what every exercise must have, and must not.
package proof

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/concurrency-in-go/course/grader/internal/attempt"
	"github.com/concurrency-in-go/course/grader/internal/course"
	"github.com/concurrency-in-go/course/grader/internal/judge"
	"github.com/concurrency-in-go/course/grader/internal/verdict"
	"github.com/rogpeppe/go-internal/txtar"
)

// Problem is something about an exercise that is not as it must be.
type Problem struct {
	Exercise course.ID
	Where    string // a path in the course
	Message  string
	Hint     string
}

func (p Problem) String() string { return fmt.Sprintf("%s: %s", p.Where, p.Message) }

// Options say how to prove.
type Options struct {
	Runs     int  // of every test with the solution and the right attempts; 0: the usual number
	Quick    bool // repeat less, where time is short
	Wrong    int  // at most so many wrong attempts at each exercise, one for each test among them; 0: all
	Update   bool // write exercises/stubs.txtar from the working copies first
	Progress func(done, total int, what string)
}

// The least that an exercise must have.
const (
	leastRight = 2
	leastWrong = 3
	hints      = 3
)

// claim is an attempt, and what must come of it.
type claim struct {
	attempt *attempt.Attempt
	where   string
	holds   func(verdict.Verdict) (problem, hint string)
	kills   bool // a test that fails it is not idle
}

// Check returns what is wrong with the exercises, in their order.
func Check(ctx context.Context, j *judge.Judge, exercises []*course.Exercise, o Options) ([]Problem, error) {
	if o.Update {
		if err := update(j.Course); err != nil {
			return nil, err
		}
	}
	stubs, err := j.Course.Stubs()
	if err != nil {
		return nil, err
	}
	var problems []Problem
	problems = append(problems, strays(j.Course)...)
	var lenient, strict []*claim
	for _, e := range exercises {
		problems = append(problems, tidy(e, stubs[e.ID])...)
		must, may, found := claims(j.Course, e, stubs[e.ID])
		problems = append(problems, found...)
		if o.Wrong > 0 {
			may = sample(may, o.Wrong)
		}
		strict = append(strict, must...)
		lenient = append(lenient, may...)
	}
	total := len(strict) + len(lenient)
	times := 0
	if o.Quick {
		o.Runs, times = cmp.Or(o.Runs, 8), 2
	}
	passing := &judge.Judge{Course: j.Course, Jobs: j.Jobs, Seed: j.Seed, Runs: o.Runs, Progress: o.from(0, total)}
	failing := &judge.Judge{Course: j.Course, Jobs: j.Jobs, Seed: j.Seed, Times: times, Only: declared, Progress: o.from(len(strict), total)}
	found, _, err := prove(ctx, passing, strict)
	if err != nil {
		return nil, err
	}
	problems = append(problems, found...)
	found, caught, err := prove(ctx, failing, lenient)
	if err != nil {
		return nil, err
	}
	problems = append(problems, found...)
	if err := seek(ctx, failing, exercises, lenient, caught); err != nil {
		return nil, err
	}
	for _, e := range exercises {
		problems = append(problems, idle(e, caught[e.ID])...)
	}
	return problems, nil
}

// declared names the test that a wrong attempt says it is caught by: to prove that,
// no other need run. For the stub, which says nothing, it is the visible tests.
func declared(a *attempt.Attempt) judge.Focus {
	if a.Want != nil {
		return judge.Focus{Checks: []string{a.Want.Test}, Rare: a.Want.Some}
	}
	return judge.Focus{Checks: names(a.Exercise.VisibleTests(), a.Exercise.VisibleScripts())}
}

// seek tries the tests that no wrong attempt declares on all of them: each must
// catch one.
func seek(ctx context.Context, j *judge.Judge, exercises []*course.Exercise, claims []*claim, caught map[course.ID]map[string]bool) error {
	left := map[course.ID][]string{}
	for _, e := range exercises {
		for _, name := range names(e.HiddenTests(), e.HiddenScripts()) {
			if !caught[e.ID][name] {
				left[e.ID] = append(left[e.ID], name)
			}
		}
	}
	waiting := map[course.ID][]*claim{}
	for _, c := range claims {
		if id := c.attempt.Exercise.ID; c.kills && len(left[id]) > 0 {
			more := *c
			more.holds = func(verdict.Verdict) (string, string) { return "", "" }
			waiting[id] = append(waiting[id], &more)
		}
	}
	seeking := &judge.Judge{Course: j.Course, Jobs: j.Jobs, Seed: j.Seed, Times: j.Times, Only: func(a *attempt.Attempt) judge.Focus {
		return judge.Focus{Checks: left[a.Exercise.ID]}
	}}
	for {
		// A few at a time: most tests catch one of the first.
		var next []*claim
		for _, e := range exercises {
			if few := min(seekAtOnce, len(waiting[e.ID])); len(left[e.ID]) > 0 {
				next = append(next, waiting[e.ID][:few]...)
				waiting[e.ID] = waiting[e.ID][few:]
			}
		}
		if len(next) == 0 {
			return nil
		}
		_, found, err := prove(ctx, seeking, next)
		if err != nil {
			return err
		}
		for id, tests := range found {
			if caught[id] == nil {
				caught[id] = map[string]bool{}
			}
			maps.Copy(caught[id], tests)
			left[id] = slices.DeleteFunc(left[id], func(name string) bool { return tests[name] })
		}
	}
}

// seekAtOnce is how many attempts at an exercise are tried at once.
const seekAtOnce = 5

func (o Options) from(before, total int) func(int, int, string) {
	if o.Progress == nil {
		return nil
	}
	return func(done, _ int, what string) { o.Progress(before+done, total, what) }
}

func update(c *course.Course) error {
	text, err := c.PackStubs()
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(c.Root, filepath.FromSlash(course.StubsFile)), text, 0o666)
}

// prove grades the attempts, and returns which tests failed at all, by exercise.
func prove(ctx context.Context, j *judge.Judge, claims []*claim) ([]Problem, map[course.ID]map[string]bool, error) {
	attempts := make([]*attempt.Attempt, len(claims))
	for i, c := range claims {
		attempts[i] = c.attempt
	}
	verdicts, err := j.Grade(ctx, attempts)
	if err != nil {
		return nil, nil, err
	}
	var problems []Problem
	caught := map[course.ID]map[string]bool{}
	for i, c := range claims {
		id := c.attempt.Exercise.ID
		if said, hint := c.holds(verdicts[i]); said != "" {
			problems = append(problems, Problem{id, c.where, said, hint})
		}
		if caught[id] == nil {
			caught[id] = map[string]bool{}
		}
		for _, check := range verdicts[i].Checks {
			if c.kills && check.Outcome != verdict.Pass && check.Outcome != verdict.Skipped {
				caught[id][check.Name] = true
			}
		}
	}
	return problems, caught, nil
}

// claims gathers what is to be graded: what must pass, and what must fail.
func claims(c *course.Course, e *course.Exercise, stub map[string][]byte) (pass, fail []*claim, problems []Problem) {
	solution := rel(e, e.SolutionDir())
	if a, err := attempt.Read(c, e.SolutionDir(), string(e.ID)); err != nil {
		problems = append(problems, Problem{e.ID, solution, err.Error(), "the solution is the declared files, complete"})
	} else {
		pass = append(pass, &claim{a[0], solution, mustPass, false})
	}
	if len(stub) > 0 {
		ar := &txtar.Archive{}
		for _, name := range e.Files {
			ar.Files = append(ar.Files, txtar.File{Name: name, Data: stub[name]})
		}
		if a, err := attempt.FromTxtar(e, "the stub", ar); err == nil {
			fail = append(fail, &claim{a, rel(e, e.Dir()), mustFail, false})
		}
	}
	right, found := archives(c, e, e.RightDir(), leastRight)
	problems = append(problems, found...)
	for _, a := range right {
		pass = append(pass, &claim{a, rel(e, a.Source), mustPass, false})
	}
	wrong, found := archives(c, e, e.WrongDir(), leastWrong)
	problems = append(problems, found...)
	for _, a := range wrong {
		if a.Want == nil {
			problems = append(problems, Problem{e.ID, rel(e, a.Source), "it has no want: line", "say what catches it: `want: TestName outcome`"})
			continue
		}
		fail = append(fail, &claim{a, rel(e, a.Source), func(v verdict.Verdict) (problem, hint string) { return Caught(v, *a.Want) }, true})
	}
	return pass, fail, problems
}

func archives(c *course.Course, e *course.Exercise, dir string, least int) ([]*attempt.Attempt, []Problem) {
	var problems []Problem
	files, _ := filepath.Glob(filepath.Join(dir, "*.txtar"))
	slices.Sort(files)
	var all []*attempt.Attempt
	for _, f := range files {
		a, err := attempt.Read(c, f, string(e.ID))
		if err != nil {
			problems = append(problems, Problem{e.ID, rel(e, f), strings.TrimPrefix(err.Error(), f+": "), ""})
			continue
		}
		all = append(all, a...)
	}
	if len(files) < least {
		problems = append(problems, Problem{e.ID, rel(e, dir), fmt.Sprintf("it holds %d attempts: want at least %d, each different in kind", len(files), least), ""})
	}
	return all, problems
}

// rel names a path as the author knows it.
func rel(e *course.Exercise, path string) string {
	if r, err := filepath.Rel(e.Root, path); err == nil {
		return filepath.ToSlash(r)
	}
	return path
}
