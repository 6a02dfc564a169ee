package main

import (
	"testing"

	"github.com/concurrency-in-go/course/grader/internal/course"
	"github.com/concurrency-in-go/course/grader/internal/judge"
	"github.com/concurrency-in-go/course/grader/internal/proof"
	"github.com/stretchr/testify/require"
)

// TestCourse proves every exercise: the stub fails, the solution and the right
// attempts pass, a dozen wrong attempts are caught as they declare, by every test
// that one declares, and no hidden test is idle. It takes minutes; -short leaves it
// out, and -v says how far it is. `grader check` does it with every wrong attempt and with more repetitions, and
// so does the workflow on GitHub.
func TestCourse(t *testing.T) {
	if testing.Short() {
		t.Skip("takes minutes")
	}
	root, err := course.Find(".")
	require.NoError(t, err)
	c, err := course.Load(root)
	require.NoError(t, err)

	problems, err := proof.Check(t.Context(), &judge.Judge{Course: c}, c.Exercises(), proof.Options{Quick: true, Wrong: 12, Progress: logged(t)})

	require.NoError(t, err)
	for _, e := range c.Exercises() {
		t.Run(string(e.ID), func(t *testing.T) {
			for _, p := range problems {
				if p.Exercise == e.ID {
					t.Errorf("%s\n\thint: %s", p, p.Hint)
				}
			}
		})
	}
	for _, p := range problems {
		if _, err := c.Exercise(string(p.Exercise)); err != nil {
			t.Errorf("%s\n\thint: %s", p, p.Hint)
		}
	}
}

// logged tells now and then how far a judge is.
func logged(t *testing.T) func(done, total int, what string) {
	if !testing.Verbose() {
		return nil
	}
	return func(done, total int, _ string) {
		if done%20 == 0 || done == total {
			t.Logf("%d of %d attempts", done, total)
		}
	}
}
