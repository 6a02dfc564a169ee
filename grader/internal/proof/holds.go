package proof

import (
	"fmt"
	"runtime"
	"strings"

	"github.com/concurrency-in-go/course/grader/internal/attempt"
	"github.com/concurrency-in-go/course/grader/internal/verdict"
)

func mustPass(v verdict.Verdict) (problem, hint string) {
	if v.Passed {
		return "", ""
	}
	return "it must pass, but " + summary(v), "a test that refuses a correct attempt is the worst bug there is"
}

func mustFail(v verdict.Verdict) (problem, hint string) {
	switch {
	case v.Passed:
		return "the stub passes", "leave something to do"
	case v.Outcome == verdict.Build || v.Outcome == verdict.Policy:
		return "the stub must compile, but " + summary(v), ""
	case v.Outcome == verdict.Fault:
		return "the stub cannot be graded: " + summary(v), ""
	}
	return "", ""
}

// processors is how many goroutines can really run at the same time.
var processors = runtime.NumCPU

// Caught looks whether the test that is wanted has caught the attempt, with the
// outcome that is wanted: in every run of that test, or in some. If not, it says what
// happened instead.
func Caught(v verdict.Verdict, w attempt.Want) (problem, hint string) {
	for _, c := range v.Checks {
		if c.Name != w.Test {
			continue
		}
		switch {
		case w.Some && c.Outcome == verdict.Pass && processors() == 1:
			return "", "" // what asks for luck with two processors asks for too much with one
		case c.Outcome != w.Outcome:
			return fmt.Sprintf("%s must end as %s, but ended as %s%s", w.Test, w.Outcome, c.Outcome, said(c)), elsewhere(v, w.Test)
		case c.Failed < c.Runs && !w.Some:
			return fmt.Sprintf("%s must catch it in every run, but did so in %d of %d", w.Test, c.Failed, c.Runs),
				"make the test surer, or write `(some)` where only the schedule decides"
		}
		return "", ""
	}
	return fmt.Sprintf("there is no check %s", w.Test), elsewhere(v, "")
}

func elsewhere(v verdict.Verdict, test string) string {
	var names []string
	for _, c := range v.Checks {
		if c.Name != test && c.Outcome != verdict.Pass && c.Outcome != verdict.Skipped {
			names = append(names, fmt.Sprintf("%s %s", c.Name, c.Outcome))
		}
	}
	if len(names) == 0 {
		return "no other test catches it either"
	}
	return "what catches it is " + strings.Join(names, ", ")
}

// summary names the first check that failed.
func summary(v verdict.Verdict) string {
	for _, c := range v.Checks {
		if c.Outcome != verdict.Pass && c.Outcome != verdict.Skipped {
			return fmt.Sprintf("%s ended as %s in %d of %d runs%s", c.Name, c.Outcome, c.Failed, c.Runs, said(c))
		}
	}
	return "it ended as " + string(v.Outcome)
}

func said(c verdict.Check) string {
	if c.Message == "" {
		return ""
	}
	return ": " + c.Message
}
