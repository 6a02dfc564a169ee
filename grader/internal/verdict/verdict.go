// Package verdict holds what the grader says about an attempt: one outcome for
// each check, and what they add up to. It is the shape of a grade/v1 record.
package verdict

import "math"

// Schema names the version of the record that [Verdict] encodes to.
const Schema = "grade/v1"

// Outcome is one word for how a check ended. It is the same word in text, in
// JSON, in reports and in the want: lines of wrong attempts.
type Outcome string

// The outcomes, the worst for the reader's trust first.
const (
	Fault    Outcome = "fault"    // the grader itself failed; never the attempt's score
	Tampered Outcome = "tampered" // ended or reported in a way no honest attempt can
	Policy   Outcome = "policy"   // changes or imports what it may not
	Build    Outcome = "build"    // does not compile
	Limit    Outcome = "limit"    // used too much memory, output or processes
	Race     Outcome = "race"     // has a data race
	Deadlock Outcome = "deadlock" // waits for something that never comes
	Timeout  Outcome = "timeout"  // is still running: spinning, or too slow
	Panic    Outcome = "panic"    // crashed
	Wrong    Outcome = "wrong"    // broke the contract
	Leak     Outcome = "leak"     // left goroutines behind
	Vet      Outcome = "vet"      // go vet objects: copies a lock, loses a cancel, …
	Skipped  Outcome = "skipped"  // was not reached; the message says why
	Pass     Outcome = "pass"     // held in every run
)

// Outcomes lists every outcome, the gravest first.
func Outcomes() []Outcome {
	return []Outcome{
		Fault, Tampered, Policy, Build, Limit, Race, Deadlock, Timeout, Panic, Wrong, Leak, Vet, Skipped, Pass,
	}
}

// Known reports whether o is one of [Outcomes].
func (o Outcome) Known() bool {
	for _, k := range Outcomes() {
		if o == k {
			return true
		}
	}
	return false
}

// Hangs reports whether o ends a run that would have gone on, so that to run it
// again costs time and shows nothing new.
func (o Outcome) Hangs() bool { return o == Deadlock || o == Timeout || o == Limit }

// Place is a line of a file, named as the student knows it.
type Place struct {
	File   string `json:"file"`             // relative to the exercise: "settings.go"
	Line   int    `json:"line"`             // from 1
	Source string `json:"source,omitempty"` // the line's text, without indentation
}

// Check is one test, or one of the gates "attempt", "policy", "build", "vet" and "suite".
type Check struct {
	Name    string  `json:"name"`
	Outcome Outcome `json:"outcome"`
	Points  float64 `json:"points"`
	Max     float64 `json:"max"`
	Runs    int     `json:"runs"`   // how often it ran
	Failed  int     `json:"failed"` // how many of those runs did not pass

	Message string   `json:"message,omitempty"` // one sentence: what went wrong
	Account []string `json:"account,omitempty"` // what happened: goroutines, lines, order
	Places  []Place  `json:"places,omitempty"`  // the student's lines it happened at
}

// Verdict is what one attempt at one exercise came to.
type Verdict struct {
	Schema   string  `json:"schema"`
	Exercise string  `json:"exercise"` // its ID: "ch03/settings"
	Title    string  `json:"title"`
	Outcome  Outcome `json:"outcome"` // the gravest of the checks
	Passed   bool    `json:"passed"`
	Points   float64 `json:"points"`
	Max      float64 `json:"max"`

	Attempt   string `json:"attempt"`   // where it was read from
	SHA256    string `json:"sha256"`    // of its declared files
	Untouched bool   `json:"untouched"` // it equals the stub
	Tests     string `json:"tests"`     // "hidden", or "visible" where there are no others
	Course    string `json:"course"`    // SHA-256 of the tests it was scored with, and of what else decides
	Go        string `json:"go"`        // "go1.26.8"
	Seed      uint64 `json:"seed"`      // of the order of the tests
	Millis    int64  `json:"duration_ms"`

	Checks  []Check `json:"checks"`
	Section string  `json:"section,omitempty"` // of the book, to read again
	Hint    string  `json:"hint,omitempty"`    // the first; `grader hint` has more
}

// Settle fills in what follows from the checks: the outcome, whether the attempt
// passed, and the points. An attempt without checks is a fault. One that has not been
// touched is worth nothing, though tests may pass that ask for what the stub does.
func (v *Verdict) Settle() {
	v.Schema = Schema
	v.Outcome = Pass
	v.Points = 0
	if len(v.Checks) == 0 {
		v.Outcome = Fault
	}
	for _, c := range v.Checks {
		v.Outcome = Graver(v.Outcome, c.Outcome)
	}
	for i := range v.Checks {
		if v.Untouched && v.Outcome != Pass {
			v.Checks[i].Points = 0
		}
		v.Points += v.Checks[i].Points
	}
	v.Points = math.Round(v.Points*1000) / 1000 // sums of thousandths stay readable
	v.Passed = v.Outcome == Pass
	if v.Passed {
		v.Points = v.Max
	}
}

// Hundredths returns the points, and those there are to earn, in whole hundredths, for
// systems that know no fractions. They are rounded down, so that only who has passed
// has them all.
func (v Verdict) Hundredths() (points, most int) {
	most = int(math.Round(v.Max * 100))
	if v.Passed {
		return most, most
	}
	return min(most, max(0, int(math.Floor(v.Points*100+1e-6)))), most
}

// Graver returns the graver of two outcomes. One that is not known is a fault.
func Graver(a, b Outcome) Outcome {
	if !a.Known() || !b.Known() {
		return Fault
	}
	for _, o := range Outcomes() {
		if a == o || b == o {
			return o
		}
	}
	return Fault
}
