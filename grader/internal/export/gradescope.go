package export

import (
	"cmp"
	"encoding/json"
	"io"

	"github.com/concurrency-in-go/course/grader/internal/gradebook"
	"github.com/concurrency-in-go/course/grader/internal/report"
	"github.com/concurrency-in-go/course/grader/internal/verdict"
)

type gradescope struct {
	Score            float64          `json:"score"`
	Output           string           `json:"output,omitempty"`
	OutputFormat     string           `json:"output_format"`
	TestOutputFormat string           `json:"test_output_format"`
	StdoutVisibility string           `json:"stdout_visibility"`
	ExecutionTime    float64          `json:"execution_time"` // seconds
	Tests            []gradescopeTest `json:"tests"`
}

// gradescopeTest has pointers where zero is not the same as nothing.
type gradescopeTest struct {
	Name       string   `json:"name"`
	Score      *float64 `json:"score,omitempty"`
	MaxScore   *float64 `json:"max_score,omitempty"`
	Status     string   `json:"status,omitempty"`
	Output     string   `json:"output,omitempty"`
	Visibility string   `json:"visibility"`
}

// Gradescope writes a student's results.json. The score is the verdicts', because
// a sum of thirds, which Gradescope would make of the tests, falls short. Hidden
// tests have the visibility of the options: as long as one is hidden from a
// student, so is the total. Where no attempt could be graded it returns
// [ErrNothing]: Gradescope has no word for that but a missing file.
func Gradescope(w io.Writer, records []gradebook.Record, o Options) error {
	if len(graded(records)) == 0 {
		return ErrNothing
	}
	out := gradescope{OutputFormat: "text", TestOutputFormat: "text", StdoutVisibility: "hidden", Tests: []gradescopeTest{}}
	out.Output = Left(records)
	for _, r := range sortedRecords(records) {
		out.ExecutionTime += float64(r.Millis) / 1000
		if fault(r) {
			out.Tests = append(out.Tests, gradescopeTest{
				Name: report.Clean(r.Exercise), Visibility: "visible",
				Output: "The grader itself failed. This is no score, and not the attempt's fault.",
			})
			continue
		}
		out.Score = round(out.Score + r.Points)
		for _, c := range r.Checks {
			if shown(c) {
				out.Tests = append(out.Tests, o.gradescopeTest(r, c))
			}
		}
	}
	out.ExecutionTime = round(out.ExecutionTime)
	return indented(w, out)
}

func (o Options) gradescopeTest(r gradebook.Record, c verdict.Check) gradescopeTest {
	t := gradescopeTest{Name: name(r, c), Status: "failed", Output: story(c), Visibility: "visible"}
	points, most := round(c.Points), round(c.Max)
	if c.Outcome == verdict.Pass {
		t.Status = "passed"
	}
	if most > 0 { // a step of grading is worth nothing by itself
		t.Score, t.MaxScore = &points, &most
	}
	if r.Tests == "hidden" && most > 0 {
		t.Visibility = cmp.Or(o.Visibility, "after_published")
	}
	return t
}

// sortedRecords puts a student's records in the order of the book, cleaned.
func sortedRecords(records []gradebook.Record) []gradebook.Record {
	var all []gradebook.Record
	for _, s := range report.NewClass(records).Students {
		for _, r := range s.Attempts {
			if r != nil {
				all = append(all, *r)
			}
		}
	}
	return all
}

func indented(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false) // these are files, and "<-ch" reads better
	e.SetIndent("", "  ")
	return e.Encode(v)
}
