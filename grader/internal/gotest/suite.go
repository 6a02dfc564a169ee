package gotest

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"github.com/concurrency-in-go/course/grader/internal/run"
)

// Suite is a test binary and the tests that it must hold, in the order of the
// sources: what the binary itself says about that is not trusted.
type Suite struct {
	Binary string
	Dir    string // to run in
	Home   string
	Tmp    string
	Tests  []string
	Hurry  bool   // whether a test may take less time, and print less, than it may at most
	Idle   func() // called once, when a process has nothing to do but wait; see [run.Command]
}

// Limits of one process that runs tests. Time is counted from one test to the next.
// Each is several times what the tests need with any right attempt that is known, and
// room for a line printed at every step: the most memory is 150 MiB.
var testLimits = run.Limits{
	Rest: 2 * time.Minute, CPU: 5 * time.Second,
	Memory: 512 << 20, Output: 1 << 20, Prints: 100_000, Processes: 16,
}

// In a hurry are tests that are tried again alone if they need more, or that are those
// of an attempt which is known to spin or to print without end. They still have about
// ten times what tests need.
func (s Suite) limits() run.Limits {
	l := testLimits
	if s.Hurry {
		l.CPU, l.Output, l.Prints = 2*time.Second, l.Output/4, l.Prints/4
	}
	return l
}

// Process is one run of the binary.
type Process struct {
	Tests  []string // which tests it was to run
	Count  int      // how often each
	Result run.Result
	Stdout []byte
	Stderr []byte
	Events Events
	Race   []byte // the race detector's reports
	Stuck  string // the watchdog's dump of goroutines
	Leak   string // goleak's report
	Busy   string // a dump of goroutines of when its time was over
	Sealed bool   // the grader's TestMain has vouched for it
}

// Run runs the tests, each count times, in an order that follows from seed, with
// GOMAXPROCS set to procs.
func (s Suite) Run(ctx context.Context, tests []string, procs, count int, seed uint64) (*Process, error) {
	dir, err := os.MkdirTemp(s.Tmp, "run")
	if err != nil {
		return nil, fmt.Errorf("run: %w", err)
	}
	defer os.RemoveAll(dir)
	raceLog := filepath.Join(dir, "race")
	token := rand.Text()
	marks := new(marks)
	var stderr bytes.Buffer
	p := &Process{Tests: tests, Count: count}
	p.Result, err = run.Run(ctx, run.Command{
		Path: s.Binary,
		Args: []string{
			"-test.v=test2json", "-test.paniconexit0", "-test.timeout=0",
			"-test.count=" + strconv.Itoa(count),
			"-test.shuffle=" + strconv.FormatUint(seed>>1|1, 10),
			"-test.run=^(" + strings.Join(quoted(tests), "|") + ")$",
		},
		Dir: s.Dir,
		Env: run.Env(s.Home, dir,
			"GOMAXPROCS="+strconv.Itoa(procs), "GOTRACEBACK=all",
			// A race binary sleeps for a second before it exits, unless told not to.
			"GORACE=atexit_sleep_ms=0 log_path="+raceLog),
		Stdout: marks, Stderr: &stderr,
		Limits: s.limits(), Progress: &marks.seen, Private: token, Idle: s.Idle,
	})
	if err != nil {
		return nil, err
	}
	p.Stdout, p.Stderr = marks.Bytes(), stderr.Bytes()
	p.Events = ParseEvents(p.Stdout)
	p.Race = readLogs(raceLog)
	p.readPrivate(token)
	return p, nil
}

func (p *Process) readPrivate(token string) {
	for line := range bytes.Lines(p.Result.Private) {
		var rec struct{ Kind, Text string }
		if json.Unmarshal(line, &rec) != nil {
			continue
		}
		switch rec.Kind {
		case "stuck":
			p.Stuck = rec.Text
		case "leak":
			p.Leak = rec.Text
		case "busy":
			p.Busy = rec.Text
		case "sealed":
			p.Sealed = rec.Text == token
		}
	}
}

// readLogs reads the files that the race detector wrote: prefix.PID each.
func readLogs(prefix string) []byte {
	const most = 1 << 20
	files, _ := filepath.Glob(prefix + ".*")
	var all []byte
	for _, f := range files {
		text, _ := os.ReadFile(f)
		all = append(all, text...)
	}
	return all[:min(len(all), most)]
}

// marks keeps the output, and counts the lines that say a test begins or ends.
type marks struct {
	bytes.Buffer
	seen atomic.Int64
}

func (m *marks) Write(p []byte) (int, error) {
	m.seen.Add(int64(bytes.Count(p, []byte{marker})))
	return m.Buffer.Write(p)
}

func quoted(tests []string) []string {
	q := make([]string, len(tests))
	for i, t := range tests {
		q[i] = regexp.QuoteMeta(t)
	}
	return q
}
