// Package course reads the course: its chapters, its exercises and the stubs as
// they were shipped. Exercises are data here; none of their code is imported.
package course

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
)

// Module is the path of the course's module, by which its folder is known.
const Module = "github.com/concurrency-in-go/course"

// ID names an exercise, and is its path below exercises/, solutions/ and
// testdata/: "ch03/settings".
type ID string

var idPattern = regexp.MustCompile(`^(ch[0-9]{2}|appendix)/[a-z][a-z0-9]*$`)

// Valid reports whether the ID has the form of one.
func (id ID) Valid() bool { return idPattern.MatchString(string(id)) }

// Chapter returns the part before the slash.
func (id ID) Chapter() string { return path.Dir(string(id)) }

// Name returns the part behind the slash, which is unique in the course.
func (id ID) Name() string { return path.Base(string(id)) }

// ErrNoCourse is what [Find] returns outside the course.
var ErrNoCourse = errors.New("not inside the course: no go.mod of " + Module + " here or above")

// Course is the whole course.
type Course struct {
	Root     string // the folder with go.mod
	Chapters []*Chapter
}

// Git may write \r\n on Windows.
var moduleLine = regexp.MustCompile(`(?m)^module ` + regexp.QuoteMeta(Module) + `\r?$`)

// Find returns the folder of the course that dir lies in.
func Find(dir string) (string, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	for {
		text, err := os.ReadFile(filepath.Join(dir, "go.mod"))
		if err == nil && moduleLine.Match(text) {
			return dir, nil
		}
		up := filepath.Dir(dir)
		if up == dir {
			return "", ErrNoCourse
		}
		dir = up
	}
}

// Load reads every chapter and exercise of the course at root. The error names
// the file, and the line and column where there is one.
func Load(root string) (*Course, error) {
	c := &Course{Root: root}
	dirs, err := fs.Glob(os.DirFS(root), "exercises/*/chapter.toml")
	if err != nil {
		return nil, err
	}
	if len(dirs) == 0 {
		return nil, fmt.Errorf("%s: no exercises/*/chapter.toml", root)
	}
	// "appendix" would sort before "ch01".
	var last []string
	for _, file := range dirs {
		if strings.HasPrefix(file, "exercises/appendix/") {
			last = append(last, file)
			continue
		}
		if err := c.add(file); err != nil {
			return nil, err
		}
	}
	for _, file := range last {
		if err := c.add(file); err != nil {
			return nil, err
		}
	}
	return c, nil
}

func (c *Course) add(file string) error {
	ch, err := readChapter(c.Root, file)
	if err == nil {
		c.Chapters = append(c.Chapters, ch)
	}
	return err
}

// Exercises returns every exercise in the order of the book.
func (c *Course) Exercises() []*Exercise {
	var all []*Exercise
	for _, ch := range c.Chapters {
		all = append(all, ch.Exercises...)
	}
	return all
}

// Exercise returns the exercise that name stands for: an ID, or its last part
// alone. The error of an unknown one suggests what may be meant.
func (c *Course) Exercise(name string) (*Exercise, error) {
	name = strings.Trim(filepath.ToSlash(name), "/")
	name = strings.TrimPrefix(name, "exercises/")
	var names []string
	for _, e := range c.Exercises() {
		if name == string(e.ID) || name == e.ID.Name() {
			return e, nil
		}
		names = append(names, string(e.ID))
	}
	return nil, &UnknownError{Name: name, Near: nearest(name, names)}
}

// UnknownError says that there is no exercise of that name.
type UnknownError struct {
	Name string
	Near string // what may be meant, or ""
}

func (e *UnknownError) Error() string { return fmt.Sprintf("no exercise is called %q", e.Name) }

// Hint says what to do about it.
func (e *UnknownError) Hint() string {
	if e.Near != "" {
		return fmt.Sprintf("did you mean %s?", e.Near)
	}
	return "`grader list` shows every exercise"
}

// Complete reports whether the course at hand has what students never get:
// solutions, or hidden tests.
func (c *Course) Complete() bool {
	for _, e := range c.Exercises() {
		if _, err := os.Stat(e.SolutionDir()); err == nil || e.HasHidden() {
			return true
		}
	}
	return false
}
