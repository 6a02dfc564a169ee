package main

import (
	"fmt"
	"strconv"
	"time"

	"github.com/concurrency-in-go/course/grader/internal/course"
	"github.com/concurrency-in-go/course/grader/internal/progress"
	"github.com/concurrency-in-go/course/grader/internal/report"
	"github.com/spf13/cobra"
)

func (a *app) hintCmd() *cobra.Command {
	return &cobra.Command{
		Use:   "hint [ID [N]]",
		Short: "Show one more hint",
		Long: `Shows the next hint of the exercise that has not been shown yet, or the hint of
that number. Hints go from a nudge over the idea to nearly the code. Without a
name it takes the next exercise that is not solved.`,
		Example:           "  grader hint\n  grader hint settings\n  grader hint settings 1",
		Args:              needs(0, 2, "an exercise and the number of a hint"),
		ValidArgsFunction: a.completeOneID,
		RunE:              func(_ *cobra.Command, args []string) error { return a.hint(args) },
	}
}

// completeOneID is completion for commands that take a single exercise.
func (a *app) completeOneID(c *cobra.Command, given []string, typed string) ([]string, cobra.ShellCompDirective) {
	if len(given) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return a.completeIDs(c, given, typed)
}

func (a *app) hint(args []string) error {
	s, err := a.standings()
	if err != nil {
		return err
	}
	es, err := s.named(args[:min(len(args), 1)])
	if err != nil {
		return err
	}
	if len(es) == 0 {
		return report.Print(a.out, "Every exercise is solved.\n")
	}
	e := es[0]
	n, err := whichHint(e, args, s.record.Hints(e.ID))
	if err != nil {
		return err
	}
	if err := report.Print(a.out, a.hintText(s.course, e, n)); err != nil {
		return err
	}
	if n > s.record.Hints(e.ID) {
		a.keep(s.course.Root, progress.Hinted(e.ID, n, time.Now()))
	}
	return nil
}

// whichHint returns the number of the hint to show, from 1: the one asked for, or
// the next. After the last one it stays with that.
func whichHint(e *course.Exercise, args []string, shown int) (int, error) {
	last := len(e.Hints)
	if last == 0 {
		return 0, &usage{fmt.Errorf("%s has no hints", e.ID), "its README says which section of the book it practises"}
	}
	if len(args) < 2 {
		return min(shown+1, last), nil
	}
	n, err := strconv.Atoi(args[1])
	if err != nil || n < 1 || n > last {
		return 0, &usage{fmt.Errorf("%s has no hint %q", e.ID, args[1]), fmt.Sprintf("its hints are 1 to %d", last)}
	}
	return n, nil
}

func (a *app) hintText(c *course.Course, e *course.Exercise, n int) string {
	text := report.Strong(fmt.Sprintf("%s, hint %d of %d", e.ID, n, len(e.Hints))) + "\n\n" +
		report.Wrap(e.Hints[n-1], "  ") + "\n"
	if n < len(e.Hints) {
		return text + fmt.Sprintf("one more: %s hint %s\n", a.command, e.ID.Name())
	}
	if !c.Complete() {
		return text + "This is the last one.\n" // in a student's copy
	}
	return text + fmt.Sprintf("This is the last one. The solution: %s solution --stuck %s\n", a.command, e.ID.Name())
}
