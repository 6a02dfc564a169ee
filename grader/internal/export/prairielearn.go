package export

import (
	"encoding/json"
	"io"

	"github.com/concurrency-in-go/course/grader/internal/gradebook"
	"github.com/concurrency-in-go/course/grader/internal/report"
	"github.com/concurrency-in-go/course/grader/internal/verdict"
)

type prairielearn struct {
	Gradable     bool               `json:"gradable"`
	Score        *float64           `json:"score,omitempty"` // from 0 to 1
	Message      string             `json:"message,omitempty"`
	FormatErrors []string           `json:"format_errors,omitempty"`
	Tests        []prairielearnTest `json:"tests"`
}

type prairielearnTest struct {
	Name      string  `json:"name"`
	Points    float64 `json:"points"`
	MaxPoints float64 `json:"max_points"`
	Message   string  `json:"message,omitempty"`
}

// maxPrairieLearn is how many bytes of results PrairieLearn takes.
const maxPrairieLearn = 1_000_000

// PrairieLearn writes a student's results.json. What does not compile is not
// gradable, so that it costs the student no attempt; neither is what the grader
// failed at. Of several exercises, one fault leaves the score unknown, while one
// that does not compile counts as nothing unless no other does.
func PrairieLearn(w io.Writer, records []gradebook.Record, _ Options) error {
	out := prairielearn{Gradable: true, Tests: []prairielearnTest{}}
	points, most := 0.0, 0.0
	unbuilt := 0
	for _, r := range sortedRecords(records) {
		points, most = points+r.Points, most+r.Max
		if r.Outcome == verdict.Build {
			unbuilt++
			out.FormatErrors = append(out.FormatErrors, shorten(r.Exercise+": "+firstMessage(r)))
		}
		if !fault(r) {
			out.Tests = append(out.Tests, prairielearnTests(r)...)
		}
	}
	switch score := report.Share(points, most); {
	case len(graded(records)) < len(records):
		out.Gradable, out.Message = false, Left(records)
	case len(records) > 0 && unbuilt == len(records):
		out.Gradable = false
	default:
		out.Score, out.FormatErrors = &score, nil
	}
	return out.write(w)
}

func prairielearnTests(r gradebook.Record) []prairielearnTest {
	var tests []prairielearnTest
	for _, c := range r.Checks {
		if shown(c) {
			tests = append(tests, prairielearnTest{name(r, c), round(c.Points), round(c.Max), told(c)})
		}
	}
	return tests
}

// told is the outcome, and then what happened.
func told(c verdict.Check) string {
	if c.Outcome == verdict.Pass {
		return ""
	}
	return shorten(string(c.Outcome) + ": " + story(c))
}

// write leaves messages out, the last first, as long as the whole is too long for
// PrairieLearn, which would refuse it and with it the score.
func (p prairielearn) write(w io.Writer) error {
	size, err := encoded(p)
	for i := len(p.Tests) - 1; err == nil && i >= 0 && size > maxPrairieLearn; i-- {
		var message int
		message, err = encoded(p.Tests[i].Message)
		p.Tests[i].Message = ""
		size -= message
	}
	if err != nil {
		return err
	}
	return indented(w, p)
}

// encoded is how many bytes v takes in JSON.
func encoded(v any) (int, error) {
	text, err := json.MarshalIndent(v, "", "  ")
	return len(text), err
}
