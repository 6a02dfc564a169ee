package judge

import (
	"fmt"
	"math"
	"strings"

	"github.com/concurrency-in-go/course/grader/internal/attempt"
	"github.com/concurrency-in-go/course/grader/internal/diagnose"
	"github.com/concurrency-in-go/course/grader/internal/gotest"
	"github.com/concurrency-in-go/course/grader/internal/verdict"
)

// settle turns the runs into the verdict.
func (t *trial) settle(vet []gotest.Complaint) {
	if len(vet) > 0 {
		t.checks = append(t.checks, t.objection(vet))
	}
	total := 0.0
	for _, c := range t.checks {
		total += c.weight
	}
	for _, c := range t.checks {
		t.verdict.Checks = append(t.verdict.Checks, c.settle(t.exercise.Points*c.weight/total))
	}
	t.verdict.Settle()
}

// objection is the check that go vet's objections make together.
func (t *trial) objection(vet []gotest.Complaint) *check {
	f := t.complaint(vet[0])
	for _, m := range meaning {
		if strings.Contains(f.Message, m.said) {
			f.Account = append(f.Account, m.means)
			break
		}
	}
	for _, v := range vet[1:] {
		more := t.complaint(v)
		f.Account = append(f.Account, more.Message)
		f.Places = append(f.Places, more.Places...)
	}
	c := &check{name: "vet", weight: 1, runs: 1}
	c.fail(failure{outcome: verdict.Vet, finding: f})
	return c
}

func (c *check) settle(points float64) verdict.Check {
	v := verdict.Check{
		Name: c.name, Outcome: verdict.Pass, Max: round(points),
		Runs: c.runs, Failed: len(c.failed),
	}
	if len(c.failed) == 0 {
		v.Points = v.Max
		return v
	}
	worst := c.failed[0]
	for _, f := range c.failed[1:] {
		if f.outcome != worst.outcome && verdict.Graver(f.outcome, worst.outcome) == f.outcome {
			worst = f
		}
	}
	v.Outcome = worst.outcome
	v.Message, v.Account, v.Places = worst.finding.Message, worst.finding.Account, worst.finding.Places
	return v
}

// round keeps points readable: thousandths.
func round(points float64) float64 { return math.Round(points*1000) / 1000 }

// refuse is the verdict on an attempt that the policy does not let in.
func (t *trial) refuse(findings []attempt.Finding) {
	gate := verdict.Check{Name: string(findings[0].Outcome), Outcome: findings[0].Outcome, Runs: 1, Failed: 1, Message: findings[0].Message}
	if findings[0].Hint != "" {
		gate.Account = append(gate.Account, findings[0].Hint)
	}
	for _, f := range findings {
		if f.Place.File != "" {
			gate.Places = append(gate.Places, f.Place)
		}
	}
	for _, f := range findings[1:] {
		gate.Account = append(gate.Account, fmt.Sprintf("%s:%d: %s", f.Place.File, f.Place.Line, f.Message))
	}
	t.stop(gate)
}

// notBuilt is the verdict on an attempt that does not compile.
func (t *trial) notBuilt(said []gotest.Complaint) {
	gate := verdict.Check{Name: "build", Outcome: verdict.Build, Runs: 1, Failed: 1, Message: "it does not compile"}
	for i, c := range said {
		f := t.complaint(c)
		if i == 0 {
			gate.Message = "it does not compile: " + f.Message
		} else {
			gate.Account = append(gate.Account, fmt.Sprintf("%s:%d: %s", c.Place.File, c.Place.Line, f.Message))
		}
		gate.Places = append(gate.Places, f.Places...)
	}
	t.stop(gate)
}

// exploded is the verdict on an attempt that the compiler does not survive.
func (t *trial) exploded(err *gotest.ExcessError) {
	t.stop(verdict.Check{
		Name: "build", Outcome: verdict.Limit, Runs: 1, Failed: 1,
		Message: fmt.Sprintf("the compiler used too much %s on it", err.Excess),
	})
}

// stop is the verdict on an attempt whose tests cannot run.
func (t *trial) stop(gate verdict.Check) {
	t.verdict.Checks = []verdict.Check{gate}
	total := 0.0
	for _, c := range t.checks {
		total += c.weight
	}
	for _, c := range t.checks {
		t.verdict.Checks = append(t.verdict.Checks, verdict.Check{
			Name: c.name, Outcome: verdict.Skipped, Max: round(t.exercise.Points * c.weight / total),
			Message: reasonSkipped[gate.Name],
		})
	}
	t.verdict.Settle()
}

var reasonSkipped = map[string]string{
	"policy": "the policy refuses the attempt, so nothing was built",
	"build":  "it does not compile, so there is nothing to run",
}

// meaning says what an objection of go vet comes down to.
var meaning = []struct{ said, means string }{
	{"WaitGroup.Add", "Add must run before the goroutine starts, or Wait may not see it."},
	{"lock by value", "A copy of a lock guards nothing. Pass a pointer, or give the method a pointer receiver."},
	{"copies lock", "A copy of a lock guards nothing. Use a pointer."},
	{"cancel", "Until cancel is called, the context and its timer stay. Write `defer cancel()` next to it."},
	{"atomic", "The result of the atomic operation is stored once more, without being atomic."},
	{"unbuffered", "signal.Notify does not wait: without room in the channel a signal is lost."},
}

// complaint shows what a tool says with the student's line.
func (t *trial) complaint(c gotest.Complaint) diagnose.Finding {
	said := c.Message
	for _, path := range []string{t.place.Package, t.place.Vetted} {
		said = strings.ReplaceAll(said, path+".", "")
	}
	f := diagnose.Finding{Message: diagnose.Clean(said)}
	if c.Place.File != "" {
		place := c.Place
		place.Source = t.sourceLine(place)
		f.Places = []verdict.Place{place}
	}
	return f
}
