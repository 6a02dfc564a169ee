package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/concurrency-in-go/course/grader/internal/classroom50"
	"github.com/concurrency-in-go/course/grader/internal/course"
	"github.com/concurrency-in-go/course/grader/internal/export"
	"github.com/concurrency-in-go/course/grader/internal/gradebook"
	"github.com/concurrency-in-go/course/grader/internal/report"
	"github.com/spf13/cobra"
)

// reporting is the flags of report.
type reporting struct {
	all              bool
	html, csv        string
	format, out      string
	student          string
	by, visibility   string
	fields           []string
	classroom50Field map[string]string
}

func (a *app) reportCmd() *cobra.Command {
	var r reporting
	cmd := &cobra.Command{
		Use:   "report GRADEBOOK [ID…]",
		Short: "Show how a class stands, or write it for another system",
		Long: `Shows the class of a gradebook: the students' points, the hardest exercises and
how attempts ended. With IDs it looks at those exercises alone.

--html writes one page that needs nothing else: a heat map, and an explanation
of every attempt that did not pass. --csv writes a row for each attempt.

--format writes what another system reads: canvas, moodle and junit one file for
the class; gradescope, prairielearn and classroom50 a file for each student, in
the folder --out, or with --student one student's.

Where the grader itself failed, no format gets a zero: the points are left out.`,
		Example: `  grader report book.jsonl
  grader report book.jsonl --html report.html
  grader report book.jsonl settings --format canvas --out settings.csv
  grader report book.jsonl --format gradescope --out results/`,
		Args: func(c *cobra.Command, args []string) error {
			return needs(1, max(len(args), 1), "a gradebook, and then exercises")(c, args)
		},
		RunE: func(_ *cobra.Command, args []string) error { return a.report(r, args[0], args[1:]) },
	}
	f := cmd.Flags()
	f.BoolVar(&r.all, "all", false, "every student, in a class of any size")
	f.StringVar(&r.html, "html", "", "write the page to `FILE`")
	f.StringVar(&r.csv, "csv", "", "write a row for each attempt to `FILE`, or - for here")
	f.StringVar(&r.format, "format", "", "write another system's `FORMAT`: canvas, classroom50,\ngradescope, junit, moodle or prairielearn")
	f.StringVarP(&r.out, "out", "o", "", "where --format writes: `PATH` of a file or a folder")
	f.StringVar(&r.student, "student", "", "this student alone: a username, as `NAME`")
	f.StringVar(&r.by, "by", "exercise", "`WHAT` a column of canvas and moodle stands for:\nexercise, chapter or total")
	f.StringVar(&r.visibility, "visibility", "after_published", "`WHEN` students see hidden tests at gradescope:\nvisible, hidden, after_due_date or after_published\n")
	f.StringArrayVar(&r.fields, "field", nil, "`NAME=VALUE` for classroom50: classroom, assignment, …;\n{student} stands for the username")
	for flag, words := range map[string][]string{"format": formats(), "by": columnKinds(), "visibility": visibilities()} {
		must(cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp)))
	}
	return cmd
}

func columnKinds() []string { return []string{"exercise", "chapter", "total"} }

func visibilities() []string {
	return []string{"visible", "hidden", "after_due_date", "after_published"}
}

func formats() []string {
	var names []string
	for _, f := range export.Formats() {
		names = append(names, f.Name)
	}
	return names
}

func (a *app) report(r reporting, file string, ids []string) error {
	if err := r.valid(); err != nil {
		return err
	}
	book, err := a.readBook(file)
	if err != nil {
		return err
	}
	records, err := r.chosen(book.Latest(), ids)
	if err != nil {
		return err
	}
	return errors.Join(a.reports(r, records)...)
}

// reports writes everything that was asked for, and the text if that is nothing.
func (a *app) reports(r reporting, records []gradebook.Record) []error {
	if r.html == "" && r.csv == "" && r.format == "" {
		return []error{report.ClassText{All: r.all}.Write(a.out, report.NewClass(records))}
	}
	var problems []error
	if r.html != "" {
		problems = append(problems, save(r.html, func(w io.Writer) error { return report.HTML(w, report.NewClass(records)) }))
	}
	if r.csv != "" {
		problems = append(problems, a.saveOrPrint(r.csv, func(w io.Writer) error { return export.CSV(w, records) }))
	}
	if r.format != "" {
		problems = append(problems, a.exportClass(r, records))
	}
	if left := export.Left(records); left != "" {
		a.note(left)
	}
	return problems
}

