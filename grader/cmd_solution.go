package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/concurrency-in-go/course/grader/internal/course"
	"github.com/rogpeppe/go-internal/txtar"
	"github.com/spf13/cobra"
)

func (a *app) solutionCmd() *cobra.Command {
	var stuck bool
	cmd := &cobra.Command{
		Use:   "solution ID",
		Short: "Show the reference solution, once yours has passed",
		Long: `Shows the reference solution of an exercise once an attempt of yours has passed,
so that you can compare, or with --stuck before that.`,
		Args:              needs(1, 1, "one exercise"),
		ValidArgsFunction: a.completeOneID,
		RunE:              func(_ *cobra.Command, args []string) error { return a.solution(args[0], stuck) },
	}
	cmd.Flags().BoolVar(&stuck, "stuck", false, "show it though no attempt has passed")
	return cmd
}

func (a *app) solution(name string, stuck bool) error {
	s, err := a.standings()
	if err != nil {
		return err
	}
	e, err := s.course.Exercise(name)
	if err != nil {
		return err
	}
	if !stuck && !s.record.Passed(e.ID) {
		return &usage{
			fmt.Errorf("no attempt at %s has passed yet", e.ID),
			fmt.Sprintf("`%s hint %[2]s` helps; with --stuck you see it all the same", a.command, e.ID.Name()),
		}
	}
	text, err := readSolution(e)
	if errors.Is(err, fs.ErrNotExist) {
		return &usage{fmt.Errorf("this copy of the course has no solution of %s", e.ID), "it is a student's copy; your instructor has the solutions"}
	}
	if err != nil {
		return err
	}
	_, err = a.out.Write(text)
	return err
}

// readSolution returns the one file as it is, or several as a txtar archive.
func readSolution(e *course.Exercise) ([]byte, error) {
	ar := new(txtar.Archive)
	for _, name := range e.Files {
		text, err := os.ReadFile(filepath.Join(e.SolutionDir(), name))
		if err != nil {
			return nil, err
		}
		ar.Files = append(ar.Files, txtar.File{Name: name, Data: text})
	}
	if len(ar.Files) == 1 {
		return ar.Files[0].Data, nil
	}
	return txtar.Format(ar), nil
}
