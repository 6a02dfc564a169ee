package autograde

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/concurrency-in-go/course/grader/internal/classroom50"
	"github.com/concurrency-in-go/course/grader/internal/course"
	"github.com/concurrency-in-go/course/grader/internal/verdict"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "rewrite the files in testdata")

func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		require.NoError(t, os.WriteFile(file, []byte(got), 0o644))
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err)
	assert.Equal(t, string(want), got, "go test ./grader/internal/autograde -update rewrites it")
}

// small is a course of four exercises.
func small() *course.Course {
	ch := &course.Chapter{ID: "ch03", Title: "Building Blocks"}
	for _, name := range []string{"settings", "queue", "gather", "lazy"} {
		ch.Exercises = append(ch.Exercises, &course.Exercise{
			ID: course.ID("ch03/" + name), Title: "About " + name, Files: []string{name + ".go"}, Points: 3, Section: "Channels", Chapter: ch,
		})
	}
	return &course.Course{Chapters: []*course.Chapter{ch}}
}

// results are one exercise of each kind: passed, failed in part, not begun, and
// one that cannot be read.
func results() []verdict.Verdict {
	es := small().Exercises()
	passed := blank(es[0])
	passed.Checks = []verdict.Check{{Name: "TestReads", Outcome: verdict.Pass, Points: 3, Max: 3, Runs: 20}}
	passed.Settle()
	failed := blank(es[1])
	failed.Checks = []verdict.Check{
		{Name: "TestOrder", Outcome: verdict.Pass, Points: 1, Max: 1, Runs: 20},
		{
			Name: "TestPut", Outcome: verdict.Race, Max: 1, Runs: 5, Failed: 5, Message: "two goroutines touch q.items at once",
			Account: []string{"Put writes it: queue.go:12  q.items = append(q.items, v)", "Take reads it: queue.go:20  v := q.items[0]"},
			Places:  []verdict.Place{{File: "queue.go", Line: 12}, {File: "queue.go", Line: 20}},
		},
		{Name: "TestTake", Outcome: verdict.Wrong, Max: 1, Runs: 5, Failed: 2, Message: "lost: 3", Places: []verdict.Place{{File: "queue_test.go", Line: 9}, {File: "queue.go", Line: 20}}},
	}
	failed.Settle()
	return []verdict.Verdict{
		passed, failed, NotBegun(es[2]),
		Unread(es[3], &course.UnknownError{Name: "lazy.go"}),
	}
}

// evil is a verdict in which every text is hostile.
func evil(text string) verdict.Verdict {
	v := verdict.Verdict{
		Exercise: "ch03/settings", Title: text, Max: 3, Tests: "visible", Section: text, Hint: text, Attempt: text,
		Checks: []verdict.Check{{
			Name: text, Outcome: verdict.Wrong, Max: 3, Runs: 5, Failed: 5, Message: text,
			Account: []string{text, text}, Places: []verdict.Place{{File: "settings.go", Line: 3, Source: text}, {File: text, Line: 1, Source: text}},
		}},
	}
	v.Settle()
	return v
}

func decoded(t *testing.T, result string) []byte {
	t.Helper()
	text, err := base64.StdEncoding.DecodeString(result)
	require.NoError(t, err)
	return text
}

func TestRunner(t *testing.T) {
	result, err := Runner(results())
	require.NoError(t, err)
	var r any
	require.NoError(t, json.Unmarshal(decoded(t, result), &r))
	text, err := json.MarshalIndent(r, "", "  ")
	require.NoError(t, err)
	golden(t, "runner.json", string(text)+"\n")
}

// The reporter counts in two ways, which must agree.
func TestConsoleAndNoticeAgree(t *testing.T) {
	r := newRunner(results(), 100)
	passed, sum := 0, 0
	for _, test := range r.Tests {
		if sum += test.Score; test.Status == "pass" {
			passed++
		}
	}
	assert.InDelta(t, float64(passed)/float64(len(r.Tests))*float64(r.Max), sum, 0)
	assert.Equal(t, 1, passed)
}

func TestRunnerStatus(t *testing.T) {
	pass, fail := results()[0], results()[1]
	broken := Fault(small().Exercises()[2], errors.New("the disk is full"))
	for _, tt := range []struct {
		name string
		all  []verdict.Verdict
		want string
	}{
		{"all pass", []verdict.Verdict{pass, pass}, "pass"},
		{"one fails", []verdict.Verdict{pass, fail}, "fail"},
		{"one is not begun", []verdict.Verdict{pass, results()[2]}, "fail"},
		{"the grader's fault is no failure", []verdict.Verdict{pass, broken}, "error"},
		{"and hides none", []verdict.Verdict{broken, fail, broken}, "fail"},
		{"an outcome that nobody knows is a fault", []verdict.Verdict{{Outcome: "excellent"}}, "error"},
	} {
		t.Run(tt.name, func(t *testing.T) { assert.Equal(t, tt.want, newRunner(tt.all, 100).Status) })
	}
}

func TestRunnerFits(t *testing.T) {
	var many []verdict.Verdict
	for range 200 {
		many = append(many, evil(strings.Repeat("日本", 5000)))
	}
	result, err := Runner(many)
	require.NoError(t, err)
	assert.LessOrEqual(t, len(decoded(t, result)), room)
	var r runner
	require.NoError(t, json.Unmarshal(decoded(t, result), &r))
	assert.Len(t, r.Tests, 200, "messages give way, and no test does")
}

func TestResult50(t *testing.T) {
	s := classroom50.Submission{Classroom: "cs1", Assignment: "ch03", Type: "individual", Owner: "ada", Name: "submit/x", Commit: "c", Release: "r", Review: "v"}
	golden(t, "result50.json", written(t, Result50(s, results(), time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC))))
}

func written(t *testing.T, r *classroom50.Result) string {
	t.Helper()
	var text bytes.Buffer
	require.NoError(t, r.Write(&text))
	return text.String()
}

func TestSummary(t *testing.T) {
	text, err := Summary("ch03", results(), "go run ./grader")
	require.NoError(t, err)
	golden(t, "summary.md", text)
}

var token = regexp.MustCompile(`[A-Z2-7]{26}`)

func TestLogAndAnnotations(t *testing.T) {
	text, err := Log(results(), "go run ./grader")
	require.NoError(t, err)
	assert.Len(t, token.FindAllString(text, -1), 2, "the token is random, and ends what it began")
	golden(t, "log.txt", token.ReplaceAllString(text, "TOKEN")+Annotations(small(), results(), "course", 10))
}
