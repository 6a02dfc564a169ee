package main

import (
	"fmt"

	"github.com/concurrency-in-go/course/grader/internal/handout"
	"github.com/concurrency-in-go/course/grader/internal/report"
	"github.com/spf13/cobra"
)

func (a *app) exportCmd() *cobra.Command {
	return &cobra.Command{
		Use:   "export DIR",
		Short: "Write the repository that students get",
		Long: `Writes the repository that students get into a new folder: the course without
solutions and hidden tests, the stubs as they were shipped, a README for
students, and what makes classrooms grade it on every push.

It refuses to write anything if a solution, a hidden test or the course's
history would come along.`,
		Example: "  grader export ../concurrency-exercises",
		Args:    needs(1, 1, "one folder"),
		RunE:    func(_ *cobra.Command, args []string) error { return a.export(args[0]) },
	}
}

func (a *app) export(dir string) error {
	c, err := a.course()
	if err != nil {
		return err
	}
	if err := handout.Vacant(dir, c.Root); err != nil {
		return err
	}
	files, err := handout.Make(c)
	if err != nil {
		return err
	}
	if err := handout.Write(dir, c.Root, files); err != nil {
		return err
	}
	return report.Print(a.out, fmt.Sprintf("wrote %s: %s\n", shorter(dir), files.Summary(c))+report.Table([][]string{
		{"publish", "make it a git repository, and push it: it has no history yet"},
		{"classroom", "name that repository as the template of an assignment"},
		{"trust", "what it says on a push is feedback; the grade is what you run here"},
	}))
}
