// Package progress keeps the student's record: what was graded and which hints
// were shown. It is a file of JSON Lines in the course's folder that only grows.
package progress

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/concurrency-in-go/course/grader/internal/course"
	"github.com/concurrency-in-go/course/grader/internal/verdict"
	"github.com/rogpeppe/go-internal/lockedfile"
)

// File is the name of the record in the course's folder. Git ignores it.
const File = ".progress.jsonl"

// Entry is one line of the record: an attempt that was graded, or a hint that
// was shown.
type Entry struct {
	Time     time.Time       `json:"time"`
	Exercise course.ID       `json:"exercise"`
	SHA256   string          `json:"sha256,omitempty"` // of the attempt's declared files
	Outcome  verdict.Outcome `json:"outcome,omitempty"`
	Points   float64         `json:"points,omitempty"`
	Max      float64         `json:"max,omitempty"`
	Hint     int             `json:"hint,omitempty"` // which one was shown, from 1
}

// Graded is the entry for a verdict.
func Graded(v verdict.Verdict, now time.Time) Entry {
	return Entry{
		Time: now.UTC().Truncate(time.Second), Exercise: course.ID(v.Exercise), SHA256: v.SHA256,
		Outcome: v.Outcome, Points: v.Points, Max: v.Max,
	}
}

// Hinted is the entry for a hint that was shown, counted from 1.
func Hinted(id course.ID, hint int, now time.Time) Entry {
	return Entry{Time: now.UTC().Truncate(time.Second), Exercise: id, Hint: hint}
}

// Record is what the file says.
type Record struct{ entries []Entry }

// Read reads the record of the course at root. Where there is no file yet, it is
// empty. A line that cannot be read is left out: a machine that lost its power
// in the middle of a line must not lose the student's record.
func Read(root string) (*Record, error) {
	text, err := lockedfile.Read(filepath.Join(root, File))
	if errors.Is(err, fs.ErrNotExist) {
		return &Record{}, nil
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", File, course.Reason(err))
	}
	r := &Record{}
	for line := range bytes.Lines(text) {
		var e Entry
		if json.Unmarshal(line, &e) == nil && e.Exercise != "" {
			r.entries = append(r.entries, e)
		}
	}
	return r, nil
}

// Append adds entries to the record of the course at root, with one call and
// under a lock, so that two graders at once do not mix their lines.
func Append(root string, entries ...Entry) (err error) {
	var text bytes.Buffer
	for _, e := range entries {
		if err := json.NewEncoder(&text).Encode(e); err != nil {
			return err
		}
	}
	f, err := lockedfile.OpenFile(filepath.Join(root, File), os.O_RDWR|os.O_CREATE|os.O_APPEND, 0o644)
	if err != nil {
		return fmt.Errorf("%s: %w", File, course.Reason(err))
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	line := text.Bytes()
	if torn(f) {
		line = append([]byte("\n"), line...)
	}
	if _, err = f.Write(line); err != nil {
		return fmt.Errorf("%s: %w", File, course.Reason(err))
	}
	return nil
}

// torn reports whether the last line has no end, so that what comes next would
// be lost in it.
func torn(f *lockedfile.File) bool {
	if _, err := f.Seek(-1, io.SeekEnd); err != nil {
		return false // the file is empty
	}
	last := make([]byte, 1)
	_, err := f.Read(last)
	return err == nil && last[0] != '\n'
}