func (r *reporting) valid() error {
	for _, c := range []struct {
		flag, value string
		words       []string
	}{
		{"--format", r.format, append([]string{""}, formats()...)},
		{"--by", r.by, columnKinds()},
		{"--visibility", r.visibility, visibilities()},
	} {
		if !slices.Contains(c.words, c.value) {
			return &usage{fmt.Errorf("%s is %q", c.flag, c.value), "it is one of " + strings.TrimPrefix(strings.Join(c.words, ", "), ", ")}
		}
	}
	if r.out != "" && r.format == "" {
		return &usage{errors.New("--out is given, and --format is not"), "--html and --csv name their own files"}
	}
	if r.csv == "-" && r.format != "" && toOutput(r.out) {
		return &usage{errors.New("--csv and --format would both be written here"), "give one of them a file"}
	}
	return r.readFields()
}

// readFields takes the fields of Classroom 50 from the flags, and those that are
// not given from where its runner has them.
func (r *reporting) readFields() error {
	known := export.Classroom50Fields()
	r.classroom50Field = map[string]string{}
	for _, name := range known {
		r.classroom50Field[name] = os.Getenv(classroom50.Variable(name))
	}
	for _, f := range r.fields {
		name, value, ok := strings.Cut(f, "=")
		if !ok || !slices.Contains(known, name) {
			return &usage{fmt.Errorf("--field is %q", f), "it is NAME=VALUE, with one of the names " + strings.Join(known, ", ")}
		}
		r.classroom50Field[name] = value
	}
	return nil
}

// chosen returns the records of the exercises and the student that were named.
func (r *reporting) chosen(records []gradebook.Record, ids []string) ([]gradebook.Record, error) {
	if r.student != "" {
		records = slices.DeleteFunc(records, func(x gradebook.Record) bool { return x.Student != r.student })
		if len(records) == 0 {
			return nil, &usage{fmt.Errorf("the gradebook has no student %q", r.student), "usernames are what `grader report` shows first"}
		}
	}
	if len(ids) == 0 {
		return records, nil
	}
	wanted := map[string]bool{}
	for _, id := range ids {
		e := matching(records, id)
		if e == "" {
			return nil, &usage{fmt.Errorf("the gradebook has no exercise %q", id), "it has " + strings.Join(exercisesOf(records), ", ")}
		}
		wanted[e] = true
	}
	return slices.DeleteFunc(records, func(x gradebook.Record) bool { return !wanted[x.Exercise] }), nil
}

// matching returns the exercise of the gradebook that an ID or a name stands for.
func matching(records []gradebook.Record, id string) string {
	for _, r := range records {
		if id == r.Exercise || id == course.ID(r.Exercise).Name() {
			return r.Exercise
		}
	}
	return ""
}

func exercisesOf(records []gradebook.Record) []string {
	all := map[string]bool{}
	for _, r := range records {
		all[r.Exercise] = true
	}
	return slices.Sorted(maps.Keys(all))
}

// saveOrPrint writes to a file, or to the output where that is meant.
func (a *app) saveOrPrint(file string, write func(io.Writer) error) error {
	if !toOutput(file) {
		return save(file, write)
	}
	var b bytes.Buffer
	if err := write(&b); err != nil {
		return unscored(err)
	}
	_, err := a.out.Write(b.Bytes())
	return err
}

// unscored makes it the grader's fault that there is nothing to score.
func unscored(err error) error {
	if errors.Is(err, export.ErrNothing) {
		return &fault{err}
	}
	return err
}

func toOutput(file string) bool { return file == "" || file == "-" }

// save writes a file only when all of it is there, so that what is wrong with a
// new report does not cost the old one.
func save(file string, write func(io.Writer) error) error {
	var b bytes.Buffer
	if err := write(&b); err != nil {
		return unscored(err)
	}
	if err := os.WriteFile(file, b.Bytes(), 0o644); err != nil {
		return &usage{err, "is there a folder of that name, and may you write to it?"}
	}
	return nil
}
