package classroom50

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/concurrency-in-go/course/grader/internal/verdict"
)

// env is what the runner sets for a student called ada.
func env(without ...string) func(string) string {
	set := map[string]string{
		"CLASSROOM": "cs1", "ASSIGNMENT": "ch03", "ASSIGNMENT_TYPE": "team", "USERNAME": "ada", "OWNER": "ada",
		"SUBMISSION_TAG": "submit/x", "COMMIT_URL": "c", "RELEASE_URL": "r", "REVIEW_URL": "v",
	}
	for _, name := range without {
		delete(set, name)
	}
	return func(name string) string { return set[name] }
}

func TestFromEnv(t *testing.T) {
	s, err := FromEnv(env())
	require.NoError(t, err)
	assert.Equal(t, Submission{"cs1", "ch03", "team", "ada", "submit/x", "c", "r", "v"}, s)

	s, err = FromEnv(env("ASSIGNMENT_TYPE", "OWNER", "REVIEW_URL"))
	require.NoError(t, err)
	assert.Equal(t, Submission{"cs1", "ch03", "individual", "ada", "submit/x", "c", "r", "c"}, s)

	_, err = FromEnv(env("CLASSROOM", "ASSIGNMENT", "SUBMISSION_TAG", "RELEASE_URL", "COMMIT_URL"))
	require.EqualError(t, err, "the environment has no CLASSROOM, ASSIGNMENT, SUBMISSION_TAG, COMMIT_URL, RELEASE_URL")
	_, err = FromEnv(env("OWNER", "USERNAME"))
	assert.EqualError(t, err, "the environment has no OWNER")
}

func TestCheck(t *testing.T) {
	for name, tt := range map[string]struct {
		spoil func(r *Result)
		field string
	}{
		"nothing":        {func(*Result) {}, ""},
		"a group":        {func(r *Result) { r.Type = "group" }, ""},
		"no classroom":   {func(r *Result) { r.Classroom = "" }, "classroom"},
		"no assignment":  {func(r *Result) { r.Assignment = "" }, "assignment"},
		"another type":   {func(r *Result) { r.Type = "pair" }, "assignment_type"},
		"no tag":         {func(r *Result) { r.Name = "v1" }, "submission"},
		"a foreign time": {func(r *Result) { r.Datetime = "yesterday" }, "datetime"},
	} {
		s, err := FromEnv(env())
		require.NoError(t, err)
		r := New(s, time.Now())
		tt.spoil(r)
		if err := r.Check(); tt.field == "" {
			assert.NoError(t, err, name)
		} else {
			var wrong *FieldError
			require.ErrorAs(t, err, &wrong, name)
			assert.Equal(t, tt.field, wrong.Field, name)
			assert.Contains(t, wrong.Hint(), Variable(tt.field), name)
		}
	}
}

// Classroom 50 refuses a result with a field that it does not know, or without one
// that it asks for.
func TestFields(t *testing.T) {
	r := New(Submission{}, time.Date(2026, 11, 24, 13, 0, 0, 5, time.FixedZone("", 3600)))
	r.Add("ch03/ring", verdict.Verdict{Outcome: verdict.Pass, Passed: true, Points: 2, Max: 2}, "")
	r.Add("ch03/zip", verdict.Verdict{Outcome: verdict.Race, Points: 0.999, Max: 1}, "a <race>")
	var text bytes.Buffer
	require.NoError(t, r.Write(&text))
	assert.Contains(t, text.String(), "a <race>")
	var fields map[string]any
	require.NoError(t, json.Unmarshal(text.Bytes(), &fields))
	assert.Equal(t, []string{
		"assignment", "assignment_type", "classroom", "commit", "datetime", "max-score", "owner",
		"release", "review", "schema", "score", "submission", "tests",
	}, slices.Sorted(maps.Keys(fields)))
	assert.Equal(t, "2026-11-24T12:00:00Z", fields["datetime"])
	assert.EqualValues(t, 299, fields["score"], "only a pass has all points")
	assert.EqualValues(t, 300, fields["max-score"])
}
