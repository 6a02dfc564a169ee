package gotest

import (
	"regexp"

	"github.com/concurrency-in-go/course/grader/internal/run"
	"github.com/concurrency-in-go/course/grader/internal/verdict"
)

// Outcome is what the process as a whole came to. The order is that of how much
// each explains: a race is the reason for a wrong result, or for a loop that never
// ends, not the other way round.
//
// A pass is the only outcome that needs proof: the process ended by itself with
// exit code 0, the grader's TestMain vouched for it, and every test began and
// ended as often as asked, and no more. Whatever claims less than that and is
// not a failure of another kind is tampered with.
func (p *Process) Outcome() verdict.Outcome {
	out := p.crash()
	switch {
	case len(p.Race) > 0:
		return verdict.Race
	case p.Result.Excess == run.Time:
		return verdict.Timeout
	case p.Result.Excess != run.None:
		return verdict.Limit
	case outOfMemory.Match(out), p.Result.ExitCode == -1 && p.Result.Excess == run.None:
		return verdict.Limit // -1: killed from outside, as systems do that run out of memory
	case concurrentMap.Match(out):
		return verdict.Race
	case p.Stuck != "" || deadlock.Match(out):
		return verdict.Deadlock
	case bubbleLeak.Match(out) && asserted.Match(p.Stdout):
		// A failed require ends the test in the middle of its bubble. What still
		// waits there then is no leak of the attempt's.
		return verdict.Wrong
	case bubbleLeak.Match(out):
		return verdict.Leak
	case exitInTest.Match(out):
		return verdict.Tampered
	case crashed.Match(out):
		return verdict.Panic
	case p.failed():
		return verdict.Wrong
	case p.Leak != "":
		return verdict.Leak
	case p.Result.ExitCode == 0 && p.Sealed && p.complete():
		return verdict.Pass
	}
	return verdict.Tampered
}

// Stopped reports whether the process would have gone on, had it not used more than
// it may.
func (p *Process) Stopped() bool { return p.Result.Excess != run.None }

// Endless reports whether the process has taken all the time that there is, or printed
// all that it may, and nothing else explains it.
func (p *Process) Endless() bool {
	switch p.Outcome() {
	case verdict.Timeout:
		return true
	case verdict.Limit:
		return p.Result.Excess == run.Output
	}
	return false
}

var (
	outOfMemory   = regexp.MustCompile(`(?m)^(fatal error: (runtime: )?(out of memory|cannot allocate memory)|runtime: out of memory)`)
	concurrentMap = regexp.MustCompile(`(?m)^fatal error: concurrent map `)
	deadlock      = regexp.MustCompile(`(?m)^(fatal error: all goroutines are asleep - deadlock!|panic: deadlock: all goroutines in bubble are blocked|fatal error: no goroutines \(main called runtime\.Goexit\) - deadlock!)`)
	bubbleLeak    = regexp.MustCompile(`(?m)^panic: deadlock: main bubble goroutine has exited but blocked goroutines remain`)
	asserted      = regexp.MustCompile(`(?m)^\s+Error Trace:`)
	exitInTest    = regexp.MustCompile(`(?m)^panic: unexpected call to os\.Exit\(0\) during test`)
	crashed       = regexp.MustCompile(`(?m)^(panic: |fatal error: |SIG[A-Z]+: |unexpected fault address)`)
)

// crash returns what the runtime said, if the process has crashed. It is only
// looked for where the exit code says so: an attempt may print such lines.
func (p *Process) crash() []byte {
	if p.Result.ExitCode == 0 || p.Sealed {
		return nil
	}
	return p.Stderr
}

// failed reports whether a test has failed by its assertions.
func (p *Process) failed() bool {
	if p.Result.ExitCode == 0 {
		return false
	}
	for _, r := range p.Events.Runs {
		if r.Verdict == "FAIL" {
			return true
		}
	}
	return false
}

// complete reports whether every test began and ended exactly as often as asked.
func (p *Process) complete() bool {
	if p.Events.Stray > 0 || len(p.Events.Runs) != len(p.Tests)*p.Count {
		return false
	}
	for _, test := range p.Tests {
		runs := p.Events.Of(test)
		if len(runs) != p.Count {
			return false
		}
		for _, r := range runs {
			if !r.Ended || r.Verdict != "PASS" {
				return false
			}
		}
	}
	return true
}

// Running returns the test that had begun and not ended when the process ended.
func (p *Process) Running() string {
	for _, r := range p.Events.Runs {
		if !r.Ended {
			return r.Test
		}
	}
	return ""
}
