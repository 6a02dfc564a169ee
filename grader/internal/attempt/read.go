package attempt

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/concurrency-in-go/course/grader/internal/course"
	"github.com/rogpeppe/go-internal/txtar"
)

// tree is where attempts lie: a folder, or an archive. Paths in it have slashes.
type tree interface {
	// holds reports whether anything stands at the path, be it fit to read or not.
	holds(name string) bool
	// read returns a regular file of at most maxFile bytes, and when it was changed
	// last. The error is an [*Error], or [fs.ErrNotExist].
	read(name string) ([]byte, time.Time, error)
	// lead is the only folder in dir, if the tree may have been wrapped in one.
	lead(dir string) string
	// call is how a message names the path.
	call(name string) string
}

// Read reads every attempt that path holds: an exercise, a chapter, a whole
// repository, or an archive of one of these. A name selects one exercise, and is
// needed where the path and the names of the files do not tell which one it is.
//
// Where some exercises of several cannot be read, Read returns the others, and
// an error for each that is lost.
func Read(c *course.Course, path, name string) ([]*Attempt, error) {
	among := c.Exercises()
	if name != "" {
		e, err := c.Exercise(name)
		if err != nil {
			return nil, err
		}
		among = []*course.Exercise{e}
	}
	s := search{among: among, path: path, named: name != ""}
	comment, done, err := s.open()
	if err != nil {
		return nil, err
	}
	defer done()
	return s.commented(comment)
}

// Lost is an attempt that is there and cannot be read.
type Lost struct {
	Exercise *course.Exercise
	Err      error // most often an [*Error]
}

// Each reads the attempts at some exercises that path holds, as [Read] does, and
// says for each one that cannot be read why. An error concerns all of them: an
// archive that is damaged, or files that do not tell which exercise they are of.
// Where the path holds no file of any of the exercises, there is nothing, and no
// error.
func Each(path string, among []*course.Exercise) ([]*Attempt, []Lost, error) {
	s := search{among: among, path: path, named: len(among) == 1}
	_, done, err := s.open()
	if err != nil {
		return nil, nil, err
	}
	defer done()
	places, unclear := s.locate()
	if len(places) == 0 && len(unclear) > 0 && !s.named {
		return nil, nil, s.lost(unclear)
	}
	found, lost := s.loadAll(places)
	return found, lost, nil
}

const formats = "an attempt is a folder, or a file that ends in .txtar, .zip, .tar.gz or .tgz"

// open finds out what the path is, and sets the tree. What a .txtar says above its
// files is the comment.
func (s *search) open() (comment string, done func(), err error) {
	info, err := os.Stat(s.path)
	if err != nil {
		return "", nil, unreadable(s.path, err)
	}
	switch {
	case info.IsDir():
		return s.openFolder()
	case !info.Mode().IsRegular():
		return "", nil, &Error{s.path, "is neither a folder nor a file", formats}
	case info.Size() > maxArchive:
		return "", nil, &Error{s.path, fmt.Sprintf("is larger than %s", size(maxArchive)), "pack only the files that the exercises name"}
	}
	comment, err = s.openPacked(info.ModTime())
	return comment, func() {}, err
}

func (s *search) openFolder() (string, func(), error) {
	root, err := os.OpenRoot(s.path)
	if err != nil {
		return "", nil, unreadable(s.path, err)
	}
	s.tree = folder{root: root, name: s.path, plain: map[string]bool{}}
	return "", func() { root.Close() }, nil
}

func (s *search) openPacked(packed time.Time) (comment string, err error) {
	if Extension(s.path) == ".txtar" {
		return s.openTxtar(packed)
	}
	l, err := openArchive(s.path, s.declared())
	if err != nil {
		return "", err
	}
	l.packed = packed
	s.tree = l
	return "", nil
}

func (s *search) openTxtar(packed time.Time) (comment string, err error) {
	text, err := os.ReadFile(s.path)
	if err != nil {
		return "", unreadable(s.path, err)
	}
	ar := txtar.Parse(text)
	l, err := listTxtar(s.path, ar)
	if err != nil {
		return "", err
	}
	l.packed = packed
	s.tree = l
	return string(ar.Comment), nil
}

