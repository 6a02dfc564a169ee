package export

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/concurrency-in-go/course/grader/internal/gradebook"
	"github.com/concurrency-in-go/course/grader/internal/report"
	"github.com/concurrency-in-go/course/grader/internal/verdict"
)

type junit struct {
	XMLName  xml.Name     `xml:"testsuites"`
	Name     string       `xml:"name,attr"`
	Tests    int          `xml:"tests,attr"`
	Failures int          `xml:"failures,attr"`
	Skipped  int          `xml:"skipped,attr"`
	Suites   []junitSuite `xml:"testsuite"`
}

type junitSuite struct {
	Name      string      `xml:"name,attr"`
	Tests     int         `xml:"tests,attr"`
	Failures  int         `xml:"failures,attr"`
	Errors    int         `xml:"errors,attr"`
	Skipped   int         `xml:"skipped,attr"`
	Time      string      `xml:"time,attr"` // seconds
	Timestamp string      `xml:"timestamp,attr,omitempty"`
	Cases     []junitCase `xml:"testcase"`
}

type junitCase struct {
	Name    string       `xml:"name,attr"`
	Class   string       `xml:"classname,attr"`
	File    string       `xml:"file,attr,omitempty"`
	Line    int          `xml:"line,attr,omitempty"`
	Failure *junitResult `xml:"failure"`
	Skipped *junitResult `xml:"skipped"`
}

type junitResult struct {
	Message string `xml:"message,attr"`
	Type    string `xml:"type,attr,omitempty"`
	Text    string `xml:",chardata"`
}

// JUnit writes the class as one XML file, with a suite for each student's attempt
// at an exercise. A fault is skipped, and no error: who scores by this file counts
// an error as failed.
func JUnit(w io.Writer, records []gradebook.Record, _ Options) error {
	out := junit{Name: "Concurrency in Go"}
	for _, r := range sortedRecords(records) {
		s := suite(r)
		out.Tests, out.Failures, out.Skipped = out.Tests+s.Tests, out.Failures+s.Failures, out.Skipped+s.Skipped
		out.Suites = append(out.Suites, s)
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	e := xml.NewEncoder(w)
	e.Indent("", "  ")
	if err := e.Encode(out); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

func suite(r gradebook.Record) junitSuite {
	s := junitSuite{Name: legal(r.Student + ": " + r.Exercise), Time: fmt.Sprintf("%.3f", float64(r.Millis)/1000)}
	if !r.Graded.IsZero() {
		s.Timestamp = r.Graded.UTC().Format(time.DateOnly + "T" + time.TimeOnly)
	}
	if fault(r) {
		s.add(junitCase{Name: "grading", Class: legal(r.Exercise), Skipped: &junitResult{
			Message: "The grader itself failed. This is no score, and not the attempt's fault.",
		}})
		return s
	}
	for _, c := range r.Checks {
		if shown(c) {
			s.add(testcase(r, c))
		}
	}
	return s
}

func (s *junitSuite) add(c junitCase) {
	s.Cases = append(s.Cases, c)
	s.Tests++
	if c.Failure != nil {
		s.Failures++
	}
	if c.Skipped != nil {
		s.Skipped++
	}
}

func testcase(r gradebook.Record, c verdict.Check) junitCase {
	out := junitCase{Name: legal(c.Name), Class: legal(r.Exercise)}
	switch c.Outcome {
	case verdict.Pass:
		return out
	case verdict.Skipped:
		out.Skipped = &junitResult{Message: legal(c.Message)}
		return out
	}
	if len(c.Places) > 0 {
		out.File, out.Line = legal(c.Places[0].File), c.Places[0].Line
	}
	out.Failure = &junitResult{legal(c.Message), string(c.Outcome), legal(story(c))}
	return out
}

// legal is text that XML 1.0 allows. The encoder would put a mark for what is not
// allowed; here it is gone before, like everything else that is not to be seen.
func legal(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t', r == '\n', 0x20 <= r && r <= 0xD7FF, 0xE000 <= r && r <= 0xFFFD, 0x10000 <= r && r <= 0x10FFFF:
			return r
		}
		return -1
	}, report.Clean(text))
}
