package report_test

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/concurrency-in-go/course/grader/internal/gradebook"
	"github.com/concurrency-in-go/course/grader/internal/report"
	"github.com/concurrency-in-go/course/grader/internal/verdict"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func compiled(t *testing.T) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(report.Schema()))
	require.NoError(t, err)
	c := jsonschema.NewCompiler()
	require.NoError(t, c.AddResource("grade-v1.schema.json", doc))
	s, err := c.Compile("grade-v1.schema.json")
	require.NoError(t, err)
	return s
}

func TestVerdictsFollowTheSchema(t *testing.T) {
	s := compiled(t)
	for name, v := range map[string]verdict.Verdict{
		"passing": passing(), "failing": failing(), "uncompilable": uncompilable(),
		"untouched": untouched(), "faulty": faulty(), "empty": settle(verdict.Verdict{}),
	} {
		t.Run(name, func(t *testing.T) {
			var b strings.Builder
			require.NoError(t, report.JSON(&b, v))
			assert.Equal(t, 1, strings.Count(b.String(), "\n"), "one verdict, one line")
			got, err := jsonschema.UnmarshalJSON(strings.NewReader(b.String()))
			require.NoError(t, err)
			assert.NoError(t, s.Validate(got))
		})
	}
}

func TestSchemaRefusesWhatIsNoVerdict(t *testing.T) {
	got, err := jsonschema.UnmarshalJSON(strings.NewReader(`{"schema": "grade/v1", "outcome": "fine"}`))
	require.NoError(t, err)
	assert.Error(t, compiled(t).Validate(got))
}

// described is a part of the schema with the fields of one object.
type described struct {
	Properties map[string]struct {
		Description string `json:"description"`
	} `json:"properties"`
}

func TestSchemaDescribesEveryField(t *testing.T) {
	var doc struct {
		described
		Defs struct {
			Outcome struct{ Enum []verdict.Outcome }
			Check   described
			Place   described
		} `json:"$defs"`
	}
	require.NoError(t, json.Unmarshal(report.Schema(), &doc))
	assert.Equal(t, verdict.Outcomes(), doc.Defs.Outcome.Enum)
	for kind, d := range map[reflect.Type]described{
		reflect.TypeFor[gradebook.Record](): doc.described,
		reflect.TypeFor[verdict.Check]():    doc.Defs.Check,
		reflect.TypeFor[verdict.Place]():    doc.Defs.Place,
	} {
		names := fields(kind)
		assert.Len(t, d.Properties, len(names), "%s: the schema has other fields", kind)
		for _, name := range names {
			assert.NotEmpty(t, d.Properties[name].Description, "%s.%s is not described", kind, name)
		}
	}
}

// fields lists the names that a struct has in JSON, with those that it embeds.
func fields(kind reflect.Type) []string {
	var names []string
	for i := range kind.NumField() {
		f := kind.Field(i)
		if f.Anonymous {
			names = append(names, fields(f.Type)...)
			continue
		}
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		names = append(names, name)
	}
	return names
}

func TestGradebooksFollowTheSchema(t *testing.T) {
	s := compiled(t)
	for _, r := range []gradebook.Record{
		{Student: "ann", Verdict: failing()},
		{Student: "ann", Name: "Ann Lee", Graded: time.Now(), Late: true, Verdict: passing()},
	} {
		line, err := json.Marshal(r)
		require.NoError(t, err)
		got, err := jsonschema.UnmarshalJSON(bytes.NewReader(line))
		require.NoError(t, err)
		assert.NoError(t, s.Validate(got))
	}
}
