package verdict_test

import (
	"encoding/json"
	"testing"

	"github.com/concurrency-in-go/course/grader/internal/verdict"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestGraver(t *testing.T) {
	for _, tt := range []struct{ a, b, want verdict.Outcome }{
		{verdict.Pass, verdict.Pass, verdict.Pass},
		{verdict.Pass, verdict.Skipped, verdict.Skipped},
		{verdict.Skipped, verdict.Vet, verdict.Vet},
		{verdict.Leak, verdict.Wrong, verdict.Wrong},
		{verdict.Wrong, verdict.Race, verdict.Race},
		{verdict.Race, verdict.Limit, verdict.Limit},
		{verdict.Build, verdict.Policy, verdict.Policy},
		{verdict.Policy, verdict.Tampered, verdict.Tampered},
		{verdict.Tampered, verdict.Fault, verdict.Fault},
		{verdict.Pass, "excellent", verdict.Fault},
		{verdict.Race, "excellent", verdict.Fault},
		{verdict.Pass, "", verdict.Fault},
		{"", "", verdict.Fault},
	} {
		t.Run(string(tt.a)+" "+string(tt.b), func(t *testing.T) {
			assert.Equal(t, tt.want, verdict.Graver(tt.a, tt.b))
			assert.Equal(t, tt.want, verdict.Graver(tt.b, tt.a), "the order of the two must not matter")
		})
	}
}

func TestEveryOutcomeIsGraverThanTheNext(t *testing.T) {
	all := verdict.Outcomes()
	require.Len(t, all, 14)
	for i, o := range all {
		assert.True(t, o.Known(), "%v", o)
		for _, lighter := range all[i:] {
			assert.Equal(t, o, verdict.Graver(lighter, o))
		}
	}
	assert.False(t, verdict.Outcome("").Known())
	assert.False(t, verdict.Outcome("PASS").Known())
}

func TestSettle(t *testing.T) {
	check := func(o verdict.Outcome, points float64) verdict.Check {
		return verdict.Check{Name: "Test", Outcome: o, Points: points, Max: 1}
	}
	for _, tt := range []struct {
		name   string
		checks []verdict.Check
		want   verdict.Outcome
		passed bool
		points float64
	}{
		{"no checks", nil, verdict.Fault, false, 0},
		{"all pass", []verdict.Check{check(verdict.Pass, 1), check(verdict.Pass, 1)}, verdict.Pass, true, 3},
		{"rounding does not cost a full mark", []verdict.Check{check(verdict.Pass, 1.4999), check(verdict.Pass, 1.4999)}, verdict.Pass, true, 3},
		{"one of two", []verdict.Check{check(verdict.Pass, 1.5), check(verdict.Wrong, 0)}, verdict.Wrong, false, 1.5},
		{"the gravest wins", []verdict.Check{check(verdict.Leak, 0), check(verdict.Race, 0), check(verdict.Wrong, 0)}, verdict.Race, false, 0},
		{"skipped is no pass", []verdict.Check{check(verdict.Pass, 1.5), check(verdict.Skipped, 0)}, verdict.Skipped, false, 1.5},
		{"an unknown outcome", []verdict.Check{check(verdict.Pass, 1.5), check("excellent", 1.5)}, verdict.Fault, false, 3},
		{"no outcome at all", []verdict.Check{check(verdict.Pass, 1.5), check("", 0)}, verdict.Fault, false, 1.5},
	} {
		t.Run(tt.name, func(t *testing.T) {
			v := verdict.Verdict{Max: 3, Checks: tt.checks, Points: 100, Passed: true}
			v.Settle()
			assert.Equal(t, verdict.Schema, v.Schema)
			assert.Equal(t, tt.want, v.Outcome)
			assert.Equal(t, tt.passed, v.Passed)
			assert.InDelta(t, tt.points, v.Points, 1e-9)
			again := v
			again.Settle()
			assert.Equal(t, v, again, "settling twice must change nothing")
		})
	}
}

// A stub that repairs nothing may pass some tests, and is worth nothing all the same.
func TestUntouchedIsWorthNothing(t *testing.T) {
	for outcome, points := range map[verdict.Outcome]float64{verdict.Race: 0, verdict.Pass: 3} {
		v := verdict.Verdict{Max: 3, Untouched: true, Checks: []verdict.Check{
			{Name: "TestA", Outcome: verdict.Pass, Points: 1.5, Max: 1.5}, {Name: "TestB", Outcome: outcome, Points: points / 2, Max: 1.5},
		}}
		v.Settle()
		assert.InDelta(t, points, v.Points, 1e-9, "%s", outcome)
		assert.InDelta(t, points, v.Checks[0].Points+v.Checks[1].Points, 1e-9, "%s", outcome)
	}
}

func TestHundredths(t *testing.T) {
	for _, tt := range []struct {
		v            verdict.Verdict
		points, most int
	}{
		{verdict.Verdict{Points: 0.29, Max: 1}, 29, 100},
		{verdict.Verdict{Points: 2.999, Max: 3}, 299, 300}, // not all, for it has not passed
		{verdict.Verdict{Points: 0.333, Max: 0.333, Passed: true}, 33, 33},
		{verdict.Verdict{Points: -1, Max: 1}, 0, 100},
		{verdict.Verdict{Points: 9, Max: 1}, 100, 100},
	} {
		points, most := tt.v.Hundredths()
		assert.Equal(t, []int{tt.points, tt.most}, []int{points, most}, "%+v", tt.v)
	}
}

// The names are read by other programs: they may not change within grade/v1.
const record = `{
	"schema": "grade/v1",
	"exercise": "ch03/settings",
	"title": "Settings that many read",
	"outcome": "race",
	"passed": false,
	"points": 1.5,
	"max": 3,
	"attempt": "settings.txtar",
	"sha256": "5e",
	"untouched": false,
	"tests": "hidden",
	"course": "c0",
	"go": "go1.26.8",
	"seed": 18446744073709551615,
	"duration_ms": 1200,
	"checks": [
		{
			"name": "TestReadersOverlap",
			"outcome": "race",
			"points": 1.5,
			"max": 3,
			"runs": 20,
			"failed": 3,
			"message": "two goroutines touch it",
			"account": [
				"one writes"
			],
			"places": [
				{
					"file": "settings.go",
					"line": 7,
					"source": "s.m[k] = v"
				}
			]
		}
	],
	"section": "Locks",
	"hint": "who reads?"
}`

func TestRecordNames(t *testing.T) {
	v := verdict.Verdict{
		Exercise: "ch03/settings", Title: "Settings that many read", Max: 3,
		Attempt: "settings.txtar", SHA256: "5e", Untouched: false, Tests: "hidden", Course: "c0",
		Go: "go1.26.8", Seed: 1<<64 - 1, Millis: 1200, Section: "Locks", Hint: "who reads?",
		Checks: []verdict.Check{{
			Name: "TestReadersOverlap", Outcome: verdict.Race, Points: 1.5, Max: 3, Runs: 20, Failed: 3,
			Message: "two goroutines touch it", Account: []string{"one writes"},
			Places: []verdict.Place{{File: "settings.go", Line: 7, Source: "s.m[k] = v"}},
		}},
	}
	v.Settle()
	got, err := json.MarshalIndent(v, "", "\t")
	require.NoError(t, err)
	assert.Equal(t, record, string(got))

	var back verdict.Verdict
	require.NoError(t, json.Unmarshal(got, &back))
	assert.Equal(t, v, back)
}

func TestRecordLeavesOutWhatIsEmpty(t *testing.T) {
	got, err := json.Marshal(verdict.Check{Name: "vet", Outcome: verdict.Pass, Places: []verdict.Place{}})
	require.NoError(t, err)
	assert.JSONEq(t, `{"name":"vet","outcome":"pass","points":0,"max":0,"runs":0,"failed":0}`, string(got))
	got, err = json.Marshal(verdict.Place{File: "a.go", Line: 1})
	require.NoError(t, err)
	assert.JSONEq(t, `{"file":"a.go","line":1}`, string(got))
}
