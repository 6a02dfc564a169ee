package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"

	"github.com/concurrency-in-go/course/grader/internal/export"
	"github.com/concurrency-in-go/course/grader/internal/gradebook"
)

// exportClass writes the records as another system reads them.
func (a *app) exportClass(r reporting, records []gradebook.Record) error {
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

// readBook reads a gradebook. A last line that was torn off is left out with a note.
func (a *app) readBook(file string) (*gradebook.Book, error) {
	book, torn, err := gradebook.Read(file)
	if torn != nil {
		a.note(fmt.Sprintf("%s: line %d was torn off in the middle, and is left out", file, torn.Line))
	}
	return book, err
}
