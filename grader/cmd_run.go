package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/concurrency-in-go/course/grader/internal/attempt"
	"github.com/concurrency-in-go/course/grader/internal/course"
	"github.com/concurrency-in-go/course/grader/internal/judge"
	"github.com/concurrency-in-go/course/grader/internal/progress"
	"github.com/concurrency-in-go/course/grader/internal/report"
	"github.com/concurrency-in-go/course/grader/internal/verdict"
	"github.com/spf13/cobra"
)

func (a *app) runCmd() *cobra.Command {
	return &cobra.Command{
		Use:   "run [ID…]",
		Short: "Grade your working copy",
		Long: `Grades the exercises of those names as they are in exercises/ now, and records
the result. Without a name it takes the next one that is not solved.`,
		Example:           "  grader run\n  grader run settings",
		ValidArgsFunction: a.completeIDs,
		RunE:              func(c *cobra.Command, ids []string) error { return a.runExercises(c.Context(), ids) },
	}
}

func (a *app) runExercises(ctx context.Context, ids []string) error {
	s, err := a.standings()
	if err != nil {
		return err
	}
	es, err := s.named(ids)
	if err != nil {
		return err
	}
	if len(es) == 0 {
		return report.Print(a.out, "Every exercise is solved.\n")
	}
	attempts, err := workingCopies(s.course, es)
	if err != nil {
		return err
	}
	verdicts, err := a.judge(ctx, &judge.Judge{Course: s.course}, attempts)
	if err != nil {
		return err
	}
	if err := (report.Text{Command: a.command}).Write(a.out, verdicts); err != nil {
		return &fault{err}
	}
	a.record(s.course, verdicts)
	return a.after(verdicts)
}

// workingCopies reads what stands in exercises/ now.
func workingCopies(c *course.Course, es []*course.Exercise) ([]*attempt.Attempt, error) {
	var all []*attempt.Attempt
	for _, e := range es {
		as, err := attempt.Read(c, shorter(e.Dir()), string(e.ID))
		if err != nil {
			return nil, err
		}
		all = append(all, as...)
	}
	return all, nil
}

// shorter returns the path as seen from here, where that is shorter.
func shorter(path string) string {
	here, err := os.Getwd()
	if err != nil {
		return path
	}
	rel, err := filepath.Rel(here, path)
	if err != nil || len(rel) >= len(path) {
		return path
	}
	return rel
}

// judge grades the attempts, with a bar if it takes long.
func (a *app) judge(ctx context.Context, j *judge.Judge, attempts []*attempt.Attempt) ([]verdict.Verdict, error) {
	update, stop := a.progress()
	defer stop()
	j.Progress = update
	verdicts, err := a.grade(ctx, j, attempts)
	if err != nil {
		return nil, &fault{err}
	}
	return verdicts, nil
}

// record writes the verdicts into the student's record. A course that cannot be
// written to loses the record, and not the verdict.
func (a *app) record(c *course.Course, verdicts []verdict.Verdict) {
	var entries []progress.Entry
	for _, v := range verdicts {
		if v.Outcome != verdict.Fault {
			entries = append(entries, progress.Graded(v, time.Now()))
		}
	}
	a.keep(c.Root, entries...)
}

func (a *app) keep(root string, entries ...progress.Entry) {
	if len(entries) == 0 {
		return
	}
	if err := progress.Append(root, entries...); err != nil {
		a.note(fmt.Sprintf("this could not be recorded: %v", err))
	}
}

// after says what comes next when everything has passed, and returns the error
// that stands for the verdicts otherwise.
func (a *app) after(verdicts []verdict.Verdict) error {
	if err := outcome(verdicts); err != nil {
		return err
	}
	s, err := a.standings()
	if err != nil {
		return err
	}
	return report.Print(a.out, "\n"+a.nextSteps(s.next()))
}

// outcome returns the error that stands for the verdicts: of the grader's own
// faults first, then of the attempts that failed.
func outcome(verdicts []verdict.Verdict) error {
	for _, v := range verdicts {
		if v.Outcome == verdict.Fault {
			return &fault{fmt.Errorf("%s could not be graded", v.Exercise)}
		}
	}
	if slices.ContainsFunc(verdicts, func(v verdict.Verdict) bool { return !v.Passed }) {
		return errFailed
	}
	return nil
}
