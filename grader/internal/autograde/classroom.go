package autograde

import (
	"encoding/base64"
	"encoding/json"

	"github.com/concurrency-in-go/course/grader/internal/verdict"
)

// room is how many bytes of JSON a result may be. In base64 it is a third more,
// and travels in an environment variable, of which Linux takes 128 KiB at most.
const room = 48 << 10

// runner is what a grader of GitHub Classroom leaves for its reporter. (Seen in
// classroom-resources/autograding-grading-reporter, v1.)
type runner struct {
	Version int    `json:"version"`
	Status  string `json:"status"`
	Max     int    `json:"max_score"`
	Tests   []test `json:"tests"`
}

// test is one exercise. The reporter counts in two ways: its console takes the
// share of the tests that pass, and its notice the sum of the scores. They agree
// only if every test is worth the same; so an exercise is worth one, whatever its
// points are in the course.
type test struct {
	Name     string `json:"name"`
	Status   string `json:"status"`
	Score    int    `json:"score"`
	Message  string `json:"message"`
	Code     string `json:"test_code"`
	File     string `json:"filename"`
	Line     int    `json:"line_no"` // without it the reporter prints "undefined"
	Duration int64  `json:"duration"`
}

// Runner returns the result that the reporter of GitHub Classroom reads from the
// output of a step: JSON in base64.
func Runner(all []verdict.Verdict) (string, error) {
	for most := 400; ; most /= 2 {
		text, err := json.Marshal(newRunner(all, most))
		if err != nil {
			return "", err
		}
		if len(text) <= room || most == 0 {
			return base64.StdEncoding.EncodeToString(text), nil
		}
	}
}

// newRunner returns the result with messages of at most so many characters.
func newRunner(all []verdict.Verdict, most int) runner {
	r := runner{Version: 1, Status: "pass", Max: len(all), Tests: []test{}}
	for _, v := range all {
		t := test{Name: line(v.Exercise, 80), Status: status(v), Message: line(reason(v), most), Duration: v.Millis}
		if v.Passed {
			t.Score = 1
		}
		r.Tests = append(r.Tests, t)
		r.Status = worse(r.Status, t.Status)
	}
	return r
}

func status(v verdict.Verdict) string {
	switch {
	case v.Passed:
		return "pass"
	case word(v) == string(verdict.Fault):
		return "error"
	}
	return "fail"
}

// worse returns the status that stands for both. A fail hides an error, as it does
// for the reporter.
func worse(a, b string) string {
	for _, s := range []string{"fail", "error"} {
		if a == s || b == s {
			return s
		}
	}
	return "pass"
}
