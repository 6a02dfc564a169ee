// Package workspace lays out attempts, with the course's own tests beside them,
// as a scratch module in which the go command can build them.
package workspace

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/concurrency-in-go/course/grader/internal/attempt"
	"github.com/concurrency-in-go/course/grader/internal/course"
)

// Workspace is one scratch module. Its folder has the same name every time: the
// go command's cache knows a package by where it lies.
type Workspace struct {
	Module string // the folder with go.mod
	Bin    string // for what is built
	Home   string // HOME of every process
	Tmp    string // TMPDIR of every process

	dir    string
	unlock func()
	laid   map[course.ID]int
	joined int
}

// Place is where one attempt lies in a workspace.
type Place struct {
	Exercise *course.Exercise
	Package  string // import path
	Dir      string
	Vetted   string // import path of a copy without tests, which go vet loads in a third of the time
	Built    string // where the go command leaves its test binary, or its program
	Binary   string // where that belongs: a program's name is the exercise's

	// Shares are the names of the tests, if others may be in the same test binary.
	Shares []string
}

// Open takes a free slot below the user's cache folder, empties it, and lays out
// the course's go.mod, go.sum and kit. Close it to remove all of it.
func Open(ctx context.Context, c *course.Course) (*Workspace, error) {
	base, err := CacheDir()
	if err != nil {
		return nil, err
	}
	dir, unlock, err := takeSlot(ctx, base)
	if err != nil {
		return nil, err
	}
	w := &Workspace{
		Module: filepath.Join(dir, "course"),
		Bin:    filepath.Join(dir, "bin"),
		Home:   filepath.Join(dir, "home"),
		Tmp:    filepath.Join(dir, "tmp"),
		dir:    dir,
		unlock: unlock,
	}
	if err := w.prepare(c); err != nil {
		return nil, errors.Join(fmt.Errorf("workspace: %w", err), w.Close())
	}
	return w, nil
}

// Close removes the workspace and gives the slot back.
func (w *Workspace) Close() error {
	err := removeAll(w.dir)
	w.unlock()
	return err
}

// Reset removes what attempts have left, so that the next ones find it as new.
func (w *Workspace) Reset(c *course.Course) error {
	if err := removeAll(w.dir); err != nil {
		return fmt.Errorf("workspace: %w", err)
	}
	return w.prepare(c)
}

func (w *Workspace) prepare(c *course.Course) error {
	if err := removeAll(w.dir); err != nil { // left by a grader that was killed
		return err
	}
	w.laid = map[course.ID]int{}
	for _, dir := range []string{w.Module, w.Bin, w.Home, w.Tmp} {
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return err
		}
	}
	if err := w.noTelemetry(); err != nil {
		return err
	}
	for _, name := range []string{"go.mod", "go.sum"} {
		if err := copyFile(filepath.Join(w.Module, name), filepath.Join(c.Root, name)); err != nil {
			return err
		}
	}
	kit := filepath.Join("exercises", "internal", "kit")
	sources, err := filepath.Glob(filepath.Join(c.Root, kit, "*.go"))
	if err != nil {
		return err
	}
	return w.copyInto(filepath.Join(w.Module, kit), notTests(sources))
}

// noTelemetry spares every go command the process that counts its use. The go
// command takes the setting from the home folder alone.
func (w *Workspace) noTelemetry() error {
	for _, config := range []string{".config", filepath.Join("Library", "Application Support")} {
		dir := filepath.Join(w.Home, config, "go", "telemetry")
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(dir, "mode"), []byte("off\n"), 0o600); err != nil {
			return err
		}
	}
	return nil
}

// place finds a place for one more attempt at the exercise. The first has the
// exercise's own path. The others lie beside it under paths with a number, so that
// one go command can build many attempts at the same exercise.
func (w *Workspace) place(e *course.Exercise) Place {
	id := string(e.ID)
	w.laid[e.ID]++
	if n := w.laid[e.ID]; n > 1 {
		id += "_" + strconv.Itoa(n) // no ID of an exercise has this form
	}
	p := Place{
		Exercise: e,
		Package:  path.Join(course.Module, "exercises", id),
		Dir:      filepath.Join(w.Module, "exercises", filepath.FromSlash(id)),
		Vetted:   path.Join(course.Module, "exercises", "vet", id),
	}
	if e.Kind == course.Command {
		p.Built = filepath.Join(w.Bin, path.Base(id)) + exeSuffix
		p.Binary = filepath.Join(w.Bin, "programs", path.Base(id), e.ID.Name()) + exeSuffix
	} else {
		p.Built = filepath.Join(w.Bin, path.Base(id)+".test") + exeSuffix
		p.Binary = p.Built
	}
	return p
}

// Collect moves what was built to where it belongs.
func (p Place) Collect() error {
	if p.Built == p.Binary {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(p.Binary), 0o700); err != nil {
		return fmt.Errorf("workspace: %w", err)
	}
	if err := os.Rename(p.Built, p.Binary); err != nil {
		return fmt.Errorf("workspace: %w", err)
	}
	return nil
}

// Lay lays out one attempt: the fixed files and tests of the course, the
// attempt's declared files, and a TestMain or main of the grader's.
func (w *Workspace) Lay(a *attempt.Attempt) (Place, error) {
	p := w.place(a.Exercise)
	if err := w.fill(p, a); err != nil {
		return p, fmt.Errorf("workspace: %s: %w", a.Exercise.ID, err)
	}
	return p, nil
}

func (w *Workspace) fill(p Place, a *attempt.Attempt) error {
	e := a.Exercise
	vetted := filepath.Join(w.Module, filepath.FromSlash(strings.TrimPrefix(p.Vetted, course.Module)))
	for _, dir := range []string{p.Dir, vetted} {
		if err := w.copyInto(dir, e.Fixed()); err != nil {
			return err
		}
		for _, f := range a.Files.Files {
			text := f.Data
			if e.Kind == course.Command && dir == p.Dir {
				text = renameMain(f.Name, text)
			}
			if err := os.WriteFile(filepath.Join(dir, f.Name), text, 0o600); err != nil {
				return err
			}
		}
	}
	if e.Kind != course.Command {
		if err := p.copyTests(slices.Concat(e.VisibleTests(), e.HiddenTests())); err != nil {
			return err
		}
	}
	name, text := seal(e)
	return os.WriteFile(filepath.Join(p.Dir, name), text, 0o600)
}

// copyTests copies tests to where they import the attempt from where it lies.
func (p Place) copyTests(tests []string) error {
	usual := strconv.Quote(path.Join(course.Module, "exercises", string(p.Exercise.ID)))
	for _, test := range tests {
		text, err := os.ReadFile(test)
		if err != nil {
			return err
		}
		text = bytes.ReplaceAll(text, []byte(usual), []byte(strconv.Quote(p.Package)))
		if err := os.WriteFile(filepath.Join(p.Dir, filepath.Base(test)), text, 0o600); err != nil {
			return err
		}
	}
	return nil
}

func (w *Workspace) copyInto(dir string, files []string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	for _, f := range files {
		if err := copyFile(filepath.Join(dir, filepath.Base(f)), f); err != nil {
			return err
		}
	}
	return nil
}

func copyFile(to, from string) error {
	text, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	return os.WriteFile(to, text, 0o600)
}
