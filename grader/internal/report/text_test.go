package report_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"charm.land/lipgloss/v2"
	"github.com/concurrency-in-go/course/grader/internal/report"
	"github.com/concurrency-in-go/course/grader/internal/verdict"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func text(t *testing.T, all ...verdict.Verdict) string {
	t.Helper()
	var b strings.Builder
	require.NoError(t, report.Text{Command: "grader"}.Write(&b, all))
	return b.String()
}

// TestText compares with testdata/*.txt. Rewrite them with
// go test ./grader/internal/report -update
func TestText(t *testing.T) {
	for name, all := range map[string][]verdict.Verdict{
		"passing":      {passing()},
		"failing":      {failing()},
		"uncompilable": {uncompilable()},
		"untouched":    {untouched()},
		"faulty":       {faulty()},
		"several":      {passing(), failing(), uncompilable()},
	} {
		t.Run(name, func(t *testing.T) {
			got := text(t, all...)
			golden := filepath.Join("testdata", name+".txt")
			if *update {
				require.NoError(t, os.WriteFile(golden, []byte(got), 0o644))
			}
			want, err := os.ReadFile(golden)
			require.NoError(t, err)
			assert.Equal(t, string(want), got)
			for line := range strings.Lines(got) {
				assert.LessOrEqual(t, lipgloss.Width(strings.TrimSuffix(line, "\n")), report.Width, line)
			}
		})
	}
}

// hostile is a verdict with a text in every place where one fits.
func hostile(text string) verdict.Verdict {
	v := settle(verdict.Verdict{Checks: []verdict.Check{{
		Name: text, Outcome: verdict.Wrong, Runs: 1, Failed: 1, Message: text, Account: []string{text},
		Places: []verdict.Place{{File: text, Line: 1, Source: text}},
	}, {Name: text, Outcome: verdict.Outcome(text), Message: text}}})
	v.Exercise, v.Title, v.Attempt, v.Section, v.Hint = text, text, text, text, text
	return v
}

func TestNothingHostileGetsOut(t *testing.T) {
	for name, bad := range map[string]string{
		"escape":     "\x1b[2J\x1b]0;title\a",
		"CSI of C1":  "\u009b2J",
		"return":     "FAIL\rPASS",
		"backspace":  "FAIL\b\b\b\bPASS",
		"delete":     "\x7f",
		"direction":  "\u202eSSAP\u2066",
		"no UTF-8":   "\xff\xfe",
		"line break": "\u2028",
		"tag":        "\U000e0041",
	} {
		t.Run(name, func(t *testing.T) {
			v := hostile(bad)
			var b strings.Builder
			require.NoError(t, report.JSON(&b, v))
			assert.NotContains(t, b.String(), bad)
			got := text(t, v, v)
			assert.NotContains(t, got, bad)
			assert.Equal(t, got, report.Clean(got), "something is left that Clean would replace")
		})
	}
}

func TestCleanLeavesTheCallersVerdictAlone(t *testing.T) {
	v := hostile("\x1b[2J")
	require.NoError(t, report.JSON(new(strings.Builder), v))
	assert.Equal(t, hostile("\x1b[2J"), v)
}

func TestLongWordsStayInside(t *testing.T) {
	for _, long := range []string{
		strings.Repeat("x", 300), strings.Repeat("字", 300), strings.Repeat("a b ", 300), "  " + strings.Repeat("e\u0301", 300),
	} {
		for line := range strings.Lines(text(t, hostile(long), hostile(long))) {
			assert.LessOrEqual(t, lipgloss.Width(strings.TrimSuffix(line, "\n")), report.Width)
		}
	}
}

func TestWrapKeepsWhatFits(t *testing.T) {
	assert.Equal(t, "  a  b\n\n    c\n", report.Wrap("a  b\n\n  c", "  "))
	assert.Empty(t, report.Wrap("", "  "))
}

func TestColoursOnlyWhereWanted(t *testing.T) {
	t.Setenv("TERM", "xterm")
	t.Setenv("COLORTERM", "")
	assert.NotContains(t, text(t, failing()), "\x1b", "colours, and it is not a terminal")

	t.Setenv("CLICOLOR_FORCE", "1")
	assert.Contains(t, text(t, failing()), "\x1b[1;31m")

	t.Setenv("NO_COLOR", "yes")
	assert.NotContains(t, text(t, failing()), "\x1b", "colours, in spite of NO_COLOR")
}

// The same race is told once, whichever side came first, and in however many runs.
func TestOneRaceIsToldOnce(t *testing.T) {
	read, write := verdict.Place{File: "a.go", Line: 3, Source: "return n"}, verdict.Place{File: "a.go", Line: 7, Source: "n++"}
	race := func(name string, runs int, places ...verdict.Place) verdict.Check {
		return verdict.Check{Name: name, Outcome: verdict.Race, Runs: runs, Failed: runs, Max: 1, Message: "a race", Places: places}
	}
	text := func(checks ...verdict.Check) string {
		var b strings.Builder
		v := verdict.Verdict{Exercise: "ch01/hits", Outcome: verdict.Race, Max: 2, Checks: checks}
		require.NoError(t, report.Text{Command: "grader"}.Write(&b, []verdict.Verdict{v}))
		return b.String()
	}
	assert.Contains(t, text(race("one", 3, read, write), race("two", 1, write, read)), "race  one, two  (always)\n")
	assert.Equal(t, 2, strings.Count(text(race("one", 3, read, write), race("two", 3, write)), "a race"), "other lines, another race")
	now := race("two", 3, read, write)
	now.Failed = 1
	assert.Equal(t, 2, strings.Count(text(race("one", 3, read, write), now), "a race"), "now and then is not always")
}
