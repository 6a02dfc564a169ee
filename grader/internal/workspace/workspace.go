// Package workspace lays out attempts, with the course's own tests beside them,
// as a scratch module in which the go command can build them.
package workspace

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"

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
}

// Open takes a free slot below the user's cache folder, empties it, and lays out
// the course's go.mod, go.sum and kit. Close it to remove all of it.
func Open(ctx context.Context, c *course.Course) (*Workspace, error) {
	base, err := cacheDir()
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

// Dir is where the exercise's package lies in the workspace.
func (w *Workspace) Dir(e *course.Exercise) string {
	return filepath.Join(w.Module, "exercises", filepath.FromSlash(string(e.ID)))
}

// Package is the import path of the exercise's package.
func Package(e *course.Exercise) string {
	return path.Join(course.Module, "exercises", string(e.ID))
}

// Binary is where the exercise's test binary is built to, or its program.
func (w *Workspace) Binary(e *course.Exercise) string {
	name := e.ID.Name()
	if e.Kind != course.Command {
		name += ".test"
	}
	return filepath.Join(w.Bin, name) + exeSuffix
}

// Lay lays out one attempt: the fixed files and tests of the course, the
// attempt's declared files, and a TestMain or main of the grader's.
func (w *Workspace) Lay(a *attempt.Attempt) error {
	e := a.Exercise
	dir := w.Dir(e)
	var pristine []string
	pristine = append(pristine, e.Fixed()...)
	if e.Kind != course.Command {
		pristine = append(pristine, e.VisibleTests()...)
		pristine = append(pristine, e.HiddenTests()...)
	}
	if err := w.copyInto(dir, pristine); err != nil {
		return fmt.Errorf("workspace: %s: %w", e.ID, err)
	}
	for _, f := range a.Files.Files {
		text := f.Data
		if e.Kind == course.Command {
			text = renameMain(f.Name, text)
		}
		if err := os.WriteFile(filepath.Join(dir, f.Name), text, 0o600); err != nil {
			return fmt.Errorf("workspace: %s: %w", e.ID, err)
		}
	}
	name, text := seal(e)
	if err := os.WriteFile(filepath.Join(dir, name), text, 0o600); err != nil {
		return fmt.Errorf("workspace: %s: %w", e.ID, err)
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
