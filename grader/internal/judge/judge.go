// Package judge grades attempts:
//
//	policy → workspace → build → run whole, vet beside it → isolate → verdict
//
// An attempt that is right costs one go command and four processes, in which every
// test runs twenty times. Only for one that fails does every test get processes of
// its own, so that each is blamed for what it does and for nothing else.
package judge

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"sync"
	"time"

	"github.com/concurrency-in-go/course/grader/internal/attempt"
	"github.com/concurrency-in-go/course/grader/internal/course"
	"github.com/concurrency-in-go/course/grader/internal/gotest"
	"github.com/concurrency-in-go/course/grader/internal/verdict"
	"github.com/concurrency-in-go/course/grader/internal/workspace"
	"golang.org/x/sync/errgroup"
)

// Judge grades attempts against the tests of a course.
type Judge struct {
	Course *course.Course
	Jobs   int    // processes at work at once; 0: two for each processor
	Seed   uint64 // of the order of the tests; 0: a new one each time
	Runs   int    // of every test, when all pass; 0: twenty
	Times  int    // of a test that runs alone, when one fails; 0: five

	// Only, if set, says what to look for in an attempt, and nothing else is run. It
	// is for those who know: a verdict on a student needs every check.
	Only func(*attempt.Attempt) Focus

	// Progress, if set, is called when a step ends, from one goroutine at a time.
	Progress func(done, total int, what string)

	tool        *gotest.Tool
	rules       map[course.ID]string // see Rules
	slots       *slots
	mu          sync.Mutex
	done, total int
}

// Focus is what to look for.
type Focus struct {
	Checks []string // each is run alone; the others do not appear in the verdict
	Rare   bool     // a run that fails is rare: look for one, for long
}

// Grade returns the verdicts in the order of the attempts. What an attempt does
// is never an error; an error is the grader's own fault, or ctx's.
func (j *Judge) Grade(ctx context.Context, attempts []*attempt.Attempt) ([]verdict.Verdict, error) {
	j.begin(len(attempts))
	if err := gotest.Fetch(ctx, j.Course); err != nil {
		return nil, err
	}
	tool, err := gotest.FindTool(ctx)
	if err != nil {
		return nil, err
	}
	j.tool = tool
	stubs, err := j.Course.Stubs()
	if err != nil {
		return nil, err
	}
	if j.rules, err = rulesOf(attempts); err != nil {
		return nil, err
	}
	verdicts := make([]verdict.Verdict, len(attempts))
	j.slots = newSlots(j.jobs())
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(2) // one batch is built while another runs
	for _, batch := range batches(len(attempts)) {
		g.Go(func() error { return j.gradeBatch(ctx, attempts, batch, stubs, verdicts) })
	}
	if err := g.Wait(); err != nil {
		return nil, err
	}
	return verdicts, nil
}

// batchSize is how many attempts one go command builds. Most of its time goes into
// finding out what there is to build, which is the same for one and for many; but
// while the first batch is built nothing runs.
const batchSize = 16

// batches splits the numbers below n evenly into as few batches as possible.
func batches(n int) [][]int {
	all := make([][]int, (n+batchSize-1)/batchSize)
	for i := range n {
		b := i * len(all) / n
		all[b] = append(all[b], i)
	}
	return all
}

func (j *Judge) gradeBatch(ctx context.Context, attempts []*attempt.Attempt, batch []int, stubs course.Stubs, verdicts []verdict.Verdict) (err error) {
	var cases []*trial
	for _, i := range batch {
		c, err := j.newTrial(attempts[i], stubs, &verdicts[i])
		if err != nil {
			return err
		}
		if findings := attempt.Check(attempts[i]); len(findings) > 0 {
			c.refuse(findings)
			j.step(c)
			continue
		}
		cases = append(cases, c)
	}
	if len(cases) == 0 {
		return nil
	}
	w, err := workspace.Open(ctx, j.Course)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, w.Close()) }()
	for _, c := range cases {
		if err := c.lay(w); err != nil {
			return err
		}
	}
	vet := j.vetEarly(ctx, w, cases)
	defer vet.stop()
	built, err := j.build(ctx, w, cases)
	var excess *gotest.ExcessError
	if errors.As(err, &excess) {
		vet.stop() // it must not find the workspace laid out anew
		return j.buildAlone(ctx, w, cases, excess)
	}
	if err != nil {
		return err
	}
	return j.try(ctx, w, built, vet)
}

// build builds the cases and returns those that could be built.
func (j *Judge) build(ctx context.Context, w *workspace.Workspace, cases []*trial) ([]*trial, error) {
	complaints, err := j.tool.Build(ctx, w, placesOf(cases))
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(cases, func(c *trial) bool {
		said, failed := complaints[c.place.Package]
		if failed {
			c.notBuilt(said)
			j.step(c)
		}
		return failed
	}), nil
}

// buildAlone finds the attempts that make the compiler explode: it grades each
// in a build of its own.
func (j *Judge) buildAlone(ctx context.Context, w *workspace.Workspace, cases []*trial, excess *gotest.ExcessError) error {
	if len(cases) == 1 {
		cases[0].exploded(excess)
		j.step(cases[0])
		return nil
	}
	for _, c := range cases {
		if err := w.Reset(j.Course); err != nil {
			return err
		}
		if err := c.lay(w); err != nil {
			return err
		}
		alone := []*trial{c}
		built, err := j.build(ctx, w, alone)
		if errors.As(err, &excess) {
			err = j.buildAlone(ctx, w, alone, excess)
		}
		if err != nil {
			return err
		}
		if err := j.try(ctx, w, built, nil); err != nil {
			return err
		}
	}
	return nil
}

// try runs the tests of what was built, with go vet beside, unless that has been.
func (j *Judge) try(ctx context.Context, w *workspace.Workspace, cases []*trial, early *vetting) error {
	if len(cases) == 0 {
		return nil
	}
	g, ctx := errgroup.WithContext(ctx)
	var vet gotest.Complaints
	g.Go(func() (err error) {
		vet, err = j.vet(ctx, w, cases, early)
		return err
	})
	for _, c := range cases {
		g.Go(func() error {
			if err := c.try(ctx, w); err != nil {
				return fmt.Errorf("%s: %w", c.exercise.ID, err)
			}
			j.step(c)
			return nil
		})
	}
	if err := g.Wait(); err != nil {
		return err
	}
	for _, c := range cases {
		c.settle(vet[c.place.Vetted])
	}
	return nil
}

func placesOf(cases []*trial) []*workspace.Place {
	var ps []*workspace.Place
	for _, c := range cases {
		ps = append(ps, &c.place)
	}
	return ps
}

func (j *Judge) jobs() int {
	if j.Jobs > 0 {
		return j.Jobs
	}
	// One that is stuck waits for the watchdog, and needs no processor for that.
	return 2 * runtime.NumCPU()
}

func (j *Judge) begin(n int) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.done, j.total = 0, n
}

func (j *Judge) step(c *trial) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.done++
	c.verdict.Millis = time.Since(c.start).Milliseconds()
	if j.Progress != nil {
		j.Progress(j.done, j.total, string(c.exercise.ID))
	}
}
