package judge

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/concurrency-in-go/course/grader/internal/diagnose"
	"github.com/concurrency-in-go/course/grader/internal/gotest"
	"github.com/concurrency-in-go/course/grader/internal/verdict"
	"golang.org/x/sync/errgroup"
)

// tryTests runs the whole suite. If anything fails it runs alone every test that is
// not cleared.
func (t *trial) tryTests(ctx context.Context, suite gotest.Suite) error {
	if t.focus != nil && t.focus.Rare {
		return t.seekRare(ctx, suite)
	}
	if t.focus != nil {
		return t.isolate(ctx, suite, t.checks)
	}
	rounds := roundsFor(t.runs)
	whole, err := t.runHurried(ctx, &suite, rounds)
	if err != nil {
		return err
	}
	if len(whole) == len(processors) && !slices.ContainsFunc(whole, failed) {
		for _, c := range t.checks {
			c.runs = len(processors) * rounds
		}
		return nil
	}
	unclaimed := t.blame(whole)
	left := t.checks
	if unclaimed == nil {
		if left, err = t.clear(ctx, suite); err != nil {
			return err
		}
	}
	if err := t.isolate(ctx, suite, left); err != nil {
		return err
	}
	if unclaimed != nil && !slices.ContainsFunc(t.checks, func(c *check) bool { return len(c.failed) > 0 }) {
		// All tests pass alone, but together they do not.
		c := &check{name: "suite", weight: 1, runs: 1}
		c.fail(t.explain(unclaimed))
		t.checks = append(t.checks, c)
	}
	return nil
}

// runHurried runs the suite with little time for each test, and little to print. One
// that needs more is tried alone, with all that there is. If it fails even so, the
// attempt spins or prints without end, and the suite stays in a hurry: otherwise every
// test that does would cost many seconds of a processor. If it does not, the suite runs
// again with more.
func (t *trial) runHurried(ctx context.Context, suite *gotest.Suite, rounds int) ([]*gotest.Process, error) {
	unhurried := *suite
	suite.Hurry = true
	whole, err := t.runWhole(ctx, *suite, rounds)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(whole, (*gotest.Process).Endless)
	if i < 0 {
		*suite = unhurried
		return whole, nil
	}
	if test := whole[i].Running(); test != "" {
		p, err := t.runAlone(ctx, unhurried, test, 2, 1, 0)
		if err != nil || failed(p) {
			return whole, err
		}
	}
	*suite = unhurried
	return t.runWhole(ctx, *suite, rounds)
}

func failed(p *gotest.Process) bool { return p.Outcome() != verdict.Pass }

// runWhole runs the suite once for each number of processors, as far as it
// passes: a failure makes the rest superfluous, what has begun of it too.
func (t *trial) runWhole(ctx context.Context, suite gotest.Suite, rounds int) ([]*gotest.Process, error) {
	all := make([]*gotest.Process, len(processors))
	giveUp, stop := context.WithCancel(ctx)
	defer stop()
	var g errgroup.Group
	for i, procs := range processors {
		g.Go(func() error {
			// On two processors a small one runs beside a big one, and no two big ones:
			// goroutines on processors that are shared rarely meet.
			idle, end, err := t.slots.take(giveUp, max(1, procs-1))
			if err != nil {
				return nil // given up
			}
			defer end()
			s := suite
			s.Idle = idle // who is stuck needs no processor
			p, err := s.Run(giveUp, s.Tests, procs, rounds, t.verdict.Seed+uint64(i))
			if err != nil && giveUp.Err() != nil {
				return nil
			}
			if err != nil {
				return err
			}
			all[i] = p
			if failed(p) {
				stop()
			}
			return nil
		})
	}
	if err := g.Wait(); err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, context.Cause(ctx)
	}
	return slices.DeleteFunc(all, func(p *gotest.Process) bool { return p == nil }), nil
}

// blame books what the whole runs have shown to the tests that they have shown it
// of. It returns a failed run that no test can be blamed for, if there is one.
func (t *trial) blame(whole []*gotest.Process) (unclaimed *gotest.Process) {
	for _, p := range whole {
		outcome := p.Outcome()
		claimed := outcome == verdict.Pass
		running := p.Running()
		for _, c := range t.checks {
			for _, r := range p.Events.Of(c.name) {
				switch {
				case r.Verdict == "PASS":
					c.runs++
				case r.Ended || c.name == running && outcome != verdict.Pass:
					c.runs++
					claimed = true
					c.fail(t.explainTest(p, c.name, r))
				}
			}
		}
		if !claimed {
			unclaimed = p
		}
	}
	return unclaimed
}

// isolate runs each test in processes of its own. A test that has hung in the
// whole run is not run again; one that fails runs five times, to tell "always"
// from "now and then".
func (t *trial) isolate(ctx context.Context, suite gotest.Suite, checks []*check) error {
	var g errgroup.Group
	for _, c := range checks {
		g.Go(func() error { return t.isolateOne(ctx, suite, c) })
	}
	return g.Wait()
}

