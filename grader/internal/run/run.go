// Package run starts processes within limits: of time, of processor time, of
// memory, of output and of the number of processes. A process that exceeds one is
// killed with all its descendants.
package run

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"sync/atomic"
	"time"
)

// Limits are what a process and its descendants may use. Zero means no limit.
//
// None of them is a limit by the clock, which on a busy machine, or one with a slow
// disk, runs on while a process waits for its turn: a process that spins uses
// processor time, and one that waits for something else rests. Where the system does
// not tell what a process does, all its time counts as rest.
type Limits struct {
	Rest      time.Duration // since the start, or the last sign of progress
	CPU       time.Duration // likewise
	Memory    int64         // bytes resident
	Output    int64         // bytes on stdout and stderr together
	Prints    int64         // lines there; where the system tells, also calls that write there
	Processes int
}

// Excess names the limit that a process went over.
type Excess string

// The excesses.
const (
	None      Excess = ""
	Time      Excess = "time"
	Memory    Excess = "memory"
	Output    Excess = "output" // in bytes or in prints
	Processes Excess = "processes"
)

// Command is a process to start.
type Command struct {
	Path   string
	Args   []string // without the name
	Dir    string
	Env    []string // all of it: nothing is inherited
	Stdout io.Writer
	Stderr io.Writer
	Limits Limits

	// Progress, if set, counts the steps that the process has shown. The limits
	// of time start anew with each.
	Progress *atomic.Int64

	// Idle, if set, is called once, when the process has used next to no processor
	// time for a while: everything in it waits. Only Linux tells.
	Idle func()

	// Private, if set, is a line that the process reads from a pipe that only it
	// has; what it writes to another such pipe is [Result].Private.
	Private string
}

// Result is how a process ended.
type Result struct {
	ExitCode int    // -1 when a signal ended it
	Excess   Excess // why it was killed
	Private  []byte // what it wrote to its private pipe
	Took     time.Duration
}

// Run starts the command and waits for its end. The error is one of ctx, or of
// starting: how the process ends is no error.
func Run(ctx context.Context, c Command) (Result, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	excess := new(excessFlag)
	cmd := exec.CommandContext(ctx, c.Path, c.Args...)
	cmd.Dir, cmd.Env = c.Dir, append([]string{}, c.Env...) // with nil it would inherit all of ours
	cmd.Cancel = func() error { return killTree(cmd.Process) }
	isolate(cmd)
	out := &budget{limits: c.Limits, stop: func() { excess.set(Output); cancel() }}
	pipes, err := openPipes(cmd, c, out)
	if err != nil {
		return Result{}, err
	}
	start := time.Now()
	err = cmd.Start()
	pipes.started()
	if err != nil {
		pipes.drain()
		return Result{}, fmt.Errorf("start %s: %w", c.Path, err)
	}
	ended := make(chan struct{})
	guard := &guard{pid: cmd.Process.Pid, meter: newMeter(c.Limits), out: out, progress: c.Progress, idle: c.Idle, over: func(e Excess) {
		excess.set(e)
		if e == Time {
			ask(cmd.Process.Pid, ended, func() bool { return true })
		}
		cancel()
	}}
	guard.start()
	err = cmd.Wait()
	close(ended)
	guard.stop()
	_ = killTree(cmd.Process) // descendants that outlived it
	private := pipes.drain()
	if over(peakMemory(cmd.ProcessState), c.Limits.Memory) {
		excess.set(Memory) // between two looks
	}
	r := Result{ExitCode: cmd.ProcessState.ExitCode(), Excess: excess.get(), Private: private, Took: time.Since(start)}
	var exit *exec.ExitError
	switch {
	case r.Excess != None || err == nil || errors.As(err, &exit) && ctx.Err() == nil:
		return r, nil
	case ctx.Err() != nil:
		return r, context.Cause(ctx)
	}
	return r, err
}

// excessFlag remembers the first excess.
type excessFlag struct{ v atomic.Pointer[Excess] }

func (f *excessFlag) set(e Excess) { f.v.CompareAndSwap(nil, &e) }

func (f *excessFlag) get() Excess {
	if e := f.v.Load(); e != nil {
		return *e
	}
	return None
}

// Env is the environment that every process gets: what a Go program needs to
// run, and nothing of the person who runs the grader.
func Env(home, tmp string, more ...string) []string {
	env := []string{"HOME=" + home, "USERPROFILE=" + home, "TMPDIR=" + tmp, "TMP=" + tmp, "TEMP=" + tmp, "LC_ALL=C", "TZ=UTC"}
	for _, name := range []string{"PATH", "SystemRoot", "SYSTEMROOT", "COMSPEC"} {
		if v, ok := os.LookupEnv(name); ok {
			env = append(env, name+"="+v)
		}
	}
	return append(env, more...)
}
