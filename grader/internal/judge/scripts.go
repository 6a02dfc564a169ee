package judge

import (
	"context"
	"path/filepath"

	"github.com/concurrency-in-go/course/grader/internal/script"
	"github.com/concurrency-in-go/course/grader/internal/verdict"
	"github.com/concurrency-in-go/course/grader/internal/workspace"
	"golang.org/x/sync/errgroup"
)

// scriptProcessors are the values of GOMAXPROCS for scripts. They are fewer than
// [processors], for what costs time is to start a program.
var scriptProcessors = []int{1, 2, 8}

// tryScripts runs every script once for each number of processors, and those that
// ask for one run with one of the numbers. Each run is a process of its own, so
// there is nothing to isolate.
func (t *trial) tryScripts(ctx context.Context, w *workspace.Workspace) error {
	program := script.Program{Binary: t.place.Binary, Home: w.Home, Tmp: w.Tmp}
	var g errgroup.Group
	for i, c := range t.checks {
		g.Go(func() error {
			for _, procs := range t.scriptRuns(c, i) {
				f, err := t.tryScript(ctx, program, t.scripts[c.name], procs)
				if err != nil {
					return err
				}
				c.runs++
				if f == nil {
					continue
				}
				c.fail(*f)
				if f.hung {
					return nil
				}
			}
			return nil
		})
	}
	return g.Wait()
}

// scriptRuns lists the number of processors for each run of a script. Who asks for
// more runs than usual, to find out whether a script always passes, gets them.
func (t *trial) scriptRuns(c *check, number int) []int {
	n, first := len(scriptProcessors), 0
	if c.once {
		n, first = 1, number // another one of the numbers for each of them
	}
	if t.runs > usualRuns {
		n = t.runs
	}
	runs := make([]int, n)
	for i := range runs {
		runs[i] = scriptProcessors[(first+i)%len(scriptProcessors)]
	}
	return runs
}

func (t *trial) tryScript(ctx context.Context, p script.Program, file string, procs int) (*failure, error) {
	_, end, err := t.slots.take(ctx, 1)
	if err != nil {
		return nil, err
	}
	defer end()
	r, err := p.Run(ctx, file, procs)
	if err != nil || r.Outcome == verdict.Pass {
		return nil, err
	}
	text := string(t.source.Tests[filepath.Base(file)])
	f := &failure{outcome: r.Outcome, hung: r.Outcome.Hangs()}
	switch r.Outcome {
	case verdict.Race:
		f.finding = t.source.Race(r.Race)
	case verdict.Deadlock:
		f.finding = t.source.Stuck([]byte(r.Stuck))
	case verdict.Leak:
		f.finding = t.source.Leak([]byte(r.Leak))
	case verdict.Panic:
		f.finding = t.source.Panic([]byte(r.Log))
	case verdict.Timeout:
		f.finding = t.source.Busy([]byte(r.Busy))
	case verdict.Limit:
		f.finding.Message = "the program used more memory or wrote more than it may"
	case verdict.Tampered:
		f.finding.Message = "the program ended with exit code 0, but not by returning from main or calling os.Exit"
	case verdict.Wrong:
		f.finding = scriptFinding(text, r.Log)
		return f, nil
	}
	f.finding.Account = append(situation(text, r.Log), f.finding.Account...)
	return f, nil
}
