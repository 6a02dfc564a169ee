package gotest

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/concurrency-in-go/course/grader/internal/run"
	"github.com/concurrency-in-go/course/grader/internal/verdict"
)

// stdout is what a binary says of the tests: "A+" passed, "A-" failed, "A~" was
// skipped, "A" has only begun, and ")A" has only ended. Anything else is output.
func stdout(runs ...string) []byte {
	var b strings.Builder
	for _, r := range runs {
		name := strings.Trim(r, "+-~)")
		if len(name) != 1 {
			b.WriteString(r)
			continue
		}
		if r[0] != ')' {
			b.WriteString("\x16=== RUN   Test" + name + "\n")
		}
		word := map[byte]string{'+': "PASS", '-': "FAIL", '~': "SKIP", ')': "PASS"}
		if r[0] == ')' {
			b.WriteString("\x16--- PASS: Test" + name + " (0.00s)\n")
		} else if w := word[r[len(r)-1]]; w != "" {
			b.WriteString("\x16--- " + w + ": Test" + name + " (0.00s)\n")
		}
	}
	return []byte(b.String())
}

func TestOutcome(t *testing.T) {
	const race = "WARNING: DATA RACE\n"
	for _, tt := range []struct {
		name   string
		p      Process // of TestA and TestB, twice each
		stdout []byte
		want   verdict.Outcome
	}{
		{"all held", Process{Sealed: true}, stdout("A+", "B+", "B+", "A+"), verdict.Pass},
		{
			"output that looks bad",
			Process{Sealed: true, Stderr: []byte("panic: x\nfatal error: concurrent map writes\n")},
			stdout("panic: x\n", "A+", "fatal error: all goroutines are asleep - deadlock!\n", "B+", "A+", "B+"), verdict.Pass,
		},

		{"nobody vouches", Process{}, stdout("A+", "B+", "A+", "B+"), verdict.Tampered},
		{"one is missing", Process{Sealed: true}, stdout("A+", "A+", "B+"), verdict.Tampered},
		{"none ran", Process{Sealed: true}, nil, verdict.Tampered},
		{"one ran for another", Process{Sealed: true}, stdout("A+", "A+", "A+", "B+"), verdict.Tampered},
		{"one ran too often", Process{Sealed: true}, stdout("A+", "A+", "B+", "B+", "B+"), verdict.Tampered},
		{"one that nobody asked for", Process{Sealed: true}, stdout("A+", "A+", "B+", "B+", "C+"), verdict.Tampered},
		{"an end without a beginning", Process{Sealed: true}, stdout("A+", ")A", "A+", "B+", "B+"), verdict.Tampered},
		{"an end of another", Process{Sealed: true}, stdout("A", ")B", "A+", "B+", "B+"), verdict.Tampered},
		{"one has no end", Process{Sealed: true}, stdout("A+", "A", "B+", "B+"), verdict.Tampered},
		{"one is skipped", Process{Sealed: true}, stdout("A+", "A~", "B+", "B+"), verdict.Tampered},
		{"one failed and the process did not", Process{Sealed: true}, stdout("A+", "A-", "B+", "B+"), verdict.Tampered},
		{"an exit code, and nothing failed", Process{Result: run.Result{ExitCode: 3}}, stdout("A+", "B+", "A+", "B+"), verdict.Tampered},
		{"an exit code in the middle", Process{Result: run.Result{ExitCode: 1}}, stdout("A+", "B"), verdict.Tampered},
		{"an exit code after the seal", Process{Sealed: true, Result: run.Result{ExitCode: 1}}, stdout("A+", "B+", "A+", "B+"), verdict.Tampered},
		{"words of a crash after the seal", Process{Sealed: true, Result: run.Result{ExitCode: 2}, Stderr: []byte("panic: x\n")}, stdout("A+", "B+", "A+", "B+"), verdict.Tampered},
		{"a crash on stdout alone", Process{Result: run.Result{ExitCode: 2}}, stdout("A+", "B", "panic: x\n"), verdict.Tampered},
		{"a leak in a bubble", Process{Result: run.Result{ExitCode: 2}, Stderr: []byte("panic: deadlock: main bubble goroutine has exited but blocked goroutines remain [recovered, repanicked]\n")}, stdout("A+", "B-"), verdict.Leak},
		{"an assertion that ends a bubble", Process{Result: run.Result{ExitCode: 2}, Stderr: []byte("panic: deadlock: main bubble goroutine has exited but blocked goroutines remain [recovered, repanicked]\n")}, append(stdout("A+", "B-"), "        \tError Trace:\tx_test.go:1\n"...), verdict.Wrong},
		{"a signal", Process{Result: run.Result{ExitCode: -1}}, stdout("A+", "B"), verdict.Limit},

		{"failed", Process{Result: run.Result{ExitCode: 1}}, stdout("A+", "B-", "A+", "B+"), verdict.Wrong},
		{"failed, and prints a panic", Process{Result: run.Result{ExitCode: 1}}, stdout("A+", "panic: x\n", "B-"), verdict.Wrong},
		{"failed, and one is missing", Process{Result: run.Result{ExitCode: 1}}, stdout("A-"), verdict.Wrong},
		{"failed, and says panic in a line", Process{Result: run.Result{ExitCode: 1}, Stderr: []byte("no panic: all is well\n")}, stdout("B-"), verdict.Wrong},

		{"leak", Process{Result: run.Result{ExitCode: 1}, Leak: "found"}, stdout("A+", "B+", "A+", "B+"), verdict.Leak},
		{"leak, though it exits with 0", Process{Leak: "found"}, stdout("A+", "B+", "A+", "B+"), verdict.Leak},
		{"leak of a bubble", Process{
			Result: run.Result{ExitCode: 2},
			Stderr: []byte("panic: deadlock: main bubble goroutine has exited but blocked goroutines remain [recovered]\n"),
		}, stdout("A-"), verdict.Leak},

		{"panic", Process{Result: run.Result{ExitCode: 2}, Stderr: []byte("panic: boom\n\ngoroutine 1\n")}, stdout("A+", "B"), verdict.Panic},
		{"panic in a test", Process{Result: run.Result{ExitCode: 2}, Stderr: []byte("out\npanic: boom [recovered]\n")}, stdout("A+", "B-"), verdict.Panic},
		{"fatal error", Process{Result: run.Result{ExitCode: 2}, Stderr: []byte("fatal error: sync: unlock of unlocked mutex\n")}, stdout("A"), verdict.Panic},
		{"signal of the runtime", Process{Result: run.Result{ExitCode: 2}, Stderr: []byte("SIGSEGV: segmentation violation\n")}, stdout("A"), verdict.Panic},

		{"stuck", Process{Result: run.Result{ExitCode: 1}, Stuck: "goroutine 1"}, stdout("A+", "B"), verdict.Deadlock},
		{"all asleep", Process{Result: run.Result{ExitCode: 2}, Stderr: []byte("fatal error: all goroutines are asleep - deadlock!\n")}, stdout("A"), verdict.Deadlock},
		{"all asleep in a bubble", Process{
			Result: run.Result{ExitCode: 2},
			Stderr: []byte("panic: deadlock: all goroutines in bubble are blocked [recovered]\n"),
		}, stdout("A-"), verdict.Deadlock},
		{"main is gone", Process{Result: run.Result{ExitCode: 2}, Stderr: []byte("fatal error: no goroutines (main called runtime.Goexit) - deadlock!\n")}, stdout("A"), verdict.Deadlock},

		{"race", Process{Result: run.Result{ExitCode: 1}, Race: []byte(race)}, stdout("A-"), verdict.Race},
		{"race in a process that claims to have held", Process{Sealed: true, Race: []byte(race)}, stdout("A+", "B+", "A+", "B+"), verdict.Race},
		{"race before it is stuck", Process{Result: run.Result{ExitCode: 1}, Race: []byte(race), Stuck: "goroutine 1"}, stdout("A"), verdict.Race},
		{"race before it runs on", Process{Result: run.Result{ExitCode: -1, Excess: run.Time}, Race: []byte(race)}, stdout("A"), verdict.Race},
		{"race before it grows", Process{Result: run.Result{ExitCode: -1, Excess: run.Memory}, Race: []byte(race)}, stdout("A"), verdict.Race},
		{"race before the runtime gets no memory", Process{Result: run.Result{ExitCode: 2}, Race: []byte(race), Stderr: []byte("fatal error: runtime: out of memory\n")}, stdout("A"), verdict.Race},
		{"race in a map", Process{Result: run.Result{ExitCode: 2}, Stderr: []byte("fatal error: concurrent map read and map write\n")}, stdout("A"), verdict.Race},

		{"timeout", Process{Result: run.Result{ExitCode: -1, Excess: run.Time}}, stdout("A"), verdict.Timeout},
		{"timeout after a failure", Process{Result: run.Result{ExitCode: -1, Excess: run.Time}}, stdout("A-", "B"), verdict.Timeout},
		{"memory", Process{Result: run.Result{ExitCode: -1, Excess: run.Memory}}, stdout("A"), verdict.Limit},
		{"output", Process{Result: run.Result{ExitCode: -1, Excess: run.Output}}, stdout("A"), verdict.Limit},
		{"processes", Process{Result: run.Result{ExitCode: -1, Excess: run.Processes}}, stdout("A"), verdict.Limit},
		{"too much, though it claims to have held", Process{Sealed: true, Result: run.Result{Excess: run.Output}}, stdout("A+", "B+", "A+", "B+"), verdict.Limit},
		{"the runtime gets no memory", Process{Result: run.Result{ExitCode: 2}, Stderr: []byte("fatal error: runtime: out of memory\n")}, stdout("A"), verdict.Limit},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := tt.p
			p.Tests, p.Count, p.Stdout = []string{"TestA", "TestB"}, 2, tt.stdout
			p.Events = ParseEvents(p.Stdout)
			assert.Equal(t, tt.want, p.Outcome())
		})
	}
}

// What is tried again with more time, or more room, is what that could help.
func TestEndless(t *testing.T) {
	for excess, want := range map[run.Excess]bool{run.Time: true, run.Output: true, run.Memory: false, run.Processes: false, run.None: false} {
		p := Process{Result: run.Result{ExitCode: -1, Excess: excess}}
		assert.Equal(t, want, p.Endless(), "%s", excess)
		p.Race = []byte("WARNING: DATA RACE\n")
		assert.False(t, p.Endless(), "%s, and a race explains it", excess)
	}
}

func TestRunning(t *testing.T) {
	p := Process{Events: ParseEvents(stdout("A+", "B"))}
	assert.Equal(t, "TestB", p.Running())
	p.Events = ParseEvents(stdout("A+", "B-"))
	assert.Empty(t, p.Running())
}

func TestEventsOf(t *testing.T) {
	ev := ParseEvents(stdout("A+", "B-", "A-"))
	assert.Len(t, ev.Runs, 3)
	a := ev.Of("TestA")
	if assert.Len(t, a, 2) {
		assert.Equal(t, "PASS", a[0].Verdict)
		assert.Equal(t, "FAIL", a[1].Verdict)
	}
	assert.Empty(t, ev.Of("TestC"))
}
