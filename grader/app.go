package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"

	"github.com/concurrency-in-go/course/grader/internal/attempt"
	"github.com/concurrency-in-go/course/grader/internal/course"
	"github.com/concurrency-in-go/course/grader/internal/judge"
	"github.com/concurrency-in-go/course/grader/internal/verdict"
	"github.com/spf13/cobra"
)

// app is what the commands share.
type app struct {
	in       io.Reader
	out, err io.Writer

	command   string // how the user calls the grader
	goVersion string // that builds attempts
	dir       string // --course

	// grade is a field so that a test of the command line need not build anything.
	grade func(context.Context, *judge.Judge, []*attempt.Attempt) ([]verdict.Verdict, error)
}

func (a *app) run(ctx context.Context, args []string) (code int) {
	defer func() {
		if p := recover(); p != nil {
			code = a.complain(bug(p))
		}
	}()
	root := a.root()
	root.SetArgs(args)
	root.SetIn(a.in)
	root.SetOut(a.out)
	root.SetErr(a.err)
	err := root.ExecuteContext(ctx)
	if ctx.Err() != nil && err != nil {
		err = &fault{errors.New("interrupted")}
	}
	return a.complain(err)
}

func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "grader",
		Short: "Scores attempts at the exercises, and shows what to do next",
		Long: `Scores attempts at the exercises of Concurrency in Go, under the race detector
and goleak, and says what went wrong. On its own it shows how far you are.

It exits with 0 when every attempt passed, 1 when one failed, 2 when it was
asked for what there is not, and 3 when it could not do its own job.`,
		Args:                       noSuchCommand,
		SilenceErrors:              true,
		SilenceUsage:               true,
		SuggestionsMinimumDistance: 2,
		RunE:                       func(*cobra.Command, []string) error { return a.overview() },
	}
	root.PersistentFlags().StringVar(&a.dir, "course", "", "the course's folder (default: found upward from here)")
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		return &usage{err, fmt.Sprintf("`%s --help` shows what there is", c.CommandPath())}
	})
	root.AddCommand(
		a.listCmd(), a.runCmd(), a.hintCmd(), a.resetCmd(), a.solutionCmd(),
		a.gradeCmd(), a.classCmd(), a.regradeCmd(), a.mergeCmd(), a.reportCmd(), a.autogradeCmd(), a.schemaCmd(),
		a.checkCmd(), a.newCmd(), a.exportCmd(), a.doctorCmd(), a.versionCmd(),
	)
	return root
}

// noSuchCommand refuses arguments of the bare command: they are no command.
func noSuchCommand(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	err := &usage{fmt.Errorf("there is no command %q", args[0]), fmt.Sprintf("`%s --help` lists them", c.Name())}
	if near := c.SuggestionsFor(args[0]); len(near) > 0 {
		err.hint = fmt.Sprintf("did you mean `%s %s`?", c.Name(), near[0])
	}
	return err
}

// needs refuses another number of arguments. What says which ones they are.
func needs(least, most int, what string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if least <= len(args) && len(args) <= most {
			return nil
		}
		return &usage{
			fmt.Errorf("`%s` takes %s, and was given %d", c.CommandPath(), what, len(args)),
			fmt.Sprintf("`%s --help` says more", c.CommandPath()),
		}
	}
}

// course reads the course that the user is in, or has named.
func (a *app) course() (*course.Course, error) {
	root, err := a.courseRoot()
	if err != nil {
		return nil, err
	}
	return course.Load(root)
}

func (a *app) courseRoot() (string, error) {
	if _, err := os.Stat(a.dir); a.dir != "" && err != nil {
		return "", &usage{fmt.Errorf("--course: there is no folder %s", a.dir), "name the folder that the course's go.mod is in"}
	}
	root, err := course.Find(a.dir)
	if errors.Is(err, course.ErrNoCourse) {
		return "", &usage{err, "go into the course's folder, or name it with --course"}
	}
	return root, err
}

// completeIDs offers the exercises whose ID or name begins like what is typed.
func (a *app) completeIDs(_ *cobra.Command, given []string, typed string) ([]string, cobra.ShellCompDirective) {
	c, err := a.course()
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return candidates(c, given, typed), cobra.ShellCompDirectiveNoFileComp
}

// command returns how the user calls the grader, for commands to copy.
func command() string {
	self, err := os.Executable()
	if err != nil {
		return "go run ./grader"
	}
	onPath, err := exec.LookPath("grader")
	if err != nil || !sameFile(self, onPath) {
		return "go run ./grader"
	}
	return "grader"
}

func sameFile(a, b string) bool {
	x, errX := os.Stat(a)
	y, errY := os.Stat(b)
	return errX == nil && errY == nil && os.SameFile(x, y)
}
