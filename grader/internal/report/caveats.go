package report

import (
	"fmt"

	"github.com/concurrency-in-go/course/grader/internal/verdict"
)

// Caveats are sentences about what the points of a class do not say: attempts
// that could not be graded, and scores that do not compare.
func Caveats(c *Class) []string {
	var all []string
	if n := len(c.Faults()); n > 0 {
		all = append(all, fmt.Sprintf("%s could not be graded: a fault is the grader's own, and counts neither as points nor as zero. "+
			"Grade the class again.", count(n, "attempt")))
	}
	different, visible := 0, false
	for i := range c.Exercises {
		tests := c.scoredWith(i)
		if len(tests) > 1 {
			different++
		}
		visible = visible || tests["visible"]
	}
	if different > 0 {
		all = append(all, fmt.Sprintf("The students' points do not compare in %s: not all were graded with the same tests. "+
			"Grade the class again.", count(different, "exercise")))
	}
	if visible {
		all = append(all, "Some attempts were scored by the visible tests alone. The hidden ones look more closely.")
	}
	return all
}

// scoredWith returns the tests that attempts at an exercise were scored with:
// the digest of the hidden ones, or "visible".
func (c *Class) scoredWith(exercise int) map[string]bool {
	tests := map[string]bool{}
	for _, s := range c.Students {
		r := s.Attempts[exercise]
		switch {
		case r == nil || Ended(r) == Ending(verdict.Fault):
		case r.Tests == "visible":
			tests["visible"] = true
		default:
			tests[r.Course] = true
		}
	}
	return tests
}
