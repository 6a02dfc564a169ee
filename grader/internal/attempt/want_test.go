package attempt_test

import (
	"testing"

	"github.com/concurrency-in-go/course/grader/internal/attempt"
	"github.com/concurrency-in-go/course/grader/internal/verdict"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestParseWant(t *testing.T) {
	for _, tt := range []struct {
		comment string
		want    *attempt.Want
	}{
		{"Readers exclude each other.\n", nil},
		{"The text may say want: anything.\n", nil},
		{"Prose.\nwant: TestReadersOverlap deadlock\n", &attempt.Want{Test: "TestReadersOverlap", Outcome: verdict.Deadlock}},
		{"want:  TestX   race (some)", &attempt.Want{Test: "TestX", Outcome: verdict.Race, Some: true}},
		{"want: build build\r\n", &attempt.Want{Test: "build", Outcome: verdict.Build}},
	} {
		got, err := attempt.ParseWant(tt.comment)
		require.NoError(t, err, tt.comment)
		assert.Equal(t, tt.want, got, tt.comment)
	}
}

func TestParseWantRefuses(t *testing.T) {
	for comment, sentence := range map[string]string{
		"want: TestX\n":                         "want: TestX: want a test and an outcome, then at most (some)",
		"want: TestX race sometimes\n":          "want: TestX race sometimes: want a test and an outcome, then at most (some)",
		"want: TestX hang\n":                    `want: "hang" is not an outcome`,
		"want: TestX pass\n":                    "want: nothing wrong ends as pass",
		"want: TestX fault\n":                   "want: nothing wrong ends as fault",
		"want: TestX race\nwant: TestX panic\n": "there are two want: lines",
	} {
		_, err := attempt.ParseWant(comment)
		assert.EqualError(t, err, sentence)
	}
}
