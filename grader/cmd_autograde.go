package main

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/concurrency-in-go/course/grader/internal/attempt"
	"github.com/concurrency-in-go/course/grader/internal/autograde"
	"github.com/concurrency-in-go/course/grader/internal/course"
	"github.com/concurrency-in-go/course/grader/internal/judge"
	"github.com/concurrency-in-go/course/grader/internal/verdict"
	"github.com/spf13/cobra"
)

// autograding is the flags of autograde.
type autograding struct {
	chapter, format string
	jobs            int
}

var pushFormats = []string{"text", "github", "classroom50"}

func (a *app) autogradeCmd() *cobra.Command {
	var g autograding
	cmd := &cobra.Command{
		Use:   "autograde",
		Short: "Grade a whole repository on every push: for classrooms",
		Long: `Grades every exercise of the course that it is in, as the files in exercises/
are now, and writes the result in a classroom's format. What is as it was
shipped is not built: it is not begun, and worth nothing yet.

github is for a step of GitHub Actions: it sets the output "result", which the
reporter of GitHub Classroom reads, writes the step's summary, and annotates the
student's lines. classroom50 writes ./result.json. Both exit with 0 whether the
attempts pass or not, because the result says it; text exits like grade does.

It runs on the student's machine, with the student's copy of the grader: what it
says is feedback. The grade is what the instructor's run says.`,
		Example: "  grader autograde\n  grader autograde --chapter ch03 --format github",
		Args:    needs(0, 0, "no arguments"),
		RunE:    func(c *cobra.Command, _ []string) error { return a.autograde(c.Context(), g) },
	}
	f := cmd.Flags()
	f.StringVar(&g.chapter, "chapter", "", "the `CHAPTER` to grade, as ch03 (default: all)")
	f.StringVar(&g.format, "format", "", "the `FORMAT`: text, github or classroom50\n(default: github in GitHub Actions, text elsewhere)")
	jobsFlag(cmd, &g.jobs)
	must(cmd.RegisterFlagCompletionFunc("chapter", a.completeChapters))
	must(cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(pushFormats, cobra.ShellCompDirectiveNoFileComp)))
	return cmd
}

// completeChapters offers the chapters that have exercises.
func (a *app) completeChapters(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	var ids []string
	if c, err := a.course(); err == nil {
		for _, ch := range c.Chapters {
			ids = append(ids, ch.ID+"\t"+ch.Title)
		}
	}
	return ids, cobra.ShellCompDirectiveNoFileComp
}

func (a *app) autograde(ctx context.Context, g autograding) error {
	if err := g.settle(); err != nil {
		return err
	}
	if inActions() || g.format != "text" {
		a.err = autograde.NewQuiet(a.err) // errors name files and keys, which are the student's
	}
	p, err := a.poster(g)
	if err != nil {
		return err
	}
	c, err := a.course()
	if err != nil {
		return err
	}
	es, err := chapterOf(c, g.chapter)
	if err != nil {
		return err
	}
	verdicts, err := a.score(ctx, c, es, g.jobs)
	if err != nil {
		return err
	}
	return p.post(c, cmp.Or(g.chapter, "course"), verdicts)
}

// settle fills in the format, and refuses what there is not.
func (g *autograding) settle() error {
	if g.format == "" {
		g.format = "text"
		if inActions() {
			g.format = "github"
		}
	}
	if !slices.Contains(pushFormats, g.format) {
		return &usage{fmt.Errorf("--format is %q", g.format), "it is " + strings.Join(pushFormats, ", ")}
	}
	return countable("--jobs", g.jobs)
}

// inActions reports whether GitHub Actions reads what is printed, for commands.
func inActions() bool { return os.Getenv("GITHUB_ACTIONS") == "true" }

// chapterOf returns the exercises of the chapter, or without a name of all.
func chapterOf(c *course.Course, id string) ([]*course.Exercise, error) {
	if id == "" {
		return c.Exercises(), nil
	}
	var ids []string
	for _, ch := range c.Chapters {
		if ch.ID == id && len(ch.Exercises) > 0 {
			return ch.Exercises, nil
		}
		if len(ch.Exercises) > 0 {
			ids = append(ids, ch.ID)
		}
	}
	return nil, &usage{fmt.Errorf("there are no exercises of a chapter %q", id), "the chapters with exercises are " + strings.Join(ids, ", ")}
}

// score returns a verdict for each exercise. Only what has been begun and can be
// read goes to the judge.
func (a *app) score(ctx context.Context, c *course.Course, es []*course.Exercise, jobs int) ([]verdict.Verdict, error) {
	stubs, err := c.Stubs()
	if err != nil {
		return nil, err
	}
	all := make([]verdict.Verdict, len(es))
	var attempts []*attempt.Attempt
	var at []int
	for i, e := range es {
		as, err := attempt.Read(c, shorter(e.Dir()), string(e.ID))
		switch {
		case err != nil:
			all[i] = autograde.Unread(e, err)
		case as[0].SameAs(stubs[e.ID]):
			all[i] = autograde.NotBegun(e)
		default:
			attempts, at = append(attempts, as[0]), append(at, i)
		}
	}
	if len(attempts) == 0 {
		return all, nil
	}
	graded, err := a.judge(ctx, &judge.Judge{Course: c, Jobs: jobs}, attempts)
	for n, i := range at {
		if err == nil {
			all[i] = graded[n]
		} else {
			all[i] = autograde.Fault(es[i], err)
		}
	}
	return all, ctx.Err()
}
