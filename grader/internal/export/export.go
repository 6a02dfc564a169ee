// Package export writes the records of a gradebook in the formats of other
// systems: the CSV files of Canvas and Moodle, the result files of Gradescope,
// PrairieLearn and Classroom 50, JUnit XML, and a CSV file with everything.
//
// One rule holds in all of them. A fault is the grader's own failure and never a
// zero: where it stands, the points are left out, and [Left] says so.
//
// What an attempt printed is in the records. Every text goes through
// [report.Clean], cells go through [Cell], and JSON and XML through their encoders.
package export

import (
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"github.com/concurrency-in-go/course/grader/internal/gradebook"
	"github.com/concurrency-in-go/course/grader/internal/report"
	"github.com/concurrency-in-go/course/grader/internal/verdict"
)

// Options is what the formats are told beside the records.
type Options struct {
	// By says what a column of an LMS's table is: an exercise, a chapter or the
	// total. Empty is an exercise.
	By string
	// Visibility is who sees a hidden test at Gradescope, and when: "visible",
	// "hidden", "after_due_date" or "after_published". Empty is the last.
	Visibility string
	// Fields are what Classroom 50 asks for and a gradebook does not know, by
	// the name of the field. In a value, {student} stands for the username.
	Fields map[string]string
}

// Format is another system's.
type Format struct {
	Name string
	// Each says that a file holds one student, and not the class.
	Each  bool
	Ext   string // of the file's name, with the dot
	Write func(w io.Writer, records []gradebook.Record, o Options) error
}

// Formats lists the formats by name.
func Formats() []Format {
	return []Format{
		{"canvas", false, ".csv", Canvas},
		{"classroom50", true, ".json", Classroom50},
		{"gradescope", true, ".json", Gradescope},
		{"junit", false, ".xml", JUnit},
		{"moodle", false, ".csv", Moodle},
		{"prairielearn", true, ".json", PrairieLearn},
	}
}

// ErrNothing says that there is no score to write, because the grader itself failed
// at every attempt.
var ErrNothing = errors.New("no attempt could be graded")

// Left says what is not in an export, and why: the attempts that could not be
// graded. It is empty where everything was.
func Left(records []gradebook.Record) string {
	var faults []string
	for _, r := range records {
		if fault(r) {
			faults = append(faults, report.Clean(r.Student+" "+r.Exercise))
		}
	}
	if len(faults) == 0 {
		return ""
	}
	const most = 5
	list := strings.Join(faults[:min(most, len(faults))], ", ")
	if more := len(faults) - most; more > 0 {
		list += fmt.Sprintf(" and %d more", more)
	}
	return "no points are written where the grader itself failed, and none is a zero: " + list
}

// fault reports whether the record is the grader's own failure.
func fault(r gradebook.Record) bool { return r.Outcome == verdict.Fault || !r.Outcome.Known() }

// graded returns the records that are scores.
func graded(records []gradebook.Record) []gradebook.Record {
	return slices.DeleteFunc(slices.Clone(records), fault)
}

// story is what happened in a check, for a reader who has nothing but text.
func story(c verdict.Check) string {
	lines := []string{}
	if c.Message != "" {
		lines = append(lines, c.Message)
	}
	lines = append(lines, c.Account...)
	for _, p := range c.Places {
		lines = append(lines, strings.TrimRight(fmt.Sprintf("%s:%d  %s", p.File, p.Line, p.Source), " "))
	}
	return shorten(report.Clean(strings.Join(lines, "\n")))
}

// maxStory is how many bytes one check may tell. PrairieLearn takes a file of a
// megabyte, and a hundred checks must fit.
const maxStory = 4000

func shorten(text string) string {
	if len(text) <= maxStory {
		return text
	}
	return strings.ToValidUTF8(text[:maxStory], "") + "…"
}

// shown reports whether a check belongs into a list of tests: every test, and a
// step of grading only where it went wrong.
func shown(c verdict.Check) bool {
	gate := slices.Contains([]string{"policy", "build", "vet", "suite"}, c.Name)
	return !gate || c.Outcome != verdict.Pass
}

// name is a check with its exercise.
func name(r gradebook.Record, c verdict.Check) string {
	return report.Clean(r.Exercise + ": " + c.Name)
}

// round takes away what adding thousandths leaves behind.
func round(points float64) float64 { return math.Round(points*1000) / 1000 }
