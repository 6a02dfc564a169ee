package main

import (
	"errors"
	"fmt"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/concurrency-in-go/course/grader/internal/course"
	"github.com/concurrency-in-go/course/grader/internal/report"
	"github.com/rogpeppe/go-internal/txtar"
	"github.com/spf13/cobra"
)

func (a *app) newCmd() *cobra.Command {
	return &cobra.Command{
		Use:   "new ID",
		Short: "Begin an exercise: for those who write them",
		Long: `Writes a small exercise that holds already into the three places, under
exercises/, solutions/ and testdata/, for you to turn into yours step by step.
It writes over nothing.`,
		Example:           "  grader new ch03/pool",
		Args:              needs(1, 1, "one ID"),
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE:              func(_ *cobra.Command, args []string) error { return a.begin(course.ID(args[0])) },
	}
}

// begin does not load the course: its chapter may name the exercise already,
// and then the course is broken until the exercise is there.
func (a *app) begin(id course.ID) error {
	root, err := a.courseRoot()
	if err != nil {
		return err
	}
	if err := free(root, id); err != nil {
		return err
	}
	ar := scaffold(id)
	for _, f := range ar.Files {
		file := filepath.Join(root, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(file, f.Data, 0o644); err != nil {
			return err
		}
	}
	return report.Print(a.out, a.begun(root, id, ar))
}

// free refuses IDs that no exercise can have, or that one has.
func free(root string, id course.ID) error {
	if !id.Valid() {
		return &usage{fmt.Errorf("%q is not an ID", id), "an ID is chapter/name, in lower case, as in ch03/pool or appendix/racy"}
	}
	name := id.Name()
	if token.IsKeyword(name) || slices.Contains([]string{"main", "internal", "vendor", "testdata"}, name) {
		return &usage{fmt.Errorf("no package can be called %q", name), "choose a name that is not a word of Go's own"}
	}
	taken, err := filepath.Glob(filepath.Join(root, "exercises", "*", name))
	if err != nil {
		return err
	}
	if len(taken) > 0 {
		return &usage{fmt.Errorf("%s is there already", shorter(taken[0])), "the last part of an ID is unique in the whole course"}
	}
	for _, top := range []string{"solutions", "testdata"} {
		dir := filepath.Join(root, top, filepath.FromSlash(string(id)))
		if _, err := os.Lstat(dir); !errors.Is(err, fs.ErrNotExist) {
			return &usage{fmt.Errorf("%s is there already", shorter(dir)), "move it away first"}
		}
	}
	return nil
}

// begun lists what was written, and what is to be done with it.
func (a *app) begun(root string, id course.ID, ar *txtar.Archive) string {
	var b strings.Builder
	for _, f := range ar.Files {
		b.WriteString("wrote " + f.Name + "\n")
	}
	chapter := path.Join("exercises", id.Chapter(), "chapter.toml")
	first := "name it in " + chapter
	if _, err := os.Stat(filepath.Join(root, filepath.FromSlash(chapter))); err != nil {
		first = "write " + chapter + ", and name it there"
	}
	b.WriteString("\n" + report.Wrap(fmt.Sprintf("next: %s, under its section: exercises = [%q]", first, id.Name()), ""))
	return b.String() + report.Table([][]string{
		{"prove", a.command + " check " + id.Name(), "it holds now; keep it so"},
		{"ship", a.command + " check --update", "when the stub is done"},
	})
}
