package main

import (
	"context"
	"errors"
	"fmt"
	"math"
	"os"

	"github.com/concurrency-in-go/course/grader/internal/attempt"
	"github.com/concurrency-in-go/course/grader/internal/class"
	"github.com/concurrency-in-go/course/grader/internal/gradebook"
	"github.com/concurrency-in-go/course/grader/internal/judge"
	"github.com/concurrency-in-go/course/grader/internal/report"
	"github.com/concurrency-in-go/course/grader/internal/verdict"
	"github.com/spf13/cobra"
)

// classwork is the flags of class.
type classwork struct {
	roster, gradebook, shard, deadline string
	jobs                               int
}

func (a *app) classCmd() *cobra.Command {
	var w classwork
	cmd := &cobra.Command{
		Use:   "class DIR [ID…]",
		Short: "Grade a whole class into a gradebook",
		Long: `Grades what DIR holds: a folder or an archive for each student, or what
` + "`gh classroom clone`" + ` left there. Without IDs it grades every exercise that
anybody handed in. Who is on the roster and handed in nothing gets a record that
says so; who is not on the roster is left out.

The gradebook only grows, one line for each grading. What it holds already is
not graded again, so after an interruption the same command goes on where it
was. Of attempts that are the same, one is built. When the tests or the version
of Go have changed, all attempts are graded again; see "regrade".

--deadline marks records as late, and takes no points off. What counts is the
submission_timestamp in the roster. Where there is none, it is the time of the
newest of the attempt's files, which says no more than what the student's
machine, or the unpacking, made of it. The files of a git clone are as old as
the clone, so nobody is late by them; and dates of commits are set freely by
those who commit, so they are not looked at.

It exits with 0 when everything was graded, however it went, and with 3 when
something could not be: the same command tries that again.`,
		Example: `  grader class submissions --roster classroom_roster.csv
  grader class ch03-submissions --deadline "2026-11-24 23:59" settings pipeline
  grader class submissions --shard 2/8 --gradebook shard2.jsonl`,
		Args:              needs(1, math.MaxInt, "a folder, and exercises"),
		ValidArgsFunction: a.completeDirThenIDs,
		RunE:              func(c *cobra.Command, args []string) error { return a.class(c.Context(), w, args[0], args[1:]) },
	}
	f := cmd.Flags()
	f.StringVar(&w.roster, "roster", "", "`FILE` with the class: its head is name,username")
	f.StringVar(&w.gradebook, "gradebook", "gradebook.jsonl", "the `FILE` to write to")
	f.StringVar(&w.shard, "shard", "", "grade one part, `I/N`, of the class; \"merge\" joins them")
	f.StringVar(&w.deadline, "deadline", "", "`TIME` like 2026-11-24T23:59:00Z or \"2026-11-24 23:59\"")
	jobsFlag(cmd, &w.jobs)
	return cmd
}

// completeDirThenIDs lets the shell complete the folder.
func (a *app) completeDirThenIDs(c *cobra.Command, given []string, typed string) ([]string, cobra.ShellCompDirective) {
	if len(given) == 0 {
		return nil, cobra.ShellCompDirectiveFilterDirs
	}
	return a.completeIDs(c, given[1:], typed)
}

func (a *app) class(ctx context.Context, w classwork, dir string, ids []string) error {
	src, shard, err := a.classSource(w, dir, ids)
	if err != nil {
		return err
	}
	if err := a.repair(w.gradebook); err != nil {
		return err
	}
	c, err := a.survey(ctx, src)
	if err != nil {
		return err
	}
	g, stop := a.classGrader(src, w.jobs)
	defer stop()
	g.Shard = shard
	sum, err := g.Run(ctx, c, w.gradebook)
	stop()
	if err != nil {
		return a.unfinished(err, w.gradebook)
	}
	if err := report.Print(a.out, a.classSummary(sum, w)); err != nil {
		return &fault{err}
	}
	return faults(sum.Faults, "run the same command again: what could not be graded has no score, and is tried again")
}

