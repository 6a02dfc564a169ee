package proof

import (
	"testing"

	"github.com/concurrency-in-go/course/grader/internal/attempt"
	"github.com/concurrency-in-go/course/grader/internal/verdict"
	"github.com/stretchr/testify/assert"
)

func settled(checks ...verdict.Check) verdict.Verdict {
	v := verdict.Verdict{Checks: checks}
	v.Settle()
	return v
}

func check(name string, o verdict.Outcome, failed int) verdict.Check {
	return verdict.Check{Name: name, Outcome: o, Runs: 20, Failed: failed}
}

func TestMustPass(t *testing.T) {
	problem, _ := mustPass(settled(check("TestA", verdict.Pass, 0)))
	assert.Empty(t, problem)

	said := check("TestB", verdict.Race, 3)
	said.Message = "two goroutines write"
	problem, hint := mustPass(settled(check("TestA", verdict.Pass, 0), said))
	assert.Equal(t, "it must pass, but TestB ended as race in 3 of 20 runs: two goroutines write", problem)
	assert.NotEmpty(t, hint)

	problem, _ = mustPass(settled(check("TestA", verdict.Skipped, 0), check("TestB", verdict.Wrong, 20)))
	assert.Equal(t, "it must pass, but TestB ended as wrong in 20 of 20 runs", problem, "what was not reached explains nothing")

	problem, _ = mustPass(settled(check("TestA", verdict.Skipped, 0)))
	assert.Equal(t, "it must pass, but it ended as skipped", problem)

	problem, _ = mustPass(settled())
	assert.Equal(t, "it must pass, but it ended as fault", problem)
}

func TestMustFail(t *testing.T) {
	for _, tt := range []struct {
		outcome verdict.Outcome
		want    string
	}{
		{verdict.Pass, "the stub passes"},
		{verdict.Build, "the stub must compile, but TestA ended as build in 20 of 20 runs"},
		{verdict.Policy, "the stub must compile, but TestA ended as policy in 20 of 20 runs"},
		{verdict.Fault, "the stub cannot be graded: TestA ended as fault in 20 of 20 runs"},
		{verdict.Panic, ""},
		{verdict.Wrong, ""},
		{verdict.Race, ""},
		{verdict.Deadlock, ""},
		{verdict.Leak, ""},
	} {
		t.Run(string(tt.outcome), func(t *testing.T) {
			problem, _ := mustFail(settled(check("TestA", tt.outcome, 20)))
			assert.Equal(t, tt.want, problem)
		})
	}
}

func TestWants(t *testing.T) {
	want := attempt.Want{Test: "TestA", Outcome: verdict.Race}
	some := attempt.Want{Test: "TestA", Outcome: verdict.Race, Some: true}
	said := check("TestA", verdict.Wrong, 20)
	said.Message = "lost updates"
	onMachineWith(t, 2)
	for _, tt := range []struct {
		name          string
		want          attempt.Want
		v             verdict.Verdict
		problem, hint string
	}{
		{"every run", want, settled(check("TestA", verdict.Race, 20), check("TestB", verdict.Wrong, 1)), "", ""},
		{
			"some runs", want, settled(check("TestA", verdict.Race, 3)),
			"TestA must catch it in every run, but did so in 3 of 20", "make the test surer, or write `(some)` where only the schedule decides",
		},
		{"some runs, as said", some, settled(check("TestA", verdict.Race, 3)), "", ""},
		{"every run, where some would do", some, settled(check("TestA", verdict.Race, 20)), "", ""},
		{"no run", some, settled(check("TestA", verdict.Pass, 0)), "TestA must end as race, but ended as pass", "no other test catches it either"},
		{"another outcome", want, settled(said), "TestA must end as race, but ended as wrong: lost updates", "no other test catches it either"},
		{
			"another test", want, settled(check("TestA", verdict.Pass, 0), check("TestB", verdict.Leak, 20), check("TestC", verdict.Skipped, 0), check("vet", verdict.Vet, 1)),
			"TestA must end as race, but ended as pass", "what catches it is TestB leak, vet vet",
		},
		{"no such test", want, settled(check("TestB", verdict.Race, 20)), "there is no check TestA", "what catches it is TestB race"},
		{
			"a gate",
			attempt.Want{Test: "build", Outcome: verdict.Build},
			settled(verdict.Check{Name: "build", Outcome: verdict.Build, Runs: 1, Failed: 1}, check("TestA", verdict.Skipped, 0)), "", "",
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			problem, hint := Caught(tt.v, tt.want)
			assert.Equal(t, tt.problem, problem)
			assert.Equal(t, tt.hint, hint)
		})
	}
}

// With one processor it is hopeless to wait for two goroutines that overlap by chance.
func TestWantsOnOneProcessor(t *testing.T) {
	onMachineWith(t, 1)
	missed := settled(check("TestA", verdict.Pass, 0))
	problem, _ := Caught(missed, attempt.Want{Test: "TestA", Outcome: verdict.Race, Some: true})
	assert.Empty(t, problem)
	problem, _ = Caught(missed, attempt.Want{Test: "TestA", Outcome: verdict.Race})
	assert.NotEmpty(t, problem, "what is caught in every run is caught there too")
	problem, _ = Caught(settled(check("TestA", verdict.Leak, 1)), attempt.Want{Test: "TestA", Outcome: verdict.Race, Some: true})
	assert.NotEmpty(t, problem, "it is caught, and for another reason")
}

func onMachineWith(t *testing.T, n int) {
	was := processors
	processors = func() int { return n }
	t.Cleanup(func() { processors = was })
}
