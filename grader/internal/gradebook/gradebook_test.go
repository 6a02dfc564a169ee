package gradebook_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/concurrency-in-go/course/grader/internal/gradebook"
	"github.com/concurrency-in-go/course/grader/internal/verdict"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var noon = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

// record is about one exercise, graded some minutes after noon.
func record(student string, minutes int, o verdict.Outcome) gradebook.Record {
	v := verdict.Verdict{
		Exercise: "ch03/settings", Max: 3, Tests: "hidden",
		Checks: []verdict.Check{{Name: "TestViews", Outcome: o, Max: 3, Message: "one sentence"}},
	}
	v.Settle()
	return gradebook.Record{Student: student, Graded: noon.Add(time.Duration(minutes) * time.Minute), Verdict: v}
}

func file(t *testing.T) string { return filepath.Join(t.TempDir(), "gradebook.jsonl") }

func read(t *testing.T, path string) []gradebook.Record {
	t.Helper()
	b, torn, err := gradebook.Read(path)
	require.NoError(t, err)
	require.Nil(t, torn)
	return b.Records
}

func text(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	require.NoError(t, err)
	return string(b)
}

func put(t *testing.T, path, s string) {
	t.Helper()
	require.NoError(t, os.WriteFile(path, []byte(s), 0o600))
}

func TestRoundTrip(t *testing.T) {
	path := file(t)
	a, b := record("ann", 0, verdict.Pass), record("bob", 1, verdict.Race)
	a.Name, a.Late = "Ann Lee", true
	require.NoError(t, gradebook.Append(path, a))
	require.NoError(t, gradebook.Append(path))
	require.NoError(t, gradebook.Append(path, b, b))
	assert.Equal(t, []gradebook.Record{a, b, b}, read(t, path))
	assert.Equal(t, 3, strings.Count(text(t, path), "\n"))
}

func TestLatest(t *testing.T) {
	pass, wrong, fault := verdict.Pass, verdict.Wrong, verdict.Fault
	for name, c := range map[string]struct {
		records []gradebook.Record
		want    gradebook.Record
	}{
		"one":                           {[]gradebook.Record{record("ann", 0, wrong)}, record("ann", 0, wrong)},
		"the later line":                {[]gradebook.Record{record("ann", 0, wrong), record("ann", 1, pass)}, record("ann", 1, pass)},
		"the later one, not the line":   {[]gradebook.Record{record("ann", 1, pass), record("ann", 0, wrong)}, record("ann", 1, pass)},
		"at one time, the later line":   {[]gradebook.Record{record("ann", 0, wrong), record("ann", 0, pass)}, record("ann", 0, pass)},
		"no fault instead of a score":   {[]gradebook.Record{record("ann", 0, wrong), record("ann", 1, fault)}, record("ann", 0, wrong)},
		"a score instead of a fault":    {[]gradebook.Record{record("ann", 1, fault), record("ann", 0, wrong)}, record("ann", 0, wrong)},
		"a fault where that is all":     {[]gradebook.Record{record("ann", 0, fault), record("ann", 1, fault)}, record("ann", 1, fault)},
		"a score, a fault, and a score": {[]gradebook.Record{record("ann", 0, wrong), record("ann", 1, fault), record("ann", 2, pass)}, record("ann", 2, pass)},
	} {
		t.Run(name, func(t *testing.T) {
			b := &gradebook.Book{Records: append(c.records, record("bob", 0, wrong))}
			assert.Equal(t, []gradebook.Record{c.want, record("bob", 0, wrong)}, b.Latest())
		})
	}
}

// Whatever a student has written into a text, the head is that of the record.
func TestHeads(t *testing.T) {
	path := file(t)
	a, b := record("ann", 0, verdict.Wrong), record("bob", 1, verdict.Pass)
	a.Attempt, a.Name = `x,"checks":[{}]}`, `,"checks":[`
	a.Section, a.Hint = "a section", "a hint"
	a.Checks[0].Message = `,"checks":[{"student":"eve"`
	require.NoError(t, gradebook.Append(path, a, b))
	other := `{"checks":[],"schema":"grade/v1","student":"cem","outcome":"pass","hint":"x","exercise":"ch03/settings"}` + "\n"
	torn := text(t, path)[:200]
	put(t, path, text(t, path)+other+torn)

	var heads []gradebook.Record
	end, err := gradebook.Heads(path, func(r gradebook.Record) { heads = append(heads, r) })

	require.NoError(t, err)
	assert.Equal(t, &gradebook.Torn{Line: 4, Bytes: 200}, end)
	book, _, err := gradebook.Read(path)
	require.NoError(t, err)
	for i := range book.Records {
		r := &book.Records[i]
		r.Checks, r.Section, r.Hint = nil, "", ""
	}
	assert.Equal(t, book.Records, heads)
	for _, bad := range []string{"what is this?\n", `{"schema":"grade/v1","checks":[]}` + "\n", other[:40] + "\n"} {
		put(t, path, other+bad+other)
		_, err = gradebook.Heads(path, func(gradebook.Record) {})
		assert.ErrorContains(t, err, path+":2: ", "%q", bad)
	}
}