// classSource understands the arguments.
func (a *app) classSource(w classwork, dir string, ids []string) (src class.Source, shard class.Shard, err error) {
	if err := countable("--jobs", w.jobs); err != nil {
		return src, shard, err
	}
	src.Dir = dir
	if w.shard != "" {
		if shard, err = class.ParseShard(w.shard); err != nil {
			return src, shard, &usage{err, "it is like 2/8: the second of eight"}
		}
	}
	if w.deadline != "" {
		if src.Deadline, err = class.Deadline(w.deadline); err != nil {
			return src, shard, &usage{err, "write it like 2026-11-24T23:59:00Z, or \"2026-11-24 23:59\" for local time"}
		}
	}
	if src.Course, err = a.course(); err != nil {
		return src, shard, err
	}
	if src.Exercises, err = exercises(src.Course, ids); err != nil {
		return src, shard, err
	}
	if w.roster != "" {
		src.Roster, err = class.ReadRoster(w.roster)
	}
	return src, shard, err
}

// repair cuts off what a crash has left at the end of a gradebook.
func (a *app) repair(book string) error {
	torn, err := gradebook.Repair(book)
	if err != nil {
		return err
	}
	if torn != nil {
		a.note(fmt.Sprintf("%s: line %d was torn off in the middle, by a crash or a full disk. It is cut off; its attempt is graded again.", book, torn.Line))
	}
	return nil
}

func (a *app) survey(ctx context.Context, src class.Source) (*class.Class, error) {
	c, err := class.Survey(ctx, src)
	if err != nil {
		return nil, err
	}
	for _, n := range c.Notes {
		a.note(n)
	}
	return c, nil
}

// classGrader returns a grader that shows how far it is: with a bar on a terminal,
// and with a line for each student elsewhere.
func (a *app) classGrader(src class.Source, jobs int) (*class.Grader, func()) {
	update, stop := a.progress()
	g := &class.Grader{Rules: judge.Rules, Go: a.goVersion, Progress: update}
	g.Grade = func(ctx context.Context, attempts []*attempt.Attempt, progress func(int, int, string)) ([]verdict.Verdict, error) {
		return a.grade(ctx, &judge.Judge{Course: src.Course, Jobs: jobs, Progress: progress}, attempts)
	}
	if update == nil {
		g.Finished = a.finished
	}
	return g, stop
}

func (a *app) finished(s class.Score) {
	line := fmt.Sprintf("%d/%d  %s  %d of %d passed, %s/%s points",
		s.Done, s.Class, report.OneLine(s.Student.ID), s.Passed, s.Of, report.Points(s.Points), report.Points(s.Max))
	if s.Faults > 0 {
		line += fmt.Sprintf(", %d not graded", s.Faults)
	}
	report.Print(a.err, report.Wrap(line, ""))
}

func (a *app) classSummary(s class.Summary, w classwork) string {
	book := report.OneLine(w.gradebook)
	next := "report " + book
	if w.shard != "" {
		next = "merge gradebook.jsonl " + book + " …"
	}
	rows := [][]string{
		{"students", fmt.Sprint(s.Students)},
		{"attempts", fmt.Sprintf("%d, of which %s passed", s.Attempts, share(s.Passed, s.Attempts))},
		{"missing", fmt.Sprint(s.Missing)},
		{"graded", fmt.Sprintf("%d now; %d were known, or are the same as another", s.Graded, s.Reused)},
		{"gradebook", book},
	}
	return report.Table(rows) + "\nnext: " + report.Strong(a.command+" "+next) + "\n"
}

// share writes a part of all in percent.
func share(part, all int) string {
	if all == 0 {
		return "none"
	}
	return fmt.Sprintf("%d (%d%%)", part, part*100/all)
}

// faults returns the error for what could not be graded, or nil.
func faults(which []string, hint string) error {
	if len(which) == 0 {
		return nil
	}
	return &fault{&usage{fmt.Errorf("%s could not be graded: %s", plural(fmt.Sprint(len(which)), "attempt"), some(which)), hint}}
}

// unfinished says whose matter it is that a run ended early. A line that is no record
// is the user's; all else is the grader's.
func (a *app) unfinished(err error, book string) error {
	var bad *gradebook.Error
	if errors.As(err, &bad) && bad.Line > 0 {
		return err
	}
	if _, none := os.Stat(book); none != nil {
		return &fault{err}
	}
	a.note(fmt.Sprintf("what was graded so far is in %s: the same command goes on from there", book))
	return &fault{err}
}
