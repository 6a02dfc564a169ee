package handout

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/concurrency-in-go/course/grader/internal/course"
)

// gather returns the files that come from the course itself.
func gather(c *course.Course) (Files, error) {
	f := Files{}
	for _, name := range []string{"go.mod", "go.sum", "LICENSE", ".gitignore"} {
		if err := f.take(c.Root, name); err != nil {
			return nil, err
		}
	}
	// The course's own tests of the grader and of the kit need what stays behind.
	for _, dir := range []string{"grader", "exercises/internal"} {
		if err := f.tree(c.Root, dir, func(name string) bool {
			return !strings.HasSuffix(name, "_test.go") && !strings.Contains(name, "/testdata/")
		}); err != nil {
			return nil, err
		}
	}
	for _, ch := range c.Chapters {
		for _, name := range []string{"chapter.toml", "README.md"} {
			if err := f.take(c.Root, path.Join("exercises", ch.ID, name)); err != nil {
				return nil, err
			}
		}
	}
	return f, f.exercises(c)
}

// exercises takes the folders of the exercises that chapters name, with the stubs
// as they were shipped: somebody may have been working in the course.
func (f Files) exercises(c *course.Course) error {
	stubs, err := c.Stubs()
	if err != nil {
		return err
	}
	for _, e := range c.Exercises() {
		dir := path.Join("exercises", string(e.ID))
		if err := f.tree(c.Root, dir, func(name string) bool { return path.Dir(name) != dir || !e.Declared(path.Base(name)) }); err != nil {
			return err
		}
		for _, name := range e.Files {
			text, ok := stubs[e.ID][name]
			if !ok {
				return &Error{fmt.Sprintf("%s does not have %s of %s", course.StubsFile, name, e.ID), "`grader check --update` writes it, once the stub is done"}
			}
			f[path.Join(dir, name)] = text
		}
	}
	return f.take(c.Root, course.StubsFile)
}

// take takes one file, if there is one.
func (f Files) take(root, name string) error {
	file := filepath.Join(root, filepath.FromSlash(name))
	info, err := os.Lstat(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if !info.Mode().IsRegular() {
		return &Error{name + " is a link or no plain file, and may lead to what must not be handed out", "put the file itself there"}
	}
	f[name], err = os.ReadFile(file)
	return err
}

// tree takes the files below a folder that are wanted, but nobody's backups and
// no hidden ones.
func (f Files) tree(root, dir string, wanted func(name string) bool) error {
	top := filepath.Join(root, filepath.FromSlash(dir))
	err := filepath.WalkDir(top, func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, file)
		if err != nil {
			return err
		}
		name := filepath.ToSlash(rel)
		switch {
		case d.IsDir() && file != top && strings.HasPrefix(d.Name(), "."):
			return fs.SkipDir
		case d.IsDir() || leftover(d.Name()) || !wanted(name):
			return nil
		}
		return f.take(root, name)
	})
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// leftover reports whether a file is what .gitignore lists, or what an editor or
// a system leaves behind.
func leftover(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasSuffix(name, "~") || strings.Contains(name, ".bak") ||
		strings.HasSuffix(name, ".test") || strings.HasSuffix(name, ".out")
}
