package autograde

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/concurrency-in-go/course/grader/internal/classroom50"
	"github.com/concurrency-in-go/course/grader/internal/verdict"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// What a step writes to its log has the commands that the grader means, and none
// that the student does.
func TestLogObeysNoStudent(t *testing.T) {
	for _, h := range hostile {
		t.Run(h.name, func(t *testing.T) {
			all := []verdict.Verdict{evil(h.text)}
			log, err := Log(all, "grader")
			require.NoError(t, err)
			commands := commandsOf(log + Annotations(small(), all, h.text, 10))
			require.Len(t, commands, 3, "%q", commands)
			assert.Equal(t, "::remove-matcher owner=go::", commands[0])
			assert.True(t, strings.HasPrefix(commands[1], "::stop-commands::"))
			assert.True(t, strings.HasPrefix(commands[2], "::error file="))
			lines := strings.Split(log, "\n")
			assert.Empty(t, commandsOf(strings.Join(lines[2:len(lines)-2], "\n")), "not even without stop-commands")
		})
	}
}

func TestSummaryHoldsNoMarkdownOfAStudent(t *testing.T) {
	for _, h := range hostile {
		t.Run(h.name, func(t *testing.T) {
			text, err := Summary(h.text, []verdict.Verdict{evil(h.text)}, "grader")
			require.NoError(t, err)
			assert.Less(t, len(text), 1<<19)
			shown := outside(t, text)
			for _, bad := range []string{"<img", "<script", "](", "://", "www.", "@", "octocat.", "~~~", "**a"} {
				assert.NotContains(t, shown, bad)
			}
			assert.Equal(t, 1, strings.Count(shown, "<details>"))
			assert.Equal(t, 1, strings.Count(shown, "</details>"))
			assert.Equal(t, 15, strings.Count(shown, "|"), "a table of four columns and one row")
		})
	}
}

// outside is what stands outside of blocks of code, and so has a meaning.
func outside(t *testing.T, text string) string {
	t.Helper()
	var b strings.Builder
	fence := ""
	for l := range strings.Lines(text) {
		bare := strings.TrimRight(l, "\n")
		switch mark := bare[:len(bare)-len(strings.TrimLeft(bare, "`"))]; {
		case fence == "" && len(mark) >= 3:
			fence = mark
		case fence != "" && len(mark) >= len(fence) && mark == bare:
			fence = ""
		case fence == "":
			b.WriteString(l)
		}
	}
	assert.Empty(t, fence, "every block ends")
	return b.String()
}

func TestSummaryIsCapped(t *testing.T) {
	var many []verdict.Verdict
	for range 30 {
		many = append(many, evil(strings.Repeat("日本\n", 4500)))
	}
	text, err := Summary("ch03", many, "grader")
	require.NoError(t, err)
	assert.Less(t, len(text), 1<<20)
	assert.True(t, strings.HasSuffix(text, ": the log of the step has them.\n"), "it says that it is not whole")
	outside(t, text)
}

func TestJSONOfHostileText(t *testing.T) {
	for _, h := range hostile {
		t.Run(h.name, func(t *testing.T) {
			all := []verdict.Verdict{evil(h.text)}
			result, err := Runner(all)
			require.NoError(t, err)
			var r runner
			require.NoError(t, json.Unmarshal(decoded(t, result), &r))
			assert.Empty(t, commandsOf(r.Tests[0].Name+"\n"+r.Tests[0].Message))
			assert.Zero(t, r.Tests[0].Score)

			var r50 classroom50.Result
			require.NoError(t, json.Unmarshal([]byte(written(t, Result50(classroom50.Submission{}, all, time.Time{}))), &r50))
			assert.False(t, r50.Tests[0].Passed)
			assert.NotContains(t, r50.Tests[0].Message, "\n")
		})
	}
}

// An output ends where its random mark stands, and a value has no such line.
func TestOutput(t *testing.T) {
	first, second := Output("result", "e30="), Output("result", "e30=")
	assert.Regexp(t, `^result<<end-[A-Z2-7]{26}\ne30=\nend-[A-Z2-7]{26}\n$`, first)
	assert.NotEqual(t, first, second)
}

func TestAnnotationsAreFew(t *testing.T) {
	c := small()
	var all []verdict.Verdict
	for _, e := range c.Exercises() {
		v := blank(e)
		for n := range 20 {
			v.Checks = append(v.Checks, verdict.Check{
				Name: "TestX", Outcome: verdict.Wrong, Message: "it broke",
				Places: []verdict.Place{{File: e.Files[0], Line: n/2 + 1}}, // two at each line
			})
		}
		v.Settle()
		all = append(all, v)
	}
	text := Annotations(c, all, "", 10)
	assert.Equal(t, 10, strings.Count(text, "::error "))
	assert.Equal(t, 3, strings.Count(text, "file=exercises/ch03/settings/settings.go,"), "exercises take turns")
	assert.Equal(t, 1, strings.Count(text, "settings.go,line=1,"), "a line is annotated once")
	assert.Empty(t, Annotations(c, all, "", 0))
}

// A place outside of the student's files cannot be shown beside a line.
func TestAnnotationsStayInTheStudentsFiles(t *testing.T) {
	v := blank(small().Exercises()[0])
	v.Checks = []verdict.Check{{Name: "TestX", Outcome: verdict.Panic, Places: []verdict.Place{
		{File: "settings_test.go", Line: 3}, {File: "../../../.github/workflows/classroom.yml", Line: 1}, {File: "settings.go", Line: 0},
	}}}
	v.Settle()
	assert.Empty(t, Annotations(small(), []verdict.Verdict{v}, "", 10))
}
