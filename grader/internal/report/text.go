package report

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/concurrency-in-go/course/grader/internal/verdict"
)

// Text writes verdicts for a person.
type Text struct {
	Command string // how the reader calls the grader: "go run ./grader"
}

// Write writes every verdict, and a table with the total if there are several.
func (t Text) Write(w io.Writer, all []verdict.Verdict) error {
	var b strings.Builder
	for i, v := range all {
		if i > 0 && !(v.Passed && all[i-1].Passed) {
			b.WriteString("\n")
		}
		v = clean(v)
		b.WriteString(headline(v))
		if !v.Passed {
			b.WriteString(t.failure(v))
		}
	}
	if len(all) > 1 {
		b.WriteString("\n" + totals(all))
	}
	if visibleOnly(all) {
		b.WriteString("\n" + Wrap("Only the visible tests were at hand. The hidden ones look more closely, "+
			"and count when this is handed in.", ""))
	}
	return Print(w, b.String())
}

// headline is the verdict in a line: PASS  ch03/settings  3/3 points  …
func headline(v verdict.Verdict) string {
	label := "FAIL"
	switch {
	case v.Passed:
		label = "PASS"
	case v.Outcome == verdict.Fault:
		label = "FAULT"
	}
	line := fmt.Sprintf("  %s  %s points  %s", v.Exercise, score(v), ran(v))
	return word(v.Outcome, label) + Cut(strings.TrimRight(line, " "), Width-len(label)) + "\n"
}

// ran says how many tests ran, and how often.
func ran(v verdict.Verdict) string {
	tests, fewest, most := 0, 0, 0
	for _, c := range v.Checks {
		if gate(c) || c.Runs == 0 {
			continue
		}
		if tests++; fewest == 0 || c.Runs < fewest {
			fewest = c.Runs
		}
		most = max(most, c.Runs)
	}
	switch {
	case tests == 0:
		return ""
	case !v.Passed:
		return count(tests, "test")
	case tests == 1:
		return fmt.Sprintf("1 test, %s", count(most, "run"))
	case fewest < most:
		return fmt.Sprintf("%d tests, %d to %s each", tests, fewest, count(most, "run"))
	}
	return fmt.Sprintf("%d tests, %s each", tests, count(most, "run"))
}

// gate reports whether the check is a step of grading, and not a test.
func gate(c verdict.Check) bool {
	return slices.Contains([]string{"policy", "build", "vet", "suite"}, c.Name)
}

func visibleOnly(all []verdict.Verdict) bool {
	return slices.ContainsFunc(all, func(v verdict.Verdict) bool { return v.Tests == "visible" })
}

// totals is the table of several verdicts, with their sum.
func totals(all []verdict.Verdict) string {
	rows := [][]string{}
	passed := 0
	var sum verdict.Verdict
	for _, v := range all {
		v = clean(v)
		rows = append(rows, []string{v.Exercise, word(v.Outcome, string(v.Outcome)), score(v), v.Attempt})
		sum.Points, sum.Max = sum.Points+v.Points, sum.Max+v.Max
		if v.Passed {
			passed++
		}
	}
	rows = append(rows, []string{Strong("total"), fmt.Sprintf("%d of %d pass", passed, len(all)), score(sum), ""})
	return Table(rows)
}

func score(v verdict.Verdict) string { return Points(v.Points) + "/" + Points(v.Max) }

// Points writes points with no more than two digits behind the point.
func Points(p float64) string {
	return strconv.FormatFloat(math.Round(p*100)/100, 'f', -1, 64)
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
