package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/concurrency-in-go/course/grader/internal/class"
	"github.com/concurrency-in-go/course/grader/internal/gradebook"
	"github.com/concurrency-in-go/course/grader/internal/report"
	"github.com/concurrency-in-go/course/grader/internal/verdict"
	"github.com/spf13/cobra"
)

// regrading is the flags of regrade.
type regrading struct {
	preview, apply bool
	roster         string
	jobs           int
}

func (a *app) regradeCmd() *cobra.Command {
	var r regrading
	cmd := &cobra.Command{
		Use:   "regrade GRADEBOOK DIR",
		Short: "Show what a change of the tests does to a class, and apply it",
		Long: `Grades again what the gradebook holds scores for that come from other tests
than those of now, or from another version of Go, and shows whose score changes,
by how much, and by which test. DIR holds what was handed in. An attempt that
has changed since is left alone: "class" grades it.

--preview writes nothing. --apply adds the new records to the gradebook; the old
ones stay in it. Who was late stays late.`,
		Example: "  grader regrade gradebook.jsonl submissions --preview\n  grader regrade gradebook.jsonl submissions --apply",
		Args:    needs(2, 2, "a gradebook and a folder"),
		RunE:    func(c *cobra.Command, args []string) error { return a.regrade(c.Context(), r, args[0], args[1]) },
	}
	f := cmd.Flags()
	f.BoolVar(&r.preview, "preview", false, "show what would change")
	f.BoolVar(&r.apply, "apply", false, "write it too")
	f.StringVar(&r.roster, "roster", "", "`FILE` with the class (default: those in the gradebook)")
	jobsFlag(cmd, &r.jobs)
	return cmd
}

func (a *app) regrade(ctx context.Context, r regrading, book, dir string) error {
	if r.preview == r.apply {
		return &usage{errors.New("say either --preview or --apply"), "--preview shows what would change, and writes nothing"}
	}
	src, err := a.regradeSource(r, book, dir)
	if err != nil {
		return err
	}
	if r.apply {
		if err := a.repair(book); err != nil {
			return err
		}
	}
	c, err := a.survey(ctx, src)
	if err != nil {
		return err
	}
	g, stop := a.classGrader(src, r.jobs)
	defer stop()
	re, err := g.Regrade(ctx, c, book, r.apply)
	stop()
	if err != nil {
		if r.apply {
			return a.unfinished(err, book)
		}
		return &fault{err}
	}
	if len(re.Moved) > 0 {
		a.note(fmt.Sprintf("%s not the recorded ones any more, and left alone: %s; `%s class` grades them", are(len(re.Moved), "attempt"), some(re.Moved), a.command))
	}
	if err := report.Print(a.out, a.regraded(re, r.apply, book, dir)); err != nil {
		return &fault{err}
	}
	return faults(re.Faults, "they keep the score that they have; run the same command again")
}

func (a *app) regradeSource(r regrading, book, dir string) (src class.Source, err error) {
	if err := countable("--jobs", r.jobs); err != nil {
		return src, err
	}
	src.Dir = dir
	if src.Course, err = a.course(); err != nil {
		return src, err
	}
	b, _, err := gradebook.Read(book)
	if err != nil {
		return src, err
	}
	src.Roster = class.Known(b)
	if r.roster != "" {
		src.Roster, err = class.ReadRoster(r.roster)
	}
	return src, err
}

// regraded says what has come of it.
func (a *app) regraded(re *class.Regrading, applied bool, book, dir string) string {
	switch {
	case re.Stale == 0:
		return report.Wrap(fmt.Sprintf("Nothing to grade again: %s from the tests as they are now.", come(re.Records)), "")
	case len(re.Changes) == 0:
		return report.Wrap(fmt.Sprintf("Graded again: %d of %s. No score changes.", re.Stale, plural(fmt.Sprint(re.Records), "record")), "")
	}
	var b strings.Builder
	b.WriteString(changes(re.Changes))
	fmt.Fprintf(&b, "\nGraded again: %d of %s. Changed: %d.\n", re.Stale, plural(fmt.Sprint(re.Records), "record"), len(re.Changes))
	if applied {
		b.WriteString(report.Wrap("The new records are in "+report.Clean(book)+".", ""))
	} else {
		b.WriteString("Nothing was written. To write it:\n\n  " + report.Strong(fmt.Sprintf("%s regrade %s %s --apply", a.command, report.Clean(book), report.Clean(dir))) + "\n")
	}
	return b.String()
}

// changes is a table of whose score changes, with the reasons between its lines.
func changes(all []class.Change) string {
	var rows [][]string
	for _, c := range all {
		rows = append(rows, []string{
			report.OneLine(c.After.Student), c.After.Exercise,
			points(c.Before.Verdict) + " → " + points(c.After.Verdict), signed(c.After.Points - c.Before.Points),
		})
	}
	lines := strings.SplitAfter(report.Table(rows), "\n")
	var b strings.Builder
	for i, c := range all {
		b.WriteString(lines[i])
		const most = 4
		for n, why := range c.Why {
			if n == most {
				fmt.Fprintf(&b, "      and %d more\n", len(c.Why)-most)
				break
			}
			b.WriteString(report.Wrap(report.OneLine(why), "      "))
		}
	}
	return b.String()
}

func points(v verdict.Verdict) string { return report.Points(v.Points) + "/" + report.Points(v.Max) }

func signed(points float64) string {
	if points > 0 {
		return "+" + report.Points(points)
	}
	return report.Points(points)
}

func are(n int, noun string) string {
	if n == 1 {
		return "1 " + noun + " is"
	}
	return fmt.Sprintf("%d %ss are", n, noun)
}

func come(records int) string {
	if records == 1 {
		return "the one record comes"
	}
	return fmt.Sprintf("all %d records come", records)
}

// some lists a few of the names.
func some(names []string) string {
	const most = 3
	if len(names) > most {
		names = append(names[:most:most], "…")
	}
	return strings.Join(names, ", ")
}
