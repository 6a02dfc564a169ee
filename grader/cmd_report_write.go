package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"

	"github.com/concurrency-in-go/course/grader/internal/export"
	"github.com/concurrency-in-go/course/grader/internal/gradebook"
	"github.com/concurrency-in-go/course/grader/internal/verdict"
)

// export writes the records as another system reads them.
func (a *app) export(r reporting, records []gradebook.Record) error {
	f := export.Formats()[slices.Index(formats(), r.format)]
	o := export.Options{By: r.by, Visibility: r.visibility, Fields: r.classroom50Field}
	switch {
	case !f.Each || r.student != "":
		return a.saveOrPrint(r.out, func(w io.Writer) error { return f.Write(w, records, o) })
	case toOutput(r.out):
		return &usage{
			fmt.Errorf("%s has a file for each student", f.Name),
			"name a folder with --out, or one student with --student",
		}
	}
	return a.exportEach(f, o, r.out, records)
}

// exportEach writes a file for each student into a folder, and nothing outside of
// it: students choose what they are called.
func (a *app) exportEach(f export.Format, o export.Options, dir string, records []gradebook.Record) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return &usage{err, "--out is the folder to write to"}
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return &usage{err, "--out is the folder to write to"}
	}
	defer root.Close()
	students := map[string][]gradebook.Record{}
	var names []string
	for _, r := range records {
		if students[r.Student] == nil {
			names = append(names, r.Student)
		}
		students[r.Student] = append(students[r.Student], r)
	}
	files := export.Filenames(names, f.Ext)
	for _, name := range names {
		if err := exportOne(root, files[name], f, o, students[name]); err != nil {
			return err
		}
	}
	return nil
}

// exportOne writes one student's file. Where there is nothing to score there is
// none, and an older one goes: it would be taken for the score of now.
func exportOne(root *os.Root, file string, f export.Format, o export.Options, records []gradebook.Record) error {
	var b bytes.Buffer
	err := f.Write(&b, records, o)
	if errors.Is(err, export.ErrNothing) {
		if err := root.Remove(file); err != nil && !errors.Is(err, os.ErrNotExist) {
			return &fault{err}
		}
		return nil
	}
	if err != nil {
		return err
	}
	if err := root.WriteFile(file, b.Bytes(), 0o644); err != nil {
		return &fault{err}
	}
	return nil
}

// readBook reads a gradebook. A last line that has no end was torn off, and is
// left out with a note; any other line that is no record is an error.
func (a *app) readBook(file string) (*gradebook.Book, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, &usage{err, "name the file that `grader class --gradebook` wrote"}
	}
	book, n := &gradebook.Book{}, 0
	for line := range bytes.Lines(text) {
		n++
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		r, err := readRecord(line)
		if err != nil && !bytes.HasSuffix(line, []byte("\n")) {
			a.note(fmt.Sprintf("%s:%d is torn off, and left out", file, n))
			continue
		}
		if err != nil {
			return nil, &usage{fmt.Errorf("%s:%d: %w", file, n, err), "a gradebook has one grade/v1 record of a student a line"}
		}
		book.Records = append(book.Records, r)
	}
	return book, nil
}

func readRecord(line []byte) (gradebook.Record, error) {
	var r gradebook.Record
	switch err := json.Unmarshal(line, &r); {
	case err != nil:
		return r, errors.New("no record: it is not JSON of that form")
	case r.Schema != verdict.Schema:
		return r, fmt.Errorf("no record: its schema is %q", r.Schema)
	case r.Student == "" || r.Exercise == "":
		return r, errors.New("no record: it names no student or no exercise")
	case !r.Outcome.Known():
		return r, fmt.Errorf("no record: its outcome is %q", r.Outcome)
	case r.Points < 0 || r.Max < 0 || r.Points > r.Max:
		return r, fmt.Errorf("no record: it has %g of %g points", r.Points, r.Max)
	}
	return r, nil
}
