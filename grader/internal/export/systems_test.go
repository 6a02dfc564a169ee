package export_test

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/concurrency-in-go/course/grader/internal/classroom50"
	"github.com/concurrency-in-go/course/grader/internal/export"
	"github.com/concurrency-in-go/course/grader/internal/gradebook"
	"github.com/concurrency-in-go/course/grader/internal/verdict"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func students(records []gradebook.Record) map[string][]gradebook.Record {
	all := map[string][]gradebook.Record{}
	for _, r := range records {
		all[r.Student] = append(all[r.Student], r)
	}
	return all
}

// TestSchemas holds every student's file against what the systems say of their
// formats, in testdata/*.schema.json.
func TestSchemas(t *testing.T) {
	for _, f := range []string{"classroom50", "gradescope", "prairielearn"} {
		file, err := os.Open("testdata/" + f + ".schema.json")
		require.NoError(t, err)
		defer file.Close()
		doc, err := jsonschema.UnmarshalJSON(file)
		require.NoError(t, err)
		c := jsonschema.NewCompiler()
		require.NoError(t, c.AddResource("schema.json", doc))
		schema, err := c.Compile("schema.json")
		require.NoError(t, err)
		for student, records := range students(class(t)) {
			got, err := jsonschema.UnmarshalJSON(strings.NewReader(written(t, f, records, options)))
			require.NoError(t, err)
			assert.NoError(t, schema.Validate(got), "%s of %q", f, student)
		}
	}
}

// graded is one record with one test.
func graded(o verdict.Outcome, points, most float64) gradebook.Record {
	return gradebook.Record{Student: "ada", Verdict: verdict.Verdict{
		Exercise: "ch01/hits", Outcome: o, Passed: o == verdict.Pass, Points: points, Max: most, Tests: "hidden",
		Checks: []verdict.Check{{Name: "TestHits", Outcome: o, Points: points, Max: most, Message: "It says why."}},
	}}
}

func decoded[T any](t *testing.T, format string, o export.Options, records ...gradebook.Record) T {
	t.Helper()
	var got T
	require.NoError(t, json.Unmarshal([]byte(written(t, format, records, o)), &got))
	return got
}

func TestPrairieLearnIsGradable(t *testing.T) {
	type result struct {
		Gradable     bool     `json:"gradable"`
		Score        *float64 `json:"score"`
		FormatErrors []string `json:"format_errors"`
	}
	pass, build, fault := graded(verdict.Pass, 2, 2), graded(verdict.Build, 0, 2), graded(verdict.Fault, 0, 2)
	build.Exercise, fault.Exercise = "ch01/pi", "ch01/swap"

	got := decoded[result](t, "prairielearn", options, pass)
	require.NotNil(t, got.Score)
	assert.InDelta(t, 1, *got.Score, 0)

	got = decoded[result](t, "prairielearn", options, build)
	assert.False(t, got.Gradable, "what does not compile costs no attempt")
	assert.Nil(t, got.Score)
	assert.Equal(t, []string{"ch01/pi: It says why."}, got.FormatErrors)

	got = decoded[result](t, "prairielearn", options, pass, build)
	require.NotNil(t, got.Score)
	assert.InDelta(t, 0.5, *got.Score, 0)

	got = decoded[result](t, "prairielearn", options, pass, fault)
	assert.False(t, got.Gradable)
	assert.Nil(t, got.Score, "a fault is no zero")
}

func TestPrairieLearnTakesAMegabyte(t *testing.T) {
	r := graded(verdict.Wrong, 0, 1)
	r.Checks[0].Account = []string{strings.Repeat("字<&\u2028", 5000)}
	for range 400 {
		r.Checks = append(r.Checks, r.Checks[0])
	}
	got := written(t, "prairielearn", []gradebook.Record{r}, options)
	assert.LessOrEqual(t, len(got), 1_000_000)
	assert.Contains(t, got, `"score": 0`)
}

