package judge

import (
	"slices"
	"testing"

	"github.com/concurrency-in-go/course/grader/internal/attempt"
	"github.com/concurrency-in-go/course/grader/internal/course"
	"github.com/concurrency-in-go/course/grader/internal/diagnose"
	"github.com/concurrency-in-go/course/grader/internal/gotest"
	"github.com/concurrency-in-go/course/grader/internal/verdict"
	"github.com/concurrency-in-go/course/grader/internal/workspace"
	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestBatchesAreEven(t *testing.T) {
	assert.Empty(t, batches(0))
	assert.Equal(t, [][]int{{0, 1, 2}}, batches(3))
	assert.Len(t, batches(batchSize), 1)
	for n := range 100 {
		all := batches(n)
		var order []int
		for _, b := range all {
			assert.LessOrEqual(t, len(b), batchSize)
			assert.InDelta(t, len(all[0]), len(b), 1)
			order = append(order, b...)
		}
		assert.Len(t, order, n)
		assert.True(t, slices.IsSorted(order))
	}
}

func TestCheckTakesTheGravestRun(t *testing.T) {
	fail := func(o verdict.Outcome) failure {
		return failure{outcome: o, finding: diagnose.Finding{Message: string(o)}}
	}
	c := &check{name: "TestX", runs: 5}
	assert.Equal(t, verdict.Check{Name: "TestX", Outcome: verdict.Pass, Points: 0.333, Max: 0.333, Runs: 5}, c.settle(1.0/3))

	c.fail(fail(verdict.Wrong))
	c.fail(fail(verdict.Race))
	c.fail(fail(verdict.Panic))
	got := c.settle(1)
	assert.Equal(t, verdict.Race, got.Outcome)
	assert.Equal(t, "race", got.Message, "the message goes with the outcome")
	assert.Equal(t, 3, got.Failed)
	assert.Zero(t, got.Points, "a check that failed once gives no points")
}

// newTest is a trial with two checks, one of double weight.
func newTest() *trial {
	e := &course.Exercise{ID: "ch01/demo", Points: 3}
	return &trial{
		exercise: e,
		attempt:  &attempt.Attempt{Exercise: e, Files: &txtar.Archive{}},
		verdict:  &verdict.Verdict{Max: 3},
		place:    workspace.Place{Package: "example.com/ch01/demo", Vetted: "example.com/vet/ch01/demo"},
		source: diagnose.Source{
			Files: map[string][]byte{"demo.go": []byte("package demo\n\tvar mu = other\n")},
		},
		checks: []*check{{name: "TestA", weight: 2, runs: 1}, {name: "TestB", weight: 1, runs: 1}},
	}
}

func TestPointsGoByWeight(t *testing.T) {
	c := newTest()
	c.checks[1].fail(failure{outcome: verdict.Leak})
	c.settle(nil)

	assert.InDelta(t, 2, c.verdict.Points, 1e-9)
	assert.Equal(t, verdict.Leak, c.verdict.Outcome)
	assert.False(t, c.verdict.Passed)
}

func TestVetIsOneCheckMore(t *testing.T) {
	c := newTest()
	c.settle([]gotest.Complaint{
		{Place: verdict.Place{File: "demo.go", Line: 2}, Message: "assignment copies lock value to mu: example.com/ch01/demo.T contains sync.Mutex"},
		{Place: verdict.Place{File: "demo.go", Line: 9}, Message: "another"},
	})

	require.Len(t, c.verdict.Checks, 3)
	vet := c.verdict.Checks[2]
	assert.Equal(t, verdict.Vet, vet.Outcome)
	assert.Equal(t, "assignment copies lock value to mu: T contains sync.Mutex", vet.Message)
	assert.Equal(t, []string{"A copy of a lock guards nothing. Use a pointer.", "another"}, vet.Account)
	assert.Equal(t, []verdict.Place{{File: "demo.go", Line: 2, Source: "var mu = other"}, {File: "demo.go", Line: 9}}, vet.Places)
	assert.Equal(t, verdict.Vet, c.verdict.Outcome)
	assert.InDelta(t, 2.25, c.verdict.Points, 1e-9)
}

func TestNothingRunsBehindAGate(t *testing.T) {
	c := newTest()
	c.refuse([]attempt.Finding{
		{Outcome: verdict.Policy, Message: "no", Hint: "solve it without", Place: verdict.Place{File: "demo.go", Line: 1}},
		{Outcome: verdict.Policy, Message: "nor this", Place: verdict.Place{File: "demo.go", Line: 2}},
	})

	require.Len(t, c.verdict.Checks, 3)
	assert.Equal(t, verdict.Policy, c.verdict.Outcome)
	assert.Equal(t, []string{"solve it without", "demo.go:2: nor this"}, c.verdict.Checks[0].Account)
	for _, skipped := range c.verdict.Checks[1:] {
		assert.Equal(t, verdict.Skipped, skipped.Outcome)
		assert.NotEmpty(t, skipped.Message, "a check that is skipped says why")
	}
	assert.Zero(t, c.verdict.Points)

	c = newTest()
	c.notBuilt([]gotest.Complaint{{Place: verdict.Place{File: "demo.go", Line: 2}, Message: "undefined: other"}})
	assert.Equal(t, verdict.Build, c.verdict.Outcome)
	assert.Equal(t, "it does not compile: undefined: other", c.verdict.Checks[0].Message)
	assert.Equal(t, "var mu = other", c.verdict.Checks[0].Places[0].Source)

	c = newTest()
	c.exploded(&gotest.ExcessError{What: "building", Excess: "memory"})
	assert.Equal(t, verdict.Limit, c.verdict.Outcome)
}

func TestScriptRuns(t *testing.T) {
	usual, long := &trial{runs: usualRuns}, &trial{runs: 200}
	often, once := &check{}, &check{once: true}
	assert.Equal(t, []int{1, 2, 8}, usual.scriptRuns(often, 1))
	assert.Equal(t, []int{2}, usual.scriptRuns(once, 1))
	assert.Equal(t, []int{1}, usual.scriptRuns(once, 3))
	assert.Len(t, long.scriptRuns(often, 0), 200)
	assert.Equal(t, []int{8, 1, 2, 8}, long.scriptRuns(once, 2)[:4])
}
