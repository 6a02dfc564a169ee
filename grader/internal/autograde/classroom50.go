package autograde

import (
	"cmp"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/concurrency-in-go/course/grader/internal/verdict"
)

// Handed says what was handed in, in the words of Classroom 50. Its runner puts
// them into the environment.
type Handed struct {
	Classroom  string `json:"classroom"`
	Assignment string `json:"assignment"`
	Type       string `json:"assignment_type"`
	Owner      string `json:"owner"`
	Submission string `json:"submission"`
	Commit     string `json:"commit"`
	Release    string `json:"release"`
	Review     string `json:"review"`
}

// HandedFrom reads it from the environment. An error names what is not there.
func HandedFrom(env func(string) string) (Handed, error) {
	h := Handed{
		Classroom: env("CLASSROOM"), Assignment: env("ASSIGNMENT"),
		Type:       cmp.Or(env("ASSIGNMENT_TYPE"), "individual"),
		Owner:      cmp.Or(env("OWNER"), env("USERNAME")),
		Submission: env("SUBMISSION_TAG"), Commit: env("COMMIT_URL"), Release: env("RELEASE_URL"),
		Review: cmp.Or(env("REVIEW_URL"), env("COMMIT_URL")), // older runners have no review
	}
	var missing []string
	for _, m := range []struct{ name, value string }{
		{"CLASSROOM", h.Classroom},
		{"ASSIGNMENT", h.Assignment},
		{"OWNER", h.Owner},
		{"SUBMISSION_TAG", h.Submission},
		{"COMMIT_URL", h.Commit},
		{"RELEASE_URL", h.Release},
	} {
		if m.value == "" {
			missing = append(missing, m.name)
		}
	}
	if len(missing) > 0 {
		return h, fmt.Errorf("the environment has no %s", strings.Join(missing, ", "))
	}
	return h, nil
}

// result50 is a classroom50/result/v1 record, for its JSON Schema see
// foundation50/classroom50, schemas/result-v1.schema.json.
type result50 struct {
	Schema string `json:"schema"`
	Handed
	Datetime string   `json:"datetime"`
	Score    int      `json:"score"`
	Max      int      `json:"max-score"`
	Tests    []test50 `json:"tests"`
}

type test50 struct {
	Name    string `json:"test-name"`
	Passed  bool   `json:"passed"`
	Score   int    `json:"score"`
	Max     int    `json:"max-score"`
	Message string `json:"message,omitempty"`
}

// Result50 returns the text of result.json. Scores are hundredths of the course's
// points, rounded down, so that nothing but a pass has them all.
func Result50(h Handed, all []verdict.Verdict, now time.Time) ([]byte, error) {
	r := result50{
		Schema: "classroom50/result/v1", Handed: h, Tests: []test50{},
		Datetime: now.UTC().Format("2006-01-02T15:04:05Z"),
	}
	for _, v := range all {
		t := test50{Name: line(v.Exercise, 80), Passed: v.Passed, Message: line(reason(v), 400)}
		t.Score, t.Max = v.Hundredths()
		r.Score, r.Max, r.Tests = r.Score+t.Score, r.Max+t.Max, append(r.Tests, t)
	}
	text, err := json.MarshalIndent(r, "", "  ")
	return append(text, '\n'), err
}
