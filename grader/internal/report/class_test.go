package report_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"charm.land/lipgloss/v2"
	"github.com/concurrency-in-go/course/grader/internal/gradebook"
	"github.com/concurrency-in-go/course/grader/internal/report"
	"github.com/concurrency-in-go/course/grader/internal/verdict"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var noon = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

// given is a student's attempt at an exercise.
func given(student, name, exercise, title string, v verdict.Verdict) gradebook.Record {
	v.Exercise, v.Title, v.Course = exercise, title, "c0ffee"
	return gradebook.Record{Student: student, Name: name, Graded: noon, Verdict: v}
}

// Names that a class may have, and names that nobody should be able to use.
const (
	script  = `<script>alert(1)</script>`
	formula = `=HYPERLINK("http://example.com","ok")`
	turned  = "\u202egnp.elif"
	escape  = "\x1b[2J\x1b]0;owned\a"
)

// class is six students, one of whom has not begun, and one who means harm.
func class() []gradebook.Record {
	const settings, hits, appendix = "ch03/settings", "ch01/hits", "appendix/last"
	late := given("grace", "Grace Hopper", settings, "Settings that many read", passing())
	late.Late = true
	bad := failing()
	bad.Checks[3].Account = append(bad.Checks[3].Account, script, turned+escape)
	bad.Checks[3].Places = append(bad.Checks[3].Places, verdict.Place{File: "settings.go", Line: 9, Source: `s := "` + script + `"`})
	return []gradebook.Record{
		late,
		given("grace", "Grace Hopper", hits, "A counter that forgets", passing()),
		given("grace", "Grace Hopper", appendix, "The last", faulty()),
		given("ada", "Ada Lovelace", settings, "Settings that many read", failing()),
		given("ada", "Ada Lovelace", hits, "A counter that forgets", passing()),
		given("barbara", "", settings, "Settings that many read", uncompilable()),
		given("barbara", "", appendix, "The last", passing()),
		given("edsger", "Edsger W. Dijkstra", settings, "Settings that many read", untouched()),
		given(script, formula, settings, "Settings that many read", bad),
		given(turned, escape, hits, "A counter that forgets", failing()),
	}
}

func classText(t *testing.T, records []gradebook.Record, all bool) string {
	t.Helper()
	var b strings.Builder
	require.NoError(t, report.ClassText{All: all}.Write(&b, report.NewClass(records)))
	return b.String()
}

// compare with a golden file of testdata. Rewrite it with
// go test ./grader/internal/report -update
func compare(t *testing.T, file, got string) {
	t.Helper()
	golden := filepath.Join("testdata", file)
	if *update {
		require.NoError(t, os.WriteFile(golden, []byte(got), 0o644))
	}
	want, err := os.ReadFile(golden)
	require.NoError(t, err)
	assert.Equal(t, string(want), got)
}

func fits(t *testing.T, text string) {
	t.Helper()
	for line := range strings.Lines(text) {
		assert.LessOrEqual(t, lipgloss.Width(strings.TrimSuffix(line, "\n")), report.Width, line)
	}
}

func TestClassText(t *testing.T) {
	got := classText(t, class(), false)
	compare(t, "class.txt", got)
	fits(t, got)
	assert.Equal(t, got, report.Clean(got), "something is left that Clean would replace")
}

func TestClassTextOfNobody(t *testing.T) {
	assert.Equal(t, "Class  0 students, 0 exercises, 0 attempts graded\n\n  student  points  passed  name\n\n", classText(t, nil, false))
}

// crowd is n students who have all done one exercise.
func crowd(n int) []gradebook.Record {
	var all []gradebook.Record
	for i := range n {
		v := passing()
		if i%3 == 0 {
			v = failing()
		}
		all = append(all, given(fmt.Sprintf("student%03d", i), "", "ch01/hits", "A counter that forgets", v))
	}
	return all
}

func TestLargeClassIsCut(t *testing.T) {
	got := classText(t, crowd(200), false)
	compare(t, "crowd.txt", got)
	fits(t, got)

	whole := classText(t, crowd(200), true)
	assert.Equal(t, 200, strings.Count(whole, "student")-strings.Count(whole, "students")-1, "with the head of the table")
	assert.NotContains(t, whole, "--all")
}

