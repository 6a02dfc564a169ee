package export

import (
	"cmp"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/concurrency-in-go/course/grader/internal/gradebook"
)

// classroom50 has the fields of classroom50/result/v1, which allows no others.
type classroom50 struct {
	Schema         string            `json:"schema"`
	Classroom      string            `json:"classroom"`
	Assignment     string            `json:"assignment"`
	AssignmentType string            `json:"assignment_type"`
	Owner          string            `json:"owner"`
	Submission     string            `json:"submission"`
	Commit         string            `json:"commit"`
	Release        string            `json:"release"`
	Review         string            `json:"review"`
	Datetime       string            `json:"datetime"`
	GradedAt       string            `json:"graded_at"`
	Score          int               `json:"score"`
	MaxScore       int               `json:"max-score"`
	Tests          []classroom50Test `json:"tests"`
}

type classroom50Test struct {
	Name     string `json:"test-name"`
	Passed   bool   `json:"passed"`
	Score    int    `json:"score"`
	MaxScore int    `json:"max-score"`
	Outcome  string `json:"outcome"`
	Message  string `json:"message,omitempty"`
}

// Classroom50Fields are the names that [Options] may give values to. A gradebook
// knows neither of the first two. A result that was not submitted as a release is
// marked as a manual one, as the system marks a teacher's own entries.
func Classroom50Fields() []string {
	return []string{"classroom", "assignment", "assignment_type", "submission", "commit", "release", "review", "datetime"}
}

// Classroom50 writes a student's result.json, with one test for each exercise.
// What could not be graded is left out of the score and of what there was to earn;
// where that is everything it returns [ErrNothing].
func Classroom50(w io.Writer, records []gradebook.Record, o Options) error {
	scores := sortedRecords(graded(records))
	if len(scores) == 0 {
		return ErrNothing
	}
	out, err := o.classroom50(scores)
	if err != nil {
		return err
	}
	for _, r := range scores {
		t := classroom50Test{Name: r.Exercise, Passed: r.Passed, Outcome: string(r.Outcome), Message: shorten(firstMessage(r))}
		t.Score, t.MaxScore = r.Hundredths()
		out.Score, out.MaxScore = out.Score+t.Score, out.MaxScore+t.MaxScore
		out.Tests = append(out.Tests, t)
	}
	return indented(w, out)
}

func (o Options) classroom50(records []gradebook.Record) (*classroom50, error) {
	last := records[0].Graded
	for _, r := range records {
		if r.Graded.After(last) {
			last = r.Graded
		}
	}
	field := func(name, otherwise string) string {
		return strings.ReplaceAll(cmp.Or(o.Fields[name], otherwise), "{student}", records[0].Student)
	}
	manual := "submit/manual-" + last.UTC().Format("2006-01-02T15-04-05Z")
	out := &classroom50{
		Schema: "classroom50/result/v1", Classroom: field("classroom", ""), Assignment: field("assignment", ""),
		AssignmentType: field("assignment_type", "individual"), Owner: records[0].Student,
		Submission: field("submission", manual), Datetime: field("datetime", instant(last)), GradedAt: instant(last),
	}
	out.Commit, out.Release = field("commit", out.Submission), field("release", out.Submission)
	out.Review = field("review", out.Commit)
	return out, out.valid()
}

// instant is a time in the one form that the schema allows.
func instant(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05Z") }

// valid refuses what the schema would. The error names the field.
func (c *classroom50) valid() error {
	switch {
	case c.Classroom == "":
		return &FieldError{"classroom", "is missing"}
	case c.Assignment == "":
		return &FieldError{"assignment", "is missing"}
	case c.AssignmentType != "individual" && c.AssignmentType != "group":
		return &FieldError{"assignment_type", "is neither individual nor group"}
	case !strings.HasPrefix(c.Submission, "submit/"):
		return &FieldError{"submission", "does not begin with submit/"}
	}
	if _, err := time.Parse("2006-01-02T15:04:05Z", c.Datetime); err != nil {
		return &FieldError{"datetime", "is no time like 2026-11-24T12:00:00Z"}
	}
	return nil
}

// FieldError says what is wrong with one of [Classroom50Fields].
type FieldError struct{ Field, Problem string }

func (e *FieldError) Error() string { return "classroom50: the field " + e.Field + " " + e.Problem }

// Hint says how to give it.
func (e *FieldError) Hint() string {
	return fmt.Sprintf("say --field %s=…, or set %s", e.Field, Variable(e.Field))
}

// Variable is the environment variable that Classroom 50's runner has a field in.
func Variable(field string) string {
	switch field {
	case "submission":
		return "SUBMISSION_TAG"
	case "commit", "release", "review":
		return strings.ToUpper(field) + "_URL"
	case "assignment_type":
		return "MODE"
	}
	return strings.ToUpper(field)
}