func (t *trial) isolateOne(ctx context.Context, suite gotest.Suite, c *check) error {
	seen := c.failed
	if c.hung() {
		// The whole run has shown it already, with the same account.
		return nil
	}
	alone := &check{name: c.name}
	for i := 0; alone.runs < t.times; i++ {
		procs := []int{2, 1, 4, 8, 2}[i%5]
		count := 1
		if i == 1 && len(alone.failed) == 0 && len(seen) == 0 {
			count = t.times - 1 // it seems to pass: the rest in one process
		}
		p, err := t.runAlone(ctx, suite, c.name, procs, count, uint64(i))
		if err != nil {
			return err
		}
		if failed(p) {
			alone.runs++
			f := t.explain(p)
			alone.fail(f)
			if f.hung {
				break
			}
			continue
		}
		alone.runs += count
	}
	if len(alone.failed) > 0 {
		c.runs, c.failed = alone.runs, alone.failed // the cleaner evidence
	} else {
		c.runs += alone.runs
	}
	return nil
}

// seekRare runs each test until it fails once, many times if need be.
func (t *trial) seekRare(ctx context.Context, suite gotest.Suite) error {
	const processes, times = 40, 5
	for _, c := range t.checks {
		for i := 0; i < processes && len(c.failed) == 0; i++ {
			p, err := t.runAlone(ctx, suite, c.name, processors[(i+1)%len(processors)], times, uint64(i))
			if err != nil {
				return err
			}
			c.runs += times
			if failed(p) {
				c.fail(t.explain(p))
			}
		}
	}
	return nil
}

func (t *trial) runAlone(ctx context.Context, suite gotest.Suite, test string, procs, count int, n uint64) (*gotest.Process, error) {
	idle, end, err := t.slots.take(ctx, 1)
	if err != nil {
		return nil, err
	}
	defer end()
	suite.Idle = idle
	return suite.Run(ctx, []string{test}, procs, count, t.verdict.Seed+n)
}

// explain turns a process that failed into a failure of the test that it ran.
func (t *trial) explain(p *gotest.Process) failure {
	outcome := p.Outcome()
	f := failure{outcome: outcome, hung: outcome.Hangs() || p.Stopped()}
	switch outcome {
	case verdict.Race:
		f.finding = t.source.Race(p.Race)
		if len(p.Race) == 0 { // the runtime itself has seen it: "concurrent map writes"
			f.finding = t.source.Panic(p.Stderr)
		}
	case verdict.Deadlock:
		f.finding = t.source.Stuck([]byte(p.Stuck))
		if p.Stuck == "" {
			f.finding = t.source.Stuck(p.Stderr)
		}
	case verdict.Leak:
		f.finding = t.source.Leak([]byte(p.Leak))
		if p.Leak == "" {
			f.finding = t.source.Leak(p.Stderr)
		}
	case verdict.Panic:
		f.finding = t.source.Panic(p.Stderr)
	case verdict.Wrong:
		f.finding = t.source.Failure(p.Stdout)
	case verdict.Timeout:
		f.finding = t.source.Busy([]byte(cmp.Or(p.Busy, string(p.Stderr))))
	case verdict.Limit:
		f.finding = diagnose.Finding{Message: limitMessage(p)}
	case verdict.Tampered:
		f.finding = diagnose.Finding{Message: tamperedMessage(p)}
	}
	if f.finding.Message == "" {
		f.finding.Message = string(outcome)
	}
	return f
}

// explainTest is explain for one test of a whole run. When the process has other
// tests on its account too, only an assertion can be laid at this test's door.
func (t *trial) explainTest(p *gotest.Process, test string, r *gotest.Event) failure {
	if !r.Ended {
		return t.explain(p)
	}
	f := failure{outcome: verdict.Wrong, finding: t.source.Failure(r.Output)}
	if strings.Contains(string(r.Output), "race detected during execution of test") {
		f = failure{outcome: verdict.Race, finding: t.source.Race(p.Race)}
	}
	return f
}

func limitMessage(p *gotest.Process) string {
	switch p.Result.Excess {
	case "output":
		return "printed more than it may: is there a loop that prints and never ends?"
	case "processes":
		return "started more processes than it may"
	}
	return "used more memory than it may: does something grow without end, such as goroutines, a buffer or a recursion?"
}

func tamperedMessage(p *gotest.Process) string {
	switch {
	case p.Result.ExitCode == 0 && !p.Sealed:
		return "the program ended before the tests did, and claimed success: nothing in an exercise may end the program"
	case p.Sealed:
		return "the output claims tests that were not run, or claims them twice: nothing may print what looks like a test's result"
	}
	return "the program ended in a way in which no test ends: nothing in an exercise may end the program"
}
