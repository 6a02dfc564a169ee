package judge

import (
	"context"
	"slices"

	"github.com/concurrency-in-go/course/grader/internal/gotest"
)

// clear runs together the tests that nothing has been seen of, without those that
// have failed. If all of them pass, they are cleared: most of the time of an attempt
// that fails in one test goes into starting processes for the others. Clear returns
// the tests that are not cleared.
//
// One that fails now leaves the others. But tests that hang do so one after the other
// here, and side by side when each is alone; so clear soon gives up, and sooner where
// one has hung already. It also does where a failure cannot be laid at one test's
// door, such as a leak.
func (t *trial) clear(ctx context.Context, suite gotest.Suite) (left []*check, err error) {
	tries := 2
	if slices.ContainsFunc(t.checks, (*check).hung) {
		tries = 1
	}
	rounds := roundsFor(t.times)
	for range tries {
		quiet := slices.DeleteFunc(slices.Clone(t.checks), func(c *check) bool { return len(c.failed) > 0 })
		if len(quiet) < 2 {
			return t.checks, nil
		}
		suite.Tests = namesOf(quiet)
		together, err := t.runWhole(ctx, suite, rounds)
		if err != nil {
			return nil, err
		}
		if len(together) == len(processors) && !slices.ContainsFunc(together, failed) {
			for _, c := range quiet {
				c.runs += len(processors) * rounds
			}
			return slices.DeleteFunc(slices.Clone(t.checks), func(c *check) bool { return slices.Contains(quiet, c) }), nil
		}
		if t.blame(together) != nil {
			break
		}
	}
	return t.checks, nil
}
