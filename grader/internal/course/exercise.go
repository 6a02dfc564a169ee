package course

import (
	"fmt"
	"io/fs"
	"math"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// Kind says what a student does in an exercise.
type Kind string

// The kinds of exercise.
const (
	Build   Kind = "build"   // writes what a stub leaves open
	Repair  Kind = "repair"  // mends code with a planted bug
	Predict Kind = "predict" // writes down answers; the tests compute the truth
	Command Kind = "command" // writes a program, checked from outside by scripts
)

// Exercise is one exercise, as exercise.toml describes it.
type Exercise struct {
	ID      ID       `toml:"-"`
	Root    string   `toml:"-"` // of the course
	Section string   `toml:"-"` // of the book
	Chapter *Chapter `toml:"-"`

	Title   string             `toml:"title"`
	Kind    Kind               `toml:"kind"`
	Files   []string           `toml:"files"`   // all that an attempt may replace
	Allow   []string           `toml:"allow"`   // imports beyond the default list
	Forbid  []string           `toml:"forbid"`  // identifiers to be solved without
	Points  float64            `toml:"points"`  // default 1
	Hints   []string           `toml:"hints"`   // a nudge, the idea, nearly the code
	Weights map[string]float64 `toml:"weights"` // of tests, where not 1
}

var fileName = regexp.MustCompile(`^[a-z][a-z0-9]*\.go$`)

func readExercise(root string, id ID) (*Exercise, error) {
	file := path.Join("exercises", string(id), "exercise.toml")
	e := &Exercise{ID: id, Root: root, Points: 1}
	if err := decode(root, file, e); err != nil {
		return nil, err
	}
	if err := e.valid(); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return e, nil
}

func (e *Exercise) valid() error {
	if e.Title == "" {
		return fmt.Errorf("title is missing")
	}
	if !slices.Contains([]Kind{Build, Repair, Predict, Command}, e.Kind) {
		return fmt.Errorf("kind is %q: want build, repair, predict or command", e.Kind)
	}
	if len(e.Files) == 0 {
		return fmt.Errorf("files is empty: an attempt must be able to change something")
	}
	for _, f := range e.Files {
		if !fileName.MatchString(f) {
			return fmt.Errorf("files has %q: want a plain name in lower case that ends in .go, and no test", f)
		}
	}
	if !(e.Points > 0) || math.IsInf(e.Points, 1) { // not a number is neither
		return fmt.Errorf("points is %v: want more than 0", e.Points)
	}
	for test, w := range e.Weights {
		if !(w > 0) || math.IsInf(w, 1) {
			return fmt.Errorf("weights has %s = %v: want more than 0", test, w)
		}
	}
	return nil
}

// Package is the name of the exercise's package.
func (e *Exercise) Package() string {
	if e.Kind == Command {
		return "main"
	}
	return e.ID.Name()
}

// Dir is the folder that the student works in.
func (e *Exercise) Dir() string { return e.under("exercises") }

// SolutionDir is the folder of the reference solution.
func (e *Exercise) SolutionDir() string { return e.under("solutions") }

// HiddenDir is the folder of what the student never gets.
func (e *Exercise) HiddenDir() string { return filepath.Join(e.under("testdata"), "hidden") }

// RightDir is the folder of other correct attempts.
func (e *Exercise) RightDir() string { return filepath.Join(e.under("testdata"), "right") }

// WrongDir is the folder of wrong attempts.
func (e *Exercise) WrongDir() string { return filepath.Join(e.under("testdata"), "wrong") }

func (e *Exercise) under(top string) string {
	return filepath.Join(e.Root, top, filepath.FromSlash(string(e.ID)))
}

// Declared reports whether an attempt may replace the file.
func (e *Exercise) Declared(name string) bool { return slices.Contains(e.Files, name) }

// HasHidden reports whether the course at hand has hidden tests for e. The
// student's copy of the course has none.
func (e *Exercise) HasHidden() bool {
	return len(e.HiddenTests()) > 0 || len(e.HiddenScripts()) > 0
}

// VisibleTests lists the test files that the student has, but for main_test.go,
// which grading replaces.
func (e *Exercise) VisibleTests() []string {
	all := glob(e.Dir(), "*_test.go")
	return slices.DeleteFunc(all, func(f string) bool { return filepath.Base(f) == "main_test.go" })
}

// VisibleScripts lists the testscript files that the student has.
func (e *Exercise) VisibleScripts() []string {
	return glob(filepath.Join(e.Dir(), "testdata", "script"), "*.txtar")
}

// HiddenTests lists the files of hidden tests.
func (e *Exercise) HiddenTests() []string { return glob(e.HiddenDir(), "*_test.go") }

// HiddenScripts lists the hidden testscript files.
func (e *Exercise) HiddenScripts() []string {
	return glob(filepath.Join(e.HiddenDir(), "script"), "*.txtar")
}

// Fixed lists the Go files of the package that an attempt may not replace.
func (e *Exercise) Fixed() []string {
	return slices.DeleteFunc(glob(e.Dir(), "*.go"), func(f string) bool {
		return strings.HasSuffix(f, "_test.go") || e.Declared(filepath.Base(f))
	})
}

func glob(dir, pattern string) []string {
	names, err := fs.Glob(os.DirFS(dir), pattern)
	if err != nil {
		return nil
	}
	for i, n := range names {
		names[i] = filepath.Join(dir, filepath.FromSlash(n))
	}
	return names
}
