// Package classroom50 has the record that Classroom 50 reads scores from,
// classroom50/result/v1: see schemas/result-v1.schema.json of
// foundation50/classroom50. The schema allows no other fields in a [Result], and
// any in a [Test].
package classroom50

import (
	"encoding/json"
	"io"
	"time"

	"github.com/concurrency-in-go/course/grader/internal/verdict"
)

// Result is a student's result.json.
type Result struct {
	Schema string `json:"schema"`
	Submission
	Datetime string `json:"datetime"`
	GradedAt string `json:"graded_at,omitempty"`
	Score    int    `json:"score"`
	Max      int    `json:"max-score"`
	Tests    []Test `json:"tests"`
}

// Test is an exercise. Scores are hundredths of the course's points, because
// Classroom 50 takes whole numbers.
type Test struct {
	Name    string          `json:"test-name"`
	Passed  bool            `json:"passed"`
	Score   int             `json:"score"`
	Max     int             `json:"max-score"`
	Outcome verdict.Outcome `json:"outcome"`
	Message string          `json:"message,omitempty"`
}

// New returns a result that has no tests yet, of what was handed in at a time.
func New(s Submission, at time.Time) *Result {
	return &Result{Schema: "classroom50/result/v1", Submission: s, Datetime: Instant(at), Tests: []Test{}}
}

// Add adds an exercise by a name, with the reason why it has not passed.
func (r *Result) Add(name string, v verdict.Verdict, reason string) {
	t := Test{Name: name, Passed: v.Passed, Outcome: v.Outcome, Message: reason}
	t.Score, t.Max = v.Hundredths()
	r.Score, r.Max, r.Tests = r.Score+t.Score, r.Max+t.Max, append(r.Tests, t)
}

// Write writes the text of result.json.
func (r *Result) Write(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(r)
}

// instant is the one form of a time that the schema allows.
const instant = "2006-01-02T15:04:05Z"

// Instant puts a time into the one form that the schema allows.
func Instant(t time.Time) string { return t.UTC().Format(instant) }
