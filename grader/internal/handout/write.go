package handout

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Write writes the files into the folder dir, which is new or empty and lies in no
// repository. They appear there all at once: what is interrupted leaves nothing.
func Write(dir, courseRoot string, files Files) (err error) {
	dir, err = filepath.Abs(dir)
	if err != nil {
		return err
	}
	if err := Vacant(dir, courseRoot); err != nil {
		return err
	}
	parent := filepath.Dir(dir)
	if err := os.MkdirAll(parent, 0o755); err != nil {
		return err
	}
	tmp, err := os.MkdirTemp(parent, ".handout-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.RemoveAll(tmp))
		}
	}()
	if err := files.into(tmp); err != nil {
		return err
	}
	if err := os.Chmod(tmp, 0o755); err != nil {
		return err
	}
	if err := os.Remove(dir); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return os.Rename(tmp, dir)
}

func (f Files) into(dir string) error {
	for _, name := range f.Names() {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(file, f[name], 0o644); err != nil {
			return err
		}
	}
	return nil
}

// Vacant refuses a folder that a handout cannot go into: one that holds anything,
// or lies in the course or in any git repository, whose history would come along.
func Vacant(dir, courseRoot string) error {
	place, err := resolved(dir)
	if err != nil {
		return err
	}
	root, err := filepath.EvalSymlinks(courseRoot)
	if err != nil {
		return err
	}
	if within(place, root) {
		return &Error{dir + " lies inside the course", "name a folder outside of it: a handout is a repository of its own"}
	}
	for up := place; ; up = filepath.Dir(up) {
		if _, err := os.Lstat(filepath.Join(up, ".git")); err == nil {
			return &Error{fmt.Sprintf("%s lies in the git repository %s, whose history would come along", dir, up), "name a folder outside of every repository"}
		}
		if up == filepath.Dir(up) {
			return empty(dir, place)
		}
	}
}

func empty(dir, place string) error {
	entries, err := os.ReadDir(place)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return &Error{dir + " is no folder that can be read", "name one that is not there yet"}
	case len(entries) > 0:
		return &Error{dir + " is not empty", "name a folder that is not there yet; to renew a repository, export beside it and copy"}
	}
	return nil
}

// resolved returns the path without links. What is not there yet has none.
func resolved(path string) (string, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	place, err := filepath.EvalSymlinks(abs)
	if !errors.Is(err, fs.ErrNotExist) {
		return place, err
	}
	up, err := resolved(filepath.Dir(abs))
	return filepath.Join(up, filepath.Base(abs)), err
}

// within reports whether a path is the folder or lies below it.
func within(path, dir string) bool {
	rel, err := filepath.Rel(dir, path)
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}
