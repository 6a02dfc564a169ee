package run

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestMemory(t *testing.T) {
	t.Parallel()
	c := self(t, "hoard")
	c.Limits = Limits{Memory: 100 << 20}
	r, err := Run(t.Context(), c)
	require.NoError(t, err)
	assert.Equal(t, Memory, r.Excess)
	assert.Equal(t, -1, r.ExitCode)
}

func TestProcessorTimeEndsWhatSpins(t *testing.T) {
	t.Parallel()
	c := self(t, "spin")
	c.Limits = Limits{CPU: 100 * time.Millisecond}
	r, err := Run(t.Context(), c)
	require.NoError(t, err)
	assert.Equal(t, Time, r.Excess)
}

// Before a process is killed it may say where it is, and need not.
func TestProcessIsAskedBeforeItIsKilled(t *testing.T) {
	t.Parallel()
	for what, code := range map[string]int{"asked answers": 7, "asked stays": -1} {
		var out bytes.Buffer
		c := self(t, what)
		c.Stdout, c.Limits = &out, Limits{CPU: 100 * time.Millisecond}
		r, err := Run(t.Context(), c)
		require.NoError(t, err, what)
		assert.Equal(t, Time, r.Excess, what)
		assert.Equal(t, "here\n", out.String(), what)
		assert.Equal(t, code, r.ExitCode, what)
	}
}

// However slow the machine is, who prints without end is one who prints too much.
func TestSlowFloodIsAFlood(t *testing.T) {
	t.Parallel()
	c := self(t, "trickle")
	c.Limits = Limits{CPU: 2 * time.Second, Output: 1 << 30, Prints: 1 << 30}
	r, err := Run(t.Context(), c)
	require.NoError(t, err)
	assert.Equal(t, Output, r.Excess)
}

// A machine that has much else to do lets a process wait for a processor, and that is
// no rest.
func TestStarvedIsNotAtRest(t *testing.T) {
	t.Parallel()
	for range 4 * runtime.NumCPU() {
		c := self(t, "spin")
		cmd := exec.Command(c.Path)
		cmd.Env = c.Env
		require.NoError(t, cmd.Start())
		t.Cleanup(func() {
			_ = cmd.Process.Kill()
			_ = cmd.Wait()
		})
	}
	c := self(t, "work")
	c.Limits = Limits{Rest: 200 * time.Millisecond}
	r, err := Run(t.Context(), c)
	require.NoError(t, err)
	assert.Equal(t, None, r.Excess)
	assert.Zero(t, r.ExitCode)
}

// Who waits is idle, and who is at work is not.
func TestIdle(t *testing.T) {
	t.Parallel()
	for what, want := range map[string]int{"nap": 1, "spin": 0} {
		calls := 0
		c := self(t, what)
		c.Idle = func() { calls++ }
		c.Limits = Limits{CPU: 400 * time.Millisecond}
		_, err := Run(t.Context(), c)
		require.NoError(t, err, what)
		assert.Equal(t, want, calls, "%s: a process is idle when all of it waits, and that is said once", what)
	}
}

func TestProcessorTimeLeavesWhatIdles(t *testing.T) {
	t.Parallel()
	c := self(t, "nap") // longer than the limit, by the clock
	c.Limits = Limits{CPU: 400 * time.Millisecond}
	r, err := Run(t.Context(), c)
	require.NoError(t, err)
	assert.Equal(t, None, r.Excess)
	assert.Zero(t, r.ExitCode)
}

func TestProcesses(t *testing.T) {
	t.Parallel()
	c := self(t, "children")
	c.Limits = Limits{Processes: 4}
	r, err := Run(t.Context(), c)
	require.NoError(t, err)
	assert.Equal(t, Processes, r.Excess)
}

