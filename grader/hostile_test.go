package main

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/concurrency-in-go/course/grader/internal/attempt"
	"github.com/concurrency-in-go/course/grader/internal/course"
	"github.com/concurrency-in-go/course/grader/internal/judge"
	"github.com/concurrency-in-go/course/grader/internal/proof"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestHostile grades attempts that do not try to be right. Each declares, like the
// wrong attempts of an exercise, what stops it.
func TestHostile(t *testing.T) {
	if testing.Short() {
		t.Skip("takes minutes")
	}
	root, err := course.Find(".")
	require.NoError(t, err)
	c, err := course.Load(root)
	require.NoError(t, err)
	files, err := filepath.Glob(filepath.Join(root, "testdata", "hostile", "*.txtar"))
	require.NoError(t, err)
	require.NotEmpty(t, files)
	var attempts []*attempt.Attempt
	for _, file := range files {
		a, err := attempt.Read(c, file, "")
		require.NoError(t, err)
		attempts = append(attempts, a...)
	}

	verdicts, err := (&judge.Judge{Course: c, Progress: logged(t)}).Grade(t.Context(), attempts)

	require.NoError(t, err)
	for i, v := range verdicts {
		t.Run(strings.TrimSuffix(filepath.Base(files[i]), ".txtar"), func(t *testing.T) {
			require.NotNil(t, attempts[i].Want, "it has no want: line")
			assert.False(t, v.Passed)
			if problem, hint := proof.Caught(v, *attempts[i].Want); problem != "" {
				t.Errorf("%s\n\thint: %s", problem, hint)
			}
			for _, check := range v.Checks {
				assert.NotContains(t, check.Message, "\x1b", "an escape sequence gets through to the terminal")
			}
		})
	}
}