func TestAnyNameFits(t *testing.T) {
	for _, long := range []string{strings.Repeat("x", 300), strings.Repeat("字", 300), strings.Repeat("e\u0301", 300), "a\nb"} {
		all := class()
		for i := range all {
			all[i].Student, all[i].Name, all[i].Exercise, all[i].Title = long+all[i].Student, long, long+all[i].Exercise, long
		}
		fits(t, classText(t, all, true))
	}
}

func find(t *testing.T, c *report.Class, id string) report.Student {
	t.Helper()
	for _, s := range c.Students {
		if s.ID == id {
			return s
		}
	}
	require.Fail(t, "there is no student "+id)
	return report.Student{}
}

func TestFaultIsNoZero(t *testing.T) {
	c := report.NewClass(class())
	grace := find(t, c, "grace")
	assert.Equal(t, 1, grace.Faults)
	assert.InDelta(t, 6, grace.Points, 0)
	assert.InDelta(t, 6, grace.Max, 0, "what could not be graded was not to be earned")
	ada := find(t, c, "ada")
	assert.InDelta(t, 4, ada.Points, 0)
	assert.InDelta(t, 9, ada.Max, 0, "what was not handed in was to be earned")
	require.Len(t, c.Faults(), 1)
	assert.Equal(t, "grace", c.Faults()[0].Student)
}

func TestExercisesAreInTheOrderOfTheBook(t *testing.T) {
	var ids []string
	for _, e := range report.NewClass(class()).Exercises {
		ids = append(ids, e.ID)
	}
	assert.Equal(t, []string{"ch01/hits", "ch03/settings", "appendix/last"}, ids)
}

// Two names that look alike are two students, and neither gets the other's points.
func TestNamesThatLookAlikeStayApart(t *testing.T) {
	c := report.NewClass([]gradebook.Record{
		given("ada\u202e", "", "ch01/hits", "", passing()),
		given("ada\u202d", "", "ch01/hits", "", failing()),
	})
	require.Len(t, c.Students, 2)
	assert.Equal(t, c.Students[0].ID, c.Students[1].ID)
	assert.NotEqual(t, c.Students[0].Points, c.Students[1].Points)
}

func TestCaveats(t *testing.T) {
	other := given("alan", "", "ch01/hits", "", passing())
	other.Course = "another"
	for name, tt := range map[string]struct {
		records []gradebook.Record
		want    string
	}{
		"a fault":         {[]gradebook.Record{given("ada", "", "ch01/hits", "", faulty())}, "1 attempt could not be graded"},
		"different tests": {[]gradebook.Record{given("ada", "", "ch01/hits", "", passing()), other}, "do not compare in 1 exercise"},
		"visible tests":   {[]gradebook.Record{given("ada", "", "ch01/hits", "", untouched())}, "visible tests alone"},
	} {
		t.Run(name, func(t *testing.T) {
			got := report.Caveats(report.NewClass(tt.records))
			require.Len(t, got, 1)
			assert.Contains(t, got[0], tt.want)
		})
	}
	assert.Empty(t, report.Caveats(report.NewClass(crowd(3))))
}

// TestClassRecords keeps the class as a gradebook, for the tests of what reads one.
// In the file what is not ASCII is escaped, so that nobody is fooled by it.
func TestClassRecords(t *testing.T) {
	var b strings.Builder
	for _, r := range class() {
		line, err := json.Marshal(r)
		require.NoError(t, err)
		for _, c := range utf16.Encode([]rune(string(line))) {
			if c < 0x7f {
				b.WriteByte(byte(c))
			} else {
				fmt.Fprintf(&b, `\u%04x`, c)
			}
		}
		b.WriteByte('\n')
	}
	compare(t, "class.jsonl", b.String())
}

// Class writes down also that nothing was handed in. That is no attempt, and the
// student is in the table all the same.
func TestNothingHandedInIsNoAttempt(t *testing.T) {
	nothing := given("dee", "Dee", "ch01/hits", "A counter that forgets", verdict.Verdict{Outcome: verdict.Skipped, Max: 2})
	c := report.NewClass([]gradebook.Record{nothing, given("ada", "Ada", "ch01/hits", "A counter that forgets", passing())})
	require.Len(t, c.Students, 2)
	assert.Equal(t, "Dee", c.Students[1].Name)
	assert.Nil(t, c.Students[1].Attempts[0])
	assert.Positive(t, c.Students[1].Max)
	assert.Equal(t, 1, c.Graded())
	assert.Equal(t, 1, c.Exercises[0].Endings[report.Missing])
	assert.Zero(t, c.Exercises[0].Endings[report.Ending(verdict.Skipped)])
}
