package attempt

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/concurrency-in-go/course/grader/internal/verdict"
)

// Want says which check catches a wrong attempt, and with which outcome. It is
// written as a line of the comment:
//
//	want: TestReadersOverlap deadlock
//	want: TestCount race (some)
type Want struct {
	Test    string
	Outcome verdict.Outcome
	Some    bool // at least one of the runs, not every one
}

// ParseWant returns what the want: line of the comment says, or nil where there
// is no such line.
func ParseWant(comment string) (*Want, error) {
	var want *Want
	for line := range strings.Lines(comment) {
		rest, ok := strings.CutPrefix(line, "want:")
		if !ok {
			continue
		}
		if want != nil {
			return nil, errors.New("there are two want: lines")
		}
		var err error
		if want, err = parseWant(strings.Fields(rest)); err != nil {
			return nil, err
		}
	}
	return want, nil
}

func parseWant(words []string) (*Want, error) {
	some := len(words) == 3 && words[2] == "(some)"
	if len(words) != 2 && !some {
		return nil, fmt.Errorf("want: %s: want a test and an outcome, then at most (some)", strings.Join(words, " "))
	}
	w := &Want{Test: words[0], Outcome: verdict.Outcome(words[1]), Some: some}
	if !w.Outcome.Known() {
		return nil, fmt.Errorf("want: %q is not an outcome", words[1])
	}
	if slices.Contains([]verdict.Outcome{verdict.Pass, verdict.Skipped, verdict.Fault}, w.Outcome) {
		return nil, fmt.Errorf("want: nothing wrong ends as %s", w.Outcome)
	}
	return w, nil
}

// prose is the comment without its want: line.
func prose(comment string) string {
	var b strings.Builder
	for line := range strings.Lines(comment) {
		if !strings.HasPrefix(line, "want:") {
			b.WriteString(line)
		}
	}
	return strings.TrimSpace(b.String())
}
