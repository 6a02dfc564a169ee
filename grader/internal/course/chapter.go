package course

import (
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"

	"github.com/pelletier/go-toml/v2"
)

// Chapter is one chapter of the book.
type Chapter struct {
	ID    string `toml:"-"` // "ch03"
	Title string `toml:"title"`

	Sections  []Section   `toml:"section"`
	Exercises []*Exercise `toml:"-"` // in the order of the sections
}

// Section is one section of the book, with the exercises that practise it.
type Section struct {
	Title     string   `toml:"title"`
	In        string   `toml:"in"`        // the section that this one is part of, if any
	Exercises []string `toml:"exercises"` // last parts of IDs
	Status    Status   `toml:"status"`    // of a section without exercises
	Reason    string   `toml:"reason"`    // why it has none
}

// Status says why a section has no exercise.
type Status string

// A section without exercises is for reading, or its exercises are yet to come.
const (
	Reading Status = "reading"
	Planned Status = "planned"
)

// Name is the section's title with the one that it is part of.
func (s Section) Name() string {
	if s.In != "" {
		return s.In + ": " + s.Title
	}
	return s.Title
}

func readChapter(root, file string) (*Chapter, error) {
	ch := &Chapter{ID: path.Base(path.Dir(file))}
	if err := decode(root, file, ch); err != nil {
		return nil, err
	}
	if ch.Title == "" {
		return nil, fmt.Errorf("%s: title is missing", file)
	}
	seen := map[string]bool{}
	for _, s := range ch.Sections {
		if err := s.valid(); err != nil {
			return nil, fmt.Errorf("%s: section %q: %w", file, s.Title, err)
		}
		for _, name := range s.Exercises {
			if seen[name] {
				continue // one exercise may practise two sections
			}
			seen[name] = true
			id := ID(ch.ID + "/" + name)
			if !id.Valid() {
				return nil, fmt.Errorf("%s: section %q: %q is not a name for an exercise", file, s.Title, name)
			}
			e, err := readExercise(root, id)
			if err != nil {
				return nil, err
			}
			e.Section, e.Chapter = s.Name(), ch
			ch.Exercises = append(ch.Exercises, e)
		}
	}
	return ch, nil
}

func (s Section) valid() error {
	switch {
	case s.Title == "":
		return errors.New("title is missing")
	case s.Status != "" && s.Status != Reading && s.Status != Planned:
		return fmt.Errorf("status is %q: want reading or planned", s.Status)
	case len(s.Exercises) == 0 && s.Status == "":
		return errors.New("it has neither exercises nor a status")
	case s.Status == Reading && s.Reason == "":
		return errors.New("it is for reading only, but the reason is missing")
	}
	return nil
}

// decode reads a toml file strictly: a key that into does not know is an error.
func decode(root, file string, into any) error {
	f, err := os.Open(filepath.Join(root, filepath.FromSlash(file)))
	if err != nil {
		return fmt.Errorf("%s: %w", file, errors.Unwrap(err))
	}
	defer f.Close()
	err = toml.NewDecoder(f).DisallowUnknownFields().Decode(into)
	var strict *toml.StrictMissingError
	if errors.As(err, &strict) {
		row, col := strict.Errors[0].Position()
		return fmt.Errorf("%s:%d:%d: unknown key %q", file, row, col, keyOf(strict.Errors[0]))
	}
	var bad *toml.DecodeError
	if errors.As(err, &bad) {
		row, col := bad.Position()
		return fmt.Errorf("%s:%d:%d: %w", file, row, col, err)
	}
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	return nil
}

func keyOf(e toml.DecodeError) string {
	k := e.Key()
	if len(k) == 0 {
		return ""
	}
	return k[len(k)-1]
}
