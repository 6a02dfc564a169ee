package class

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/concurrency-in-go/course/grader/internal/attempt"
	"github.com/concurrency-in-go/course/grader/internal/course"
	"github.com/concurrency-in-go/course/grader/internal/gradebook"
	"github.com/concurrency-in-go/course/grader/internal/report"
	"github.com/concurrency-in-go/course/grader/internal/verdict"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// bench is a class with a judge that takes the outcome from the attempt's text, and
// remembers what it was asked.
type bench struct {
	Grader
	class *Class
	book  string
	lots  [][]string                 // of exercise and first line
	err   func(asked []string) error // nil: none
}

func newBench(t *testing.T, files map[string]string) *bench {
	b := &bench{class: survey(t, files, nil), book: filepath.Join(t.TempDir(), "gradebook.jsonl")}
	clock := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	b.Go = "go1.26.0"
	b.now = func() time.Time { clock = clock.Add(time.Second); return clock }
	b.Rules = func(e *course.Exercise) (string, error) { return "rules of " + string(e.ID), nil }
	b.Grader.Grade = b.judge
	return b
}

func (b *bench) judge(_ context.Context, attempts []*attempt.Attempt, progress func(int, int, string)) ([]verdict.Verdict, error) {
	var asked []string
	var all []verdict.Verdict
	for i, a := range attempts {
		text := string(a.Files.Files[0].Data)
		asked = append(asked, a.Exercise.ID.Name()+" "+text)
		rules, err := b.Rules(a.Exercise)
		if err != nil {
			return nil, err
		}
		v := verdict.Verdict{
			Exercise: string(a.Exercise.ID), Max: 2, Tests: "hidden", Attempt: a.Source, SHA256: a.SHA256(), Course: rules, Go: b.Go,
			Checks: []verdict.Check{{Name: "TestIt", Outcome: verdict.Pass, Points: 2, Max: 2}},
		}
		for _, o := range verdict.Outcomes() {
			if strings.Contains(text, "// "+string(o)) {
				v.Checks[0].Outcome, v.Checks[0].Points = o, 0
			}
		}
		v.Settle()
		all = append(all, v)
		progress(i+1, len(attempts), string(a.Exercise.ID))
	}
	b.lots = append(b.lots, asked)
	if b.err != nil {
		if err := b.err(asked); err != nil {
			return nil, err
		}
	}
	return all, nil
}

func (b *bench) run(t *testing.T) Summary {
	t.Helper()
	sum, err := b.Run(t.Context(), b.class, b.book)
	require.NoError(t, err)
	return sum
}

// asked is how many attempts the judge was given.
func (b *bench) asked() int {
	n := 0
	for _, l := range b.lots {
		n += len(l)
	}
	return n
}

// lines writes the records as "ann demo: pass", in order.
func (b *bench) lines(t *testing.T) []string {
	t.Helper()
	book, torn, err := gradebook.Read(b.book)
	require.NoError(t, err)
	require.Nil(t, torn)
	var lines []string
	for _, r := range book.Records {
		lines = append(lines, fmt.Sprintf("%s %s: %s", r.Student, course.ID(r.Exercise).Name(), r.Outcome))
	}
	return lines
}

func TestIdenticalAttemptsAreGradedOnce(t *testing.T) {
	b := newBench(t, map[string]string{
		"ann/demo.go": demoStub, "bob/demo.go": demoStub, "cem/demo.go": demoStub,
		"dee/demo.go": "package demo // race\n", "eve/demo.go": "package demo // race\n",
	})
	sum := b.run(t)
	assert.Equal(t, 2, b.asked())
	assert.Equal(t, Summary{Students: 5, Attempts: 5, Passed: 3, Graded: 2, Reused: 3}, sum)
	book, _, err := gradebook.Read(b.book)
	require.NoError(t, err)
	for _, r := range book.Records {
		assert.Contains(t, r.Attempt, r.Student, "every record names its own student's attempt")
	}

	sum = b.run(t)
	assert.Equal(t, 2, b.asked(), "a second run grades nothing")
	assert.Equal(t, Summary{Students: 5, Attempts: 5, Passed: 3, Reused: 5}, sum)
	assert.Len(t, b.lines(t), 5, "and writes nothing")
}

func TestWhatIsKnownIsCopied(t *testing.T) {
	b := newBench(t, map[string]string{"ann/demo.go": "package demo // leak\n"})
	b.run(t)
	more := newBench(t, map[string]string{"ann/demo.go": "package demo // leak\n", "bob/demo.go": "package demo // leak\n"})
	more.book = b.book
	sum := more.run(t)
	assert.Empty(t, more.lots)
	assert.Equal(t, 0, sum.Graded)
	assert.Equal(t, []string{"ann demo: leak", "bob demo: leak"}, more.lines(t))
}

