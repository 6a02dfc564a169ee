package course

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/rogpeppe/go-internal/txtar"
)

// StubsFile holds every declared file as shipped. `grader check --update` writes it.
const StubsFile = "exercises/stubs.txtar"

// Stubs are the declared files as shipped, by ID and file name.
type Stubs map[ID]map[string][]byte

// Stubs reads the stubs. Where there is no file yet, there are none.
func (c *Course) Stubs() (Stubs, error) {
	all := Stubs{}
	ar, err := txtar.ParseFile(filepath.Join(c.Root, filepath.FromSlash(StubsFile)))
	if errors.Is(err, fs.ErrNotExist) {
		return all, nil
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", StubsFile, err)
	}
	for _, f := range ar.Files {
		id := ID(path.Dir(f.Name))
		if all[id] == nil {
			all[id] = map[string][]byte{}
		}
		all[id][path.Base(f.Name)] = f.Data
	}
	return all, nil
}

// PackStubs returns the text of [StubsFile] for the working copies as they are.
func (c *Course) PackStubs() ([]byte, error) {
	ar := &txtar.Archive{Comment: []byte(strings.TrimSpace(`
Every file that a student edits, as shipped. 'grader reset' restores from it.
Written by 'grader check --update'; do not edit.`) + "\n")}
	for _, e := range c.Exercises() {
		for _, name := range e.Files {
			text, err := os.ReadFile(filepath.Join(e.Dir(), name))
			if err != nil {
				return nil, err
			}
			ar.Files = append(ar.Files, txtar.File{Name: path.Join(string(e.ID), name), Data: text})
		}
	}
	return txtar.Format(ar), nil
}
