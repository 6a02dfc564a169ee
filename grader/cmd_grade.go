package main

import (
	"context"
	"errors"
	"fmt"
	"math"

	"github.com/concurrency-in-go/course/grader/internal/attempt"
	"github.com/concurrency-in-go/course/grader/internal/course"
	"github.com/concurrency-in-go/course/grader/internal/judge"
	"github.com/concurrency-in-go/course/grader/internal/report"
	"github.com/concurrency-in-go/course/grader/internal/verdict"
	"github.com/spf13/cobra"
)

// grading is the flags of grade.
type grading struct {
	exercise, format string
	jobs             int
	seed             uint64
}

func (a *app) gradeCmd() *cobra.Command {
	var g grading
	cmd := &cobra.Command{
		Use:   "grade PATH…",
		Short: "Grade attempts, wherever they are",
		Long: `Grades every attempt that the paths hold: the folder of an exercise, of a
chapter or of a whole repository, or one of these packed as .zip, .tar.gz or
.txtar. Only the files that an exercise declares are read. Nothing is recorded.

An attempt that cannot be read does not keep the others from being graded, but
the exit code is 2 then.`,
		Example: "  grader grade solutions/ch03/settings\n  grader grade --exercise settings ann.zip\n  grader grade --format json submissions/*",
		Args:    needs(1, math.MaxInt, "at least one path"),
		RunE:    func(c *cobra.Command, paths []string) error { return a.gradePaths(c.Context(), g, paths) },
	}
	f := cmd.Flags()
	f.StringVar(&g.exercise, "exercise", "", "the `ID`, where paths and files do not tell")
	f.StringVar(&g.format, "format", "text", "the `FORMAT`: text, or json for programs")
	jobsFlag(cmd, &g.jobs)
	f.Uint64Var(&g.seed, "seed", 0, "of the order of the tests (default: a new one)")
	must(cmd.RegisterFlagCompletionFunc("exercise", a.completeIDs))
	must(cmd.RegisterFlagCompletionFunc("format",
		cobra.FixedCompletions([]string{"text", "json"}, cobra.ShellCompDirectiveNoFileComp)))
	return cmd
}

// jobsFlag gives cmd the flag that every command has which runs attempts.
func jobsFlag(cmd *cobra.Command, jobs *int) {
	cmd.Flags().IntVarP(jobs, "jobs", "j", 0, "how many processes run at once (default: two a core)")
}

// must is for errors that only a slip in this program makes.
func must(err error) {
	if err != nil {
		panic(err)
	}
}

func (a *app) gradePaths(ctx context.Context, g grading, paths []string) error {
	if err := g.valid(); err != nil {
		return err
	}
	c, err := a.course()
	if err != nil {
		return err
	}
	attempts, lost := g.read(c, paths)
	if len(attempts) == 0 {
		return lost
	}
	verdicts, err := a.judge(ctx, &judge.Judge{Course: c, Jobs: g.jobs, Seed: g.seed}, attempts)
	if err != nil {
		return err
	}
	if err := a.show(g.format, verdicts); err != nil {
		return &fault{err}
	}
	return worst(outcome(verdicts), lost)
}

func (g grading) valid() error {
	if g.format != "text" && g.format != "json" {
		return &usage{fmt.Errorf("--format is %q", g.format), "it is text or json"}
	}
	return countable("--jobs", g.jobs)
}

// countable refuses a number below zero. Zero stands for the default.
func countable(flag string, n int) error {
	if n < 0 {
		return &usage{fmt.Errorf("%s is %d", flag, n), "it is a number from 1"}
	}
	return nil
}

// read reads the attempts of all paths, and joins what is wrong with the others.
func (g grading) read(c *course.Course, paths []string) ([]*attempt.Attempt, error) {
	var all []*attempt.Attempt
	var lost []error
	for _, p := range paths {
		as, err := attempt.Read(c, p, g.exercise)
		all = append(all, as...)
		if err != nil {
			lost = append(lost, err)
		}
	}
	return all, errors.Join(lost...)
}

func (a *app) show(format string, verdicts []verdict.Verdict) error {
	if format == "text" {
		return report.Text{Command: a.command}.Write(a.out, verdicts)
	}
	for _, v := range verdicts {
		if err := report.JSON(a.out, v); err != nil {
			return err
		}
	}
	return nil
}

// worst returns the error that decides the exit code, and drops none that has
// something to say: a fault before what could not be read, that before a failure.
func worst(graded, lost error) error {
	switch {
	case lost == nil:
		return graded
	case graded == nil || errors.Is(graded, errFailed):
		return lost
	}
	return errors.Join(lost, graded)
}