// FromTxtar makes an attempt of a parsed archive. Files that e does not declare
// are left out.
func FromTxtar(e *course.Exercise, source string, ar *txtar.Archive) (*Attempt, error) {
	l, err := listTxtar(source, ar)
	if err != nil {
		return nil, err
	}
	s := search{among: []*course.Exercise{e}, path: source, named: true, tree: l}
	all, err := s.commented(string(ar.Comment))
	if err != nil {
		return nil, err
	}
	return all[0], nil
}

// commented reads the attempts. The comment of a .txtar with a single one may have
// a want: line.
func (s search) commented(comment string) ([]*Attempt, error) {
	all, err := s.attempts()
	if len(all) != 1 || comment == "" {
		return all, err
	}
	want, wrong := ParseWant(comment)
	if wrong != nil {
		return nil, &Error{s.path, wrong.Error(), "write it as `want: TestName outcome`, with the outcome's own word"}
	}
	all[0].Want, all[0].Comment = want, prose(comment)
	return all, err
}

// attempts reads what locate found; one that is bad does not lose the others.
func (s search) attempts() ([]*Attempt, error) {
	places, unclear := s.locate()
	if len(places) == 0 {
		return nil, s.lost(unclear)
	}
	all, lost := s.loadAll(places)
	var errs []error
	seen := map[string]bool{}
	for _, l := range lost {
		// One linked folder loses many exercises, and is said once.
		if !seen[l.Err.Error()] {
			seen[l.Err.Error()] = true
			errs = append(errs, l.Err)
		}
	}
	if len(errs) == 1 {
		return all, errs[0]
	}
	return all, errors.Join(errs...)
}

func (s search) loadAll(places []place) (all []*Attempt, lost []Lost) {
	for _, p := range places {
		if a, err := s.load(p); err != nil {
			lost = append(lost, Lost{p.exercise, err})
		} else {
			all = append(all, a)
		}
	}
	return all, lost
}

func (s search) load(p place) (*Attempt, error) {
	a := &Attempt{Exercise: p.exercise, Source: s.path, Files: new(txtar.Archive)}
	if p.dir != "" {
		a.Source = s.tree.call(p.dir)
	}
	var missing []string
	blank := true
	for _, name := range p.exercise.Files {
		at := path.Join(p.dir, name)
		text, changed, err := s.tree.read(at)
		if errors.Is(err, fs.ErrNotExist) {
			missing = append(missing, name)
			continue
		}
		if err != nil {
			return nil, err
		}
		if err := plain(s.tree.call(at), text); err != nil {
			return nil, err
		}
		blank = blank && len(bytes.TrimSpace(text)) == 0
		if changed.After(a.Modified) {
			a.Modified = changed
		}
		a.Files.Files = append(a.Files.Files, txtar.File{Name: name, Data: text})
	}
	if len(missing) > 0 {
		return nil, &Error{
			a.Source, fmt.Sprintf("%s of %s is missing", strings.Join(missing, ", "), p.exercise.ID),
			"an attempt holds every file that its exercise names: " + strings.Join(p.exercise.Files, ", "),
		}
	}
	if blank {
		return nil, &Error{a.Source, fmt.Sprintf("the attempt at %s is empty", p.exercise.ID), "was the file saved?"}
	}
	return a, nil
}

// plain objects to what cannot be the text of a program.
func plain(name string, text []byte) error {
	const tip = "save it as plain text in UTF-8"
	if at := bytes.IndexByte(text, 0); at >= 0 {
		return &Error{name, fmt.Sprintf("line %d has a NUL byte, which no Go file has", lineAt(text, at)), tip}
	}
	for at := 0; at < len(text); {
		r, n := utf8.DecodeRune(text[at:])
		if r == utf8.RuneError && n == 1 {
			return &Error{name, fmt.Sprintf("line %d is not UTF-8", lineAt(text, at)), tip}
		}
		at += n
	}
	return nil
}

func lineAt(text []byte, offset int) int {
	return 1 + bytes.Count(text[:offset], []byte("\n"))
}

// unreadable says what the system did, without the path, which stands in front.
func unreadable(name string, err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return &Error{name, "there is no such file or folder", "check the path; " + formats}
	}
	return &Error{name, "cannot be read: " + course.Reason(err).Error(), "check who may read it"}
}

func size(n int) string {
	if n >= 1<<20 {
		return fmt.Sprintf("%d MiB", n>>20)
	}
	return fmt.Sprintf("%d KiB", n>>10)
}
