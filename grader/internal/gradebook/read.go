package gradebook

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"

	"github.com/concurrency-in-go/course/grader/internal/course"
	"github.com/concurrency-in-go/course/grader/internal/verdict"
	"github.com/rogpeppe/go-internal/lockedfile"
)

// Torn is the beginning of a record at the end of a gradebook, which a crash has
// kept from being written whole. The attempt that it was about is graded again.
type Torn struct {
	Line  int // from 1
	Bytes int // how long it is
}

// Error is a problem with a gradebook.
type Error struct {
	Path    string
	Line    int    // from 1; 0 is the file as a whole
	Problem string // a sentence that goes on from the path
	Tip     string // what to do about it
	Err     error  // what the system said, or nil
}

func (e *Error) Error() string {
	if e.Line > 0 {
		return fmt.Sprintf("%s:%d: %s", e.Path, e.Line, e.Problem)
	}
	return e.Path + ": " + e.Problem
}

// Hint says what to do about it.
func (e *Error) Hint() string { return e.Tip }

// Unwrap is for errors.Is(err, [fs.ErrNotExist]).
func (e *Error) Unwrap() error { return e.Err }

// Read reads the gradebook. A torn line at its end is left out, and is not nil then.
// The error of any other line that is no record is an [*Error] with its number.
func Read(path string) (*Book, *Torn, error) {
	b := &Book{}
	torn, err := Each(path, func(r Record) { b.Records = append(b.Records, r) })
	if err != nil {
		return nil, nil, err
	}
	return b, torn, nil
}

// Each calls see with every record of the gradebook in order, and does not hold them
// in memory. Of a torn line and of errors it says the same as [Read].
func Each(path string, see func(Record)) (*Torn, error) { return each(path, parse, see) }

// Heads is like [Each], but the records that it shows have no checks and nothing of
// what stands behind them, the section and the hint. That is a tenth of the work: what
// happened in the checks is nearly all of a gradebook.
func Heads(path string, see func(Record)) (*Torn, error) { return each(path, head, see) }

func each(path string, read func([]byte) (Record, error), see func(Record)) (*Torn, error) {
	f, err := lockedfile.Open(path)
	if err != nil {
		return nil, unreadable(path, err)
	}
	defer f.Close()
	end, err := scan(path, f, read, see)
	return end.torn, err
}

// end is what the end of a gradebook looks like.
type end struct {
	lines int // whole ones
	torn  *Torn
}

// scan needs a lock on the file.
func scan(path string, f io.Reader, read func([]byte) (Record, error), see func(Record)) (end, error) {
	var e end
	in := bufio.NewReaderSize(f, 1<<16)
	for n := 1; ; n++ {
		line, err := in.ReadBytes('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			return e, unreadable(path, err)
		}
		last := err != nil
		if last && len(line) == 0 {
			return e, nil
		}
		if last {
			read = parse // a line may be torn where it looks whole to others
		}
		r, problem := read(line)
		switch {
		case problem != nil && last:
			e.torn = &Torn{Line: n, Bytes: len(line)}
			return e, nil
		case problem != nil:
			return e, &Error{path, n, problem.Error(), "bring the line back from a copy, or remove it: its attempt is graded again then", nil}
		}
		see(r)
		e.lines = n
		if last {
			return e, nil
		}
	}
}

// head parses a line up to the checks. Within a text of the line there is no quote
// without a backslash, so that what is found is no text of a student's.
func head(line []byte) (Record, error) {
	at := bytes.Index(line, []byte(`,"checks":[`))
	if at >= 0 && bytes.HasSuffix(line, []byte("}\n")) {
		if r, err := parse(append(line[:at:at], '}')); err == nil {
			return r, nil
		}
	}
	r, err := parse(line) // written by another program, in another order
	r.Checks, r.Section, r.Hint = nil, "", ""
	return r, err
}

func parse(line []byte) (Record, error) {
	var r Record
	if len(bytes.TrimSpace(line)) == 0 {
		return r, errors.New("the line is empty")
	}
	if err := json.Unmarshal(line, &r); err != nil {
		return r, fmt.Errorf("this is no record of a gradebook: %w", err)
	}
	switch {
	case r.Schema != verdict.Schema:
		return r, fmt.Errorf("this is no record of a gradebook: its schema is %q, and not %q", r.Schema, verdict.Schema)
	case r.Student == "":
		return r, errors.New("this is no record of a gradebook: it does not say which student it is about")
	case !course.ID(r.Exercise).Valid():
		return r, fmt.Errorf("this is no record of a gradebook: %q is no exercise", r.Exercise)
	case !r.Outcome.Known():
		return r, fmt.Errorf("this is no record of a gradebook: %q is no outcome", r.Outcome)
	case r.Points < 0 || r.Points > r.Max:
		return r, fmt.Errorf("this is no record of a gradebook: it has %g of %g points", r.Points, r.Max)
	}
	return r, nil
}

// unreadable says what the system did, without the path, which stands in front.
func unreadable(path string, err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return &Error{path, 0, "there is no such gradebook", "`grader class` writes one", err}
	}
	return &Error{path, 0, course.Reason(err).Error(), "check who may read and write it, and whether the disk is full", err}
}
