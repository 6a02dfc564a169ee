// Package script runs testscript files against a program that is an attempt. The
// scripts run in the grader's process: the attempt never sees them, and cannot
// report on itself.
package script

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/concurrency-in-go/course/grader/internal/run"
	"github.com/concurrency-in-go/course/grader/internal/verdict"
	"github.com/rogpeppe/go-internal/testscript"
)

// Program is an attempt that has been built, and where it may run.
type Program struct {
	Binary string
	Home   string
	Tmp    string
}

// Limits for each program that a script runs.
var programLimits = run.Limits{
	Rest: time.Minute, CPU: 20 * time.Second,
	Memory: 2 << 30, Output: 32 << 20, Prints: 300_000, Processes: 16,
}

// scriptTime is how long a script may take by the clock: far longer than what the
// programs may rest, on a machine that has much else to do. It decides only where the
// system does not tell whether a program rests.
const scriptTime = 10 * time.Minute

// Result is one run of one script.
type Result struct {
	Outcome verdict.Outcome
	Log     string // what testscript says
	Race    []byte // the race detector's reports
	Stuck   string // the watchdog's dump of goroutines
	Leak    string // goleak's report
	Busy    string // a dump of goroutines of when its time was over
}

// Name is the name of the check that a script file is.
func Name(file string) string { return strings.TrimSuffix(filepath.Base(file), ".txtar") }

// Run runs one script with GOMAXPROCS set to procs for the program.
func (p Program) Run(ctx context.Context, file string, procs int) (Result, error) {
	dir, err := os.MkdirTemp(p.Tmp, "script")
	if err != nil {
		return Result{}, fmt.Errorf("script: %w", err)
	}
	defer os.RemoveAll(dir)
	text, err := os.ReadFile(file)
	if err != nil {
		return Result{}, fmt.Errorf("script: %w", err)
	}
	raceLog, ownLog := filepath.Join(dir, "race"), filepath.Join(dir, "log")
	stop := run.Programs(ctx, p.Binary, programLimits)
	t := newRecorder()
	t.runAll(func() {
		testscript.RunT(t, testscript.Params{
			Files:       []string{file},
			WorkdirRoot: dir,
			Deadline:    deadline(ctx),
			Cmds:        commands,
			Setup: func(env *testscript.Env) error {
				env.Setenv("PATH", filepath.Dir(p.Binary)+string(filepath.ListSeparator)+env.Getenv("PATH"))
				env.Setenv("HOME", p.Home)
				env.Setenv("GOMAXPROCS", strconv.Itoa(procs))
				env.Setenv("GORACE", "atexit_sleep_ms=0 log_path="+raceLog)
				env.Setenv("GOTRACEBACK", "all")
				env.Setenv("GRADER_LOG", ownLog)
				return nil
			},
		})
	})
	excess := stop()
	if err := ctx.Err(); err != nil {
		return Result{}, context.Cause(ctx)
	}
	r := Result{Log: t.log(), Race: readLogs(raceLog)}
	ended := r.readOwn(ownLog)
	r.Outcome = r.outcome(t, excess, ended < successes(string(text), strings.TrimSuffix(Name(p.Binary), ".exe")))
	return r, nil
}

func deadline(ctx context.Context) time.Time {
	end := time.Now().Add(scriptTime)
	if d, ok := ctx.Deadline(); ok && d.Before(end) {
		return d
	}
	return end
}

func (r Result) outcome(t *recorder, excess run.Excess, missing bool) verdict.Outcome {
	switch {
	case len(r.Race) > 0:
		return verdict.Race
	case excess == run.Time:
		return verdict.Timeout
	case excess != run.None:
		return verdict.Limit
	case concurrentMap.MatchString(r.Log):
		return verdict.Race
	case r.Stuck != "" || deadlocked.MatchString(r.Log):
		return verdict.Deadlock
	case t.late():
		return verdict.Timeout
	case t.failed() && crashed.MatchString(r.Log):
		return verdict.Panic
	case r.Leak != "":
		return verdict.Leak
	case t.failed():
		return verdict.Wrong
	case missing:
		return verdict.Tampered
	}
	return verdict.Pass
}

var (
	concurrentMap = regexp.MustCompile(`(?m)^fatal error: concurrent map `)
	deadlocked    = regexp.MustCompile(`(?m)^fatal error: all goroutines are asleep - deadlock!`)
	crashed       = regexp.MustCompile(`(?m)^(panic: |fatal error: )`)
)

// readOwn reads what the grader's main beside the attempt has recorded, and
// returns how many programs ended by it with exit code 0.
func (r *Result) readOwn(file string) (ended int) {
	text, _ := os.ReadFile(file)
	for line := range bytes.Lines(text) {
		var rec struct {
			Kind, Text string
			Code       int
		}
		if json.Unmarshal(line, &rec) != nil {
			continue
		}
		switch rec.Kind {
		case "stuck":
			r.Stuck = rec.Text
		case "leak":
			r.Leak = rec.Text
		case "busy":
			r.Busy = rec.Text
		case "ended":
			if rec.Code == 0 {
				ended++
			}
		}
	}
	return ended
}

// successes counts the lines of a script that run the program and ask for exit
// code 0. Each of these runs must have ended in the grader's main; one that
// ended in another way has slipped past the look for goroutines. Asking for help
// is the exception: package flag ends the program by itself.
func successes(text, program string) int {
	n := 0
	lines := bufio.NewScanner(strings.NewReader(text))
	for lines.Scan() {
		if strings.HasPrefix(lines.Text(), "-- ") {
			break
		}
		f := strings.Fields(lines.Text())
		if len(f) > 2 && f[0] == "exits" && f[1] == "0" {
			f = append([]string{"exec"}, f[2:]...)
		}
		if len(f) > 1 && f[0] == "exec" && f[1] == program && !asksForHelp(f) && !strings.HasSuffix(f[len(f)-1], "&") {
			n++
		}
	}
	return n
}

func asksForHelp(fields []string) bool {
	for _, f := range fields {
		switch strings.Trim(f, "'") {
		case "-h", "-help", "--help", "--h":
			return true
		}
	}
	return false
}

func readLogs(prefix string) []byte {
	files, _ := filepath.Glob(prefix + ".*")
	var all []byte
	for _, f := range files {
		text, _ := os.ReadFile(f)
		all = append(all, text...)
	}
	return all
}