func TestGradescopeHidesWhatIsHidden(t *testing.T) {
	type result struct {
		Score float64 `json:"score"`
		Tests []struct {
			Name, Visibility string
			Score            *float64
		}
	}
	hidden := graded(verdict.Pass, 1, 1)
	hidden.Checks = append(hidden.Checks, verdict.Check{Name: "build", Outcome: verdict.Pass})
	got := decoded[result](t, "gradescope", export.Options{}, hidden)
	require.Len(t, got.Tests, 1, "a step of grading that went well is no test")
	assert.Equal(t, "after_published", got.Tests[0].Visibility)

	got = decoded[result](t, "gradescope", export.Options{Visibility: "hidden"}, hidden)
	assert.Equal(t, "hidden", got.Tests[0].Visibility)

	hidden.Tests = "visible"
	got = decoded[result](t, "gradescope", export.Options{Visibility: "hidden"}, hidden)
	assert.Equal(t, "visible", got.Tests[0].Visibility, "students have these tests themselves")

	fault := graded(verdict.Fault, 0, 1)
	fault.Exercise = "ch01/pi"
	got = decoded[result](t, "gradescope", export.Options{}, hidden, fault)
	require.Len(t, got.Tests, 2)
	assert.Nil(t, got.Tests[1].Score, "a fault is no zero")
	assert.ErrorIs(t, format(t, "gradescope").Write(io.Discard, []gradebook.Record{fault}, options), export.ErrNothing)
}

func TestClassroom50HasWholeNumbers(t *testing.T) {
	type result struct {
		Score int `json:"score"`
		Max   int `json:"max-score"`
	}
	for name, tt := range map[string]struct {
		record     gradebook.Record
		score, max int
	}{
		"passed":        {graded(verdict.Pass, 2, 2), 200, 200},
		"two thirds":    {graded(verdict.Race, 1.333, 2), 133, 200},
		"nearly all":    {graded(verdict.Leak, 1.999, 2), 199, 200},
		"nothing":       {graded(verdict.Build, 0, 2), 0, 200},
		"passed thirds": {graded(verdict.Pass, 1, 1), 100, 100},
		"29 hundredths": {graded(verdict.Race, 0.29, 1), 29, 100},
	} {
		got := decoded[result](t, "classroom50", options, tt.record)
		assert.Equal(t, result{tt.score, tt.max}, got, name)
	}
	fault := graded(verdict.Fault, 0, 3)
	fault.Exercise = "ch01/pi"
	assert.Equal(t, result{200, 200}, decoded[result](t, "classroom50", options, graded(verdict.Pass, 2, 2), fault), "a fault is no zero")
}

func TestClassroom50SaysWhichFieldIsWrong(t *testing.T) {
	for field, value := range map[string]string{
		"classroom": "", "assignment": "", "assignment_type": "pair", "submission": "v1", "datetime": "yesterday",
	} {
		fields := map[string]string{"classroom": "cs101", "assignment": "locks"}
		fields[field] = value
		err := format(t, "classroom50").Write(io.Discard, []gradebook.Record{graded(verdict.Pass, 1, 1)}, export.Options{Fields: fields})
		var wrong *classroom50.FieldError
		require.ErrorAs(t, err, &wrong)
		assert.Equal(t, field, wrong.Field)
		assert.Contains(t, wrong.Hint(), classroom50.Variable(field))
	}
}

// One malformed file loses the results of a whole class.
func TestJUnitIsXML(t *testing.T) {
	r := graded(verdict.Wrong, 0, 1)
	r.Student = "]]>\x00\x0b\ufffe\uffff\xff<&\"'"
	r.Checks[0].Name, r.Checks[0].Message = r.Student, r.Student
	text := written(t, "junit", append(class(t), r), options)
	d := xml.NewDecoder(strings.NewReader(text))
	failures := 0
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		require.NoError(t, err)
		if e, ok := token.(xml.StartElement); ok && e.Name.Local == "failure" {
			failures++
		}
		if e, ok := token.(xml.StartElement); ok {
			assert.NotEqual(t, "error", e.Name.Local, "who scores by this file takes an error for a zero")
		}
	}
	assert.Equal(t, 13, failures)
	assert.NotContains(t, text, "\ufffe")
}

func TestFaultsLeaveCellsEmpty(t *testing.T) {
	fault := graded(verdict.Fault, 0, 2)
	fault.Exercise = "ch01/pi"
	all := []gradebook.Record{graded(verdict.Pass, 2, 2), fault}
	for by, want := range map[string]string{"exercise": "ada,,2,\n", "chapter": "ada,,\n", "total": "ada,,\n"} {
		assert.True(t, strings.HasSuffix(written(t, "moodle", all, export.Options{By: by}), "\n"+want), by)
	}
	var b strings.Builder
	require.NoError(t, export.CSV(&b, all))
	assert.Contains(t, b.String(), "ada,,ch01/pi,,fault,,2,,false,")
}
