package class

import (
	"errors"
	"os"
	"testing"

	"github.com/concurrency-in-go/course/grader/internal/course"
	"github.com/concurrency-in-go/course/grader/internal/gradebook"
	"github.com/concurrency-in-go/course/grader/internal/verdict"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestRegradeWithoutAChange(t *testing.T) {
	b := newBench(t, map[string]string{"ann/demo.go": "package demo\n", "bob/x": ""})
	b.run(t)
	re, err := b.Regrade(t.Context(), b.class, b.book, true)
	require.NoError(t, err)
	assert.Equal(t, &Regrading{Records: 2}, re)
	assert.Equal(t, 1, b.asked())
	assert.Len(t, b.lines(t), 2)
}

func TestRegrade(t *testing.T) {
	b := newBench(t, map[string]string{
		"ann/demo.go": "package demo // lucky\n", "bob/demo.go": "package demo // lucky\n", "cem/demo.go": "package demo // race\n",
		"dee/demo.go": "package demo // fault\n", "eve/x": "",
	})
	b.class.Work[1].Late = true
	b.run(t)
	before, err := os.ReadFile(b.book)
	require.NoError(t, err)
	b.Rules = func(*course.Exercise) (string, error) { return "stricter", nil }
	asked := b.asked()
	write(t, b.class.Work[0].path, map[string]string{"demo.go": "package demo // lucky, and wrong\n"})
	b.class.Work[0].SHA256 = "of something else"

	preview, err := b.Regrade(t.Context(), b.class, b.book, false)
	require.NoError(t, err)
	assert.Equal(t, 4, preview.Records, "a fault is no score")
	assert.Equal(t, 3, preview.Stale)
	assert.Equal(t, []string{"ann ch01/demo"}, preview.Moved)
	assert.Empty(t, preview.Changes)
	assert.Equal(t, asked+2, b.asked())
	after, err := os.ReadFile(b.book)
	require.NoError(t, err)
	assert.Equal(t, string(before), string(after))

	_, err = b.Regrade(t.Context(), b.class, b.book, true)
	require.NoError(t, err)
	assert.Len(t, b.lines(t), 5+3)
	book, _, err := gradebook.Read(b.book)
	require.NoError(t, err)
	for _, r := range book.Records[5:] {
		assert.Equal(t, r.Student == "bob", r.Late, "late stays late")
	}
	again, err := b.Regrade(t.Context(), b.class, b.book, true)
	require.NoError(t, err)
	assert.Equal(t, 0, again.Stale)
}

// Who had a score keeps it when grading again fails.
func TestRegradeNeverTakesAScoreForAFault(t *testing.T) {
	b := newBench(t, map[string]string{"ann/demo.go": "package demo\n"})
	b.run(t)
	b.Go = "go1.27.0"
	b.err = func([]string) error { return errors.New("the disk is full") }
	re, err := b.Regrade(t.Context(), b.class, b.book, true)
	require.NoError(t, err)
	assert.Equal(t, []string{"ann ch01/demo"}, re.Faults)
	assert.Equal(t, []string{"ann demo: pass"}, b.lines(t))
}

func TestReasons(t *testing.T) {
	record := func(checks ...verdict.Check) gradebook.Record {
		return gradebook.Record{Verdict: verdict.Verdict{Checks: checks}}
	}
	check := func(name string, o verdict.Outcome) verdict.Check { return verdict.Check{Name: name, Outcome: o} }
	pass, race, wrong := verdict.Pass, verdict.Race, verdict.Wrong
	for name, c := range map[string]struct {
		before, after gradebook.Record
		want          string
	}{
		"another outcome": {record(check("TestA", pass), check("TestB", pass)), record(check("TestA", pass), check("TestB", race)), "TestB: pass → race"},
		"a new test":      {record(), record(check("TestA", wrong)), "TestA is new: wrong"},
		"a test less":     {record(check("TestA", wrong)), record(), "TestA is gone: it was wrong"},
		"other points":    {record(check("TestA", wrong)), record(check("TestA", wrong)), "the checks have other points"},
	} {
		t.Run(name, func(t *testing.T) { assert.Equal(t, []string{c.want}, reasons(c.before, c.after)) })
	}
}