func TestAnythingThatMattersIsGradedAnew(t *testing.T) {
	files := map[string]string{"ann/demo.go": "package demo\n"}
	b := newBench(t, files)
	b.run(t)
	for _, change := range []func(){
		func() { b.Go = "go1.27.0" },
		func() { b.Rules = func(*course.Exercise) (string, error) { return "others", nil } },
		func() { b.class = survey(t, map[string]string{"ann/demo.go": "package demo // new\n"}, nil) },
	} {
		before := b.asked()
		change()
		b.run(t)
		assert.Equal(t, before+1, b.asked())
	}
}

func TestNothingHandedInIsSaidOnce(t *testing.T) {
	b := newBench(t, map[string]string{"ann/demo.go": "package demo\n", "bob/x": "", "cem.zip": ""})
	sum := b.run(t)
	assert.Equal(t, Summary{Students: 3, Attempts: 1, Missing: 2, Passed: 1, Graded: 1}, sum)
	b.run(t)
	assert.Equal(t, []string{"bob demo: skipped", "cem demo: policy", "ann demo: pass"}, b.lines(t))

	// What is handed in later counts.
	b.class = survey(t, map[string]string{"ann/demo.go": "package demo\n", "bob/demo.go": "package demo // wrong\n", "cem/x": ""}, nil)
	b.run(t)
	assert.Equal(t, []string{"cem demo: skipped", "bob demo: wrong"}, b.lines(t)[3:])
}

// Interrupted at any lot, a run leaves what it has graded, and the next one does the rest.
func TestInterruptLosesOneLot(t *testing.T) {
	files := map[string]string{}
	for n := range 7 {
		files[fmt.Sprintf("s%d/demo/demo.go", n)] = fmt.Sprintf("package demo // %d\n", n/2*2) // two have the same
		files[fmt.Sprintf("s%d/pair/left.go", n)], files[fmt.Sprintf("s%d/pair/right.go", n)] = pairStub, pairStub
	}
	whole := newBench(t, files)
	whole.run(t)
	for at := range 5 {
		b := newBench(t, files)
		b.Lot = 1
		ctx, stop := context.WithCancel(t.Context())
		b.err = func([]string) error {
			if len(b.lots) <= at {
				return nil
			}
			stop()
			return ctx.Err()
		}
		_, err := b.Run(ctx, b.class, b.book)
		require.ErrorIs(t, err, context.Canceled)
		b.err = nil
		b.run(t)
		assert.Equal(t, 5+1, b.asked(), "only the interrupted attempt is graded twice")
		assert.ElementsMatch(t, whole.lines(t), b.lines(t))
	}
}

func TestLotsAreSmallAndProgressCountsThrough(t *testing.T) {
	files := map[string]string{}
	for n := range 10 {
		files[fmt.Sprintf("s%d/demo.go", n)] = fmt.Sprintf("package demo // %d\n", n)
	}
	b := newBench(t, files)
	b.Lot = 4
	var steps, finished []string
	b.Progress = func(done, total int, _ string) { steps = append(steps, fmt.Sprintf("%d/%d", done, total)) }
	b.Finished = func(s Score) {
		finished = append(finished, fmt.Sprintf("%d/%d %s after %d", s.Done, s.Class, s.Student.ID, len(b.lots)))
	}
	b.run(t)
	assert.Equal(t, []string{"1/10", "2/10", "3/10", "4/10", "5/10", "6/10", "7/10", "8/10", "9/10", "10/10"}, steps)
	require.Len(t, finished, 10)
	assert.Equal(t, "4/10 s3 after 1", finished[3])
	assert.Equal(t, "5/10 s4 after 2", finished[4])
	assert.Equal(t, "10/10 s9 after 3", finished[9])
}

// A line of a gradebook is what `grader schema` says that it is.
func TestRecordsFollowTheSchema(t *testing.T) {
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(report.Schema()))
	require.NoError(t, err)
	c := jsonschema.NewCompiler()
	require.NoError(t, c.AddResource("grade-v1.schema.json", doc))
	schema, err := c.Compile("grade-v1.schema.json")
	require.NoError(t, err)

	b := newBench(t, map[string]string{"ann/demo.go": "package demo\n", "bob/demo.go": "package demo // bad\n", "cem.zip": "", "dee/x": ""})
	b.class.Students[0].Name, b.class.Work[0].Late = "Ann\x1b[2J", true
	b.err = func(asked []string) error {
		if strings.Contains(strings.Join(asked, ""), "bad") {
			return errors.New("the disk is full")
		}
		return nil
	}
	b.run(t)
	text, err := os.ReadFile(b.book)
	require.NoError(t, err)
	assert.Equal(t, 4, strings.Count(string(text), "\n"))
	for line := range strings.Lines(string(text)) {
		record, err := jsonschema.UnmarshalJSON(strings.NewReader(line))
		require.NoError(t, err)
		assert.NoError(t, schema.Validate(record), line)
	}
}