// A process that outlives its parent is killed, though it holds stdout and the
// private pipe open.
func TestOrphanIsKilled(t *testing.T) {
	t.Parallel()
	c := self(t, "orphan")
	var stdout bytes.Buffer
	c.Stdout, c.Private = &stdout, "token"
	r, err := Run(t.Context(), c)
	require.NoError(t, err)
	assert.Equal(t, Result{Took: r.Took, Private: r.Private}, r, "what it leaves behind is not its exit code")
	gone(t, number(t, stdout.String()))
}

// A process can leave the group and outlive its parent: then it is out of reach. It
// may not hold up the grader, which reads the private pipe to its end.
func TestDetachedProcessDoesNotHoldUpThePrivatePipe(t *testing.T) {
	t.Parallel()
	c := self(t, "leave")
	var stdout bytes.Buffer
	c.Stdout, c.Private = &stdout, "token"
	r, err := Run(t.Context(), c)
	require.NoError(t, err)
	assert.Zero(t, r.ExitCode)
	pid := number(t, stdout.String())
	_ = syscall.Kill(pid, syscall.SIGKILL)
	gone(t, pid)
}

func number(t *testing.T, text string) int {
	t.Helper()
	for f := range strings.FieldsSeq(text) {
		var pid int
		if _, err := fmt.Sscan(f, &pid); err == nil {
			return pid
		}
	}
	require.Fail(t, "no process in the output", text)
	return 0
}

// gone waits until the process is dead. It stays a zombie where init reaps none.
func gone(t *testing.T, pid int) {
	t.Helper()
	require.Eventually(t, func() bool {
		text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
		return err != nil || strings.HasPrefix(string(text[bytes.LastIndexByte(text, ')')+1:]), " Z")
	}, time.Minute, 5*time.Millisecond, "process %d is alive", pid)
}

// started starts a program as testscript does: past Run.
func started(t *testing.T, what string) (binary string, wait func() *os.ProcessState) {
	t.Helper()
	c := self(t, what)
	cmd := exec.Command(c.Path)
	cmd.Env = c.Env
	require.NoError(t, cmd.Start())
	return c.Path, func() *os.ProcessState { _ = cmd.Wait(); return cmd.ProcessState }
}

// These tests are not parallel: the guard knows programs by their binary, and it
// is the same for all tests here.
func TestProgramsGuardsOthers(t *testing.T) {
	for _, tt := range []struct {
		what   string
		limits Limits
		want   Excess
		code   int
	}{
		{"spin", Limits{CPU: 100 * time.Millisecond}, Time, 2}, // by the runtime, when it is asked
		{"asked answers", Limits{CPU: 100 * time.Millisecond}, Time, 7},
		{"asked stays", Limits{CPU: 100 * time.Millisecond}, Time, -1},
		{"hoard", Limits{Memory: 100 << 20}, Memory, -1},
		{"flood", Limits{Output: 1 << 20}, Output, -1},
		{"nap", Limits{CPU: 400 * time.Millisecond, Memory: 1 << 30, Output: 1 << 20, Processes: 3}, None, 0},
	} {
		t.Run(tt.what, func(t *testing.T) {
			exe, err := os.Executable()
			require.NoError(t, err)
			stop := Programs(t.Context(), exe, tt.limits)
			_, wait := started(t, tt.what)
			state := wait()
			assert.Equal(t, tt.want, stop())
			assert.Equal(t, tt.code, state.ExitCode())
		})
	}
}

func TestProgramsLeavesOtherBinaries(t *testing.T) {
	stop := Programs(t.Context(), "/another/binary", Limits{CPU: time.Nanosecond, Memory: 1})
	_, wait := started(t, "nap")
	assert.Zero(t, wait().ExitCode())
	assert.Equal(t, None, stop())
}

func TestProgramsEndsWithTheContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	exe, wait := started(t, "idle")
	stop := Programs(ctx, exe, Limits{})
	cancel()
	assert.Equal(t, -1, wait().ExitCode())
	assert.Equal(t, None, stop(), "who is called off has exceeded nothing")
}
