package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/concurrency-in-go/course/grader/internal/course"
	"github.com/concurrency-in-go/course/grader/internal/report"
	"github.com/spf13/cobra"
)

func (a *app) resetCmd() *cobra.Command {
	return &cobra.Command{
		Use:   "reset ID",
		Short: "Put the files of an exercise back as they were shipped",
		Long: `Puts the files that you edit in an exercise back as they were shipped. What you
wrote is kept beside it, in NAME.go.bak, then NAME.go.bak2, and so on.`,
		Args:              needs(1, 1, "one exercise"),
		ValidArgsFunction: a.completeOneID,
		RunE:              func(_ *cobra.Command, args []string) error { return a.reset(args[0]) },
	}
}

func (a *app) reset(name string) error {
	c, err := a.course()
	if err != nil {
		return err
	}
	e, err := c.Exercise(name)
	if err != nil {
		return err
	}
	stubs, err := c.Stubs()
	if err != nil {
		return err
	}
	for _, f := range e.Files {
		if stubs[e.ID][f] == nil {
			return &usage{fmt.Errorf("%s does not have %s of %s", course.StubsFile, f, e.ID), "nothing was changed; `git checkout` may bring the file back"}
		}
	}
	for _, f := range e.Files {
		if err := a.resetFile(filepath.Join(e.Dir(), f), stubs[e.ID][f]); err != nil {
			return err
		}
	}
	return nil
}

func (a *app) resetFile(file string, stub []byte) error {
	shown := shorter(file)
	mine, err := os.ReadFile(file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return a.did(replace(file, stub), shown+" was missing, and is there again")
	case err != nil:
		return err
	case bytes.Equal(mine, stub):
		return a.did(nil, shown+" is as it was shipped already")
	}
	kept, err := backUp(file, mine)
	if err != nil {
		return err
	}
	return a.did(replace(file, stub), fmt.Sprintf("%s is as it was shipped; yours is kept in %s", shown, filepath.Base(kept)))
}

// did says what was done, unless it went wrong.
func (a *app) did(err error, what string) error {
	if err != nil {
		return err
	}
	return report.Print(a.out, report.Wrap(what, ""))
}

// backUp writes text beside the file, under the first name that is free.
func backUp(file string, text []byte) (string, error) {
	for n := 1; ; n++ {
		name := file + ".bak"
		if n > 1 {
			name = fmt.Sprintf("%s.bak%d", file, n)
		}
		f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			return "", err
		}
		_, err = f.Write(text)
		return name, errors.Join(err, f.Close())
	}
}

// replace writes the file in one step: an interrupted reset leaves the old text
// or the new one, and never half of it.
func replace(file string, text []byte) (err error) {
	tmp, err := os.CreateTemp(filepath.Dir(file), ".reset-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(tmp.Name()))
		}
	}()
	_, err = tmp.Write(text)
	if err = errors.Join(err, tmp.Chmod(0o644), tmp.Close()); err != nil {
		return err
	}
	return os.Rename(tmp.Name(), file)
}
