package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/concurrency-in-go/course/grader/internal/course"
	"github.com/concurrency-in-go/course/grader/internal/judge"
	"github.com/concurrency-in-go/course/grader/internal/proof"
	"github.com/concurrency-in-go/course/grader/internal/report"
	"github.com/spf13/cobra"
)

func (a *app) checkCmd() *cobra.Command {
	var jobs int
	var opts proof.Options
	cmd := &cobra.Command{
		Use:   "check [ID…]",
		Short: "Prove exercises: for those who write them",
		Long: `Proves that exercises hold: the stub fails and the solution passes, other right
attempts pass, and each wrong attempt is caught by the test and with the outcome
that it declares; and that nothing is missing, unformatted or idle. Without a
name it proves the whole course.`,
		Example:           "  grader check settings\n  grader check --update",
		ValidArgsFunction: a.completeIDs,
		RunE:              func(c *cobra.Command, ids []string) error { return a.check(c.Context(), ids, jobs, opts) },
	}
	f := cmd.Flags()
	jobsFlag(cmd, &jobs)
	f.IntVar(&opts.Runs, "runs", 0, "how often each test runs (default: as in grading)")
	f.BoolVar(&opts.Update, "update", false, "write exercises/stubs.txtar for the stubs as they are")
	return cmd
}

func (a *app) check(ctx context.Context, ids []string, jobs int, opts proof.Options) error {
	if err := countable("--jobs", jobs); err != nil {
		return err
	}
	if err := countable("--runs", opts.Runs); err != nil {
		return err
	}
	c, err := a.course()
	if err != nil {
		return err
	}
	if !c.Complete() {
		return &usage{
			errors.New("this copy of the course has no solutions and no hidden tests to prove exercises with"),
			fmt.Sprintf("it is a student's copy; `%s run` tries your own solution", a.command),
		}
	}
	es := c.Exercises()
	if len(ids) > 0 {
		if es, err = exercises(c, ids); err != nil {
			return err
		}
	}
	update, stop := a.progress()
	defer stop()
	opts.Progress = update
	problems, err := proof.Check(ctx, &judge.Judge{Course: c, Jobs: jobs}, es, opts)
	if err != nil {
		return &fault{err}
	}
	stop()
	return a.showProblems(es, problems)
}

func (a *app) showProblems(es []*course.Exercise, problems []proof.Problem) error {
	var b strings.Builder
	for _, p := range problems {
		where := cmp.Or(p.Where, string(p.Exercise))
		b.WriteString(report.Wrap(report.Clean(where+": "+p.Message), ""))
		b.WriteString(report.Wrap(report.Clean(p.Hint), "  "))
	}
	if len(problems) == 0 {
		fmt.Fprintf(&b, "%s %s\n", report.Good("proved:"), plural(fmt.Sprint(len(es)), "exercise"))
	} else {
		fmt.Fprintf(&b, "\n%s\n", report.Bad(plural(fmt.Sprint(len(problems)), "problem")))
	}
	if err := report.Print(a.out, b.String()); err != nil {
		return err
	}
	if len(problems) > 0 {
		return errFailed
	}
	return nil
}
