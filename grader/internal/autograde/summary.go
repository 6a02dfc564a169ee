package autograde

import (
	"fmt"
	"slices"
	"strings"

	"github.com/concurrency-in-go/course/grader/internal/report"
	"github.com/concurrency-in-go/course/grader/internal/verdict"
)

// The caps on a step summary. Beyond 1 MiB GitHub drops it whole.
const (
	maxSummary = 256 << 10 // bytes of all the accounts
	maxAccount = 12 << 10  // characters of one
)

// Summary is what a step shows on the page of its run, in Markdown: a table of the
// exercises, and below it what happened in those that failed.
func Summary(title string, all []verdict.Verdict, tool string) (string, error) {
	var b strings.Builder
	fmt.Fprintf(&b, "### %s: %s\n\n", cell(title, 40), tally(all))
	b.WriteString("| Exercise | | Result | Points |\n|---|---|---|---|\n")
	for _, v := range all {
		fmt.Fprintf(&b, "| %s | %s | %s | %s/%s |\n", cell(v.Exercise, 80), cell(v.Title, 100), mark(v),
			report.Points(v.Points), report.Points(v.Max))
	}
	b.WriteString("\n" + trust(all))
	what, err := accounts(all, tool)
	return b.String() + what, err
}

// mark is the result in a table: what passed is seen at a glance.
func mark(v verdict.Verdict) string {
	switch {
	case v.Passed:
		return "✅ pass"
	case word(v) == "not begun":
		return "not begun"
	}
	return "❌ " + cell(word(v), 20)
}

// accounts tells what happened in each exercise that failed, as long as there is room.
func accounts(all []verdict.Verdict, tool string) (string, error) {
	var b strings.Builder
	failed := slices.DeleteFunc(begun(all), func(v verdict.Verdict) bool { return v.Passed })
	for i, v := range failed {
		text, err := folded(v, tool)
		if err != nil {
			return "", err
		}
		if b.Len()+len(text) > maxSummary {
			fmt.Fprintf(&b, "\nThere is no room for the other %d: the log of the step has them.\n", len(failed)-i)
			break
		}
		b.WriteString(text)
	}
	return b.String(), nil
}

// folded is the account of one verdict, which the reader opens.
func folded(v verdict.Verdict, tool string) (string, error) {
	text, err := account(v, tool)
	return fmt.Sprintf("\n<details><summary>%s: %s</summary>\n\n%s\n</details>\n",
		cell(v.Exercise, 80), cell(word(v), 20), fence(cut(text, maxAccount))), err
}
