package export

import (
	"fmt"
	"io"
	"time"

	"github.com/concurrency-in-go/course/grader/internal/gradebook"
	"github.com/concurrency-in-go/course/grader/internal/report"
	"github.com/concurrency-in-go/course/grader/internal/verdict"
)

// CSV writes a row for each student and exercise, with the outcome and with what
// went wrong first.
func CSV(w io.Writer, records []gradebook.Record) error {
	rows := [][]string{{
		"student", "name", "exercise", "title", "outcome", "points", "max", "passed", "untouched", "late",
		"graded", "tests", "attempt_sha256", "message",
	}}
	for _, s := range report.NewClass(records).Students {
		for _, r := range s.Attempts {
			if r != nil {
				rows = append(rows, line(*r))
			}
		}
	}
	return table(w, rows)
}

func line(r gradebook.Record) []string {
	points, most, passed := report.Points(r.Points), report.Points(r.Max), fmt.Sprint(r.Passed)
	if fault(r) {
		points, passed = "", ""
	}
	return append(cells(r.Student, r.Name, r.Exercise, r.Title, string(r.Outcome)),
		append([]string{points, most, passed, fmt.Sprint(r.Untouched), fmt.Sprint(r.Late), stamp(r.Graded)},
			cells(r.Tests, r.SHA256, firstMessage(r))...)...)
}

func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

// firstMessage is what the gravest check says.
func firstMessage(r gradebook.Record) string {
	for _, c := range r.Checks {
		if c.Outcome == r.Outcome && c.Outcome != verdict.Pass {
			return c.Message
		}
	}
	return ""
}