// A crash may end the file anywhere.
func TestTornLineIsCutOff(t *testing.T) {
	path := file(t)
	a, b := record("ann", 0, verdict.Pass), record("bob", 1, verdict.Race)
	require.NoError(t, gradebook.Append(path, a))
	first := text(t, path)
	require.NoError(t, gradebook.Append(path, b))
	whole := text(t, path)
	for n := len(first) + 1; n < len(whole)-1; n += 7 {
		put(t, path, whole[:n])
		book, torn, err := gradebook.Read(path)
		require.NoError(t, err)
		require.Equal(t, []gradebook.Record{a}, book.Records)
		require.Equal(t, &gradebook.Torn{Line: 2, Bytes: n - len(first)}, torn)
		require.Equal(t, whole[:n], text(t, path), "reading changes nothing")

		torn, err = gradebook.Repair(path)
		require.NoError(t, err)
		require.Equal(t, &gradebook.Torn{Line: 2, Bytes: n - len(first)}, torn)
		require.Equal(t, first, text(t, path))
		torn, err = gradebook.Repair(path)
		require.NoError(t, err)
		require.Nil(t, torn, "there is nothing left to repair")

		put(t, path, whole[:n])
		require.NoError(t, gradebook.Append(path, b))
		require.Equal(t, whole, text(t, path), "appending repairs too")
	}
}

func TestTornLineLongerThanABlock(t *testing.T) {
	path := file(t)
	require.NoError(t, gradebook.Append(path, record("ann", 0, verdict.Pass)))
	first := text(t, path)
	put(t, path, first+strings.Repeat("x", 100_000))
	require.NoError(t, gradebook.Append(path, record("bob", 0, verdict.Pass)))
	assert.Len(t, read(t, path), 2)
	put(t, path, strings.Repeat("x", 100_000))
	torn, err := gradebook.Repair(path)
	require.NoError(t, err)
	assert.Equal(t, &gradebook.Torn{Line: 1, Bytes: 100_000}, torn)
	assert.Empty(t, text(t, path))
}

// An editor takes the last line end off: the record is whole all the same.
func TestMissingLineEndLosesNothing(t *testing.T) {
	path := file(t)
	require.NoError(t, gradebook.Append(path, record("ann", 0, verdict.Pass)))
	put(t, path, strings.TrimSuffix(text(t, path), "\n"))
	assert.Len(t, read(t, path), 1)
	require.NoError(t, gradebook.Append(path, record("bob", 0, verdict.Pass)))
	assert.Len(t, read(t, path), 2)
}

func TestBadLines(t *testing.T) {
	path := file(t)
	require.NoError(t, gradebook.Append(path, record("ann", 0, verdict.Pass)))
	good := text(t, path)
	for bad, want := range map[string]string{
		"":                      "the line is empty",
		"no record":             "this is no record of a gradebook: invalid character",
		`{"schema":"grade/v2"}`: `its schema is "grade/v2", and not "grade/v1"`,
		`{"schema":"grade/v1","exercise":"ch03/settings","outcome":"pass"}`:               "it does not say which student it is about",
		`{"schema":"grade/v1","student":"ann","exercise":"../x","outcome":"pass"}`:        `"../x" is no exercise`,
		`{"schema":"grade/v1","student":"ann","exercise":"ch03/settings","outcome":"ok"}`: `"ok" is no outcome`,
	} {
		t.Run(want, func(t *testing.T) {
			put(t, path, good+bad+"\n"+good)
			_, _, err := gradebook.Read(path)
			var e *gradebook.Error
			require.ErrorAs(t, err, &e)
			assert.True(t, strings.HasPrefix(e.Error(), path+":2: "), "%v", e)
			assert.ErrorContains(t, e, want)
			assert.NotEmpty(t, e.Hint())
		})
	}
}

func TestErrorsOfTheSystem(t *testing.T) {
	_, _, err := gradebook.Read(file(t))
	assert.ErrorIs(t, err, fs.ErrNotExist)
	assert.ErrorContains(t, err, "there is no such gradebook")
	torn, err := gradebook.Repair(file(t))
	assert.NoError(t, err)
	assert.Nil(t, torn)
	dir := t.TempDir()
	for _, err := range []error{
		gradebook.Append(dir, record("ann", 0, verdict.Pass)),
		gradebook.Append(filepath.Join(dir, "absent", "x"), record("ann", 0, verdict.Pass)),
	} {
		var e *gradebook.Error
		assert.ErrorAs(t, err, &e)
	}
}

func TestManyAppendersKeepTheirLinesApart(t *testing.T) {
	path := file(t)
	var all sync.WaitGroup
	for _, student := range []string{"ann", "bob", "cem", "dee"} {
		all.Go(func() {
			for n := range 20 {
				assert.NoError(t, gradebook.Append(path, record(student, n, verdict.Wrong), record(student, n, verdict.Leak)))
			}
		})
	}
	all.Wait()
	next := map[string]int{}
	for _, r := range read(t, path) {
		assert.Equal(t, noon.Add(time.Duration(next[r.Student]/2)*time.Minute), r.Graded, "the records of one are in order")
		next[r.Student]++
	}
	assert.Equal(t, map[string]int{"ann": 40, "bob": 40, "cem": 40, "dee": 40}, next)
}

// Who looks at the file with cat is as safe as who looks at a report.
func TestFileHoldsNoControlCharacters(t *testing.T) {
	path := file(t)
	r := record("ann", 0, verdict.Wrong)
	r.Attempt = "\x1b[2J\x7f\u009b31m\u202e<-ch ü\u2028"
	require.NoError(t, gradebook.Append(path, r))
	assert.Contains(t, text(t, path), `\u001b[2J\u007f\u009b31m\u202e<-ch ü\u2028`)
	assert.Equal(t, r.Attempt, read(t, path)[0].Attempt)
}
