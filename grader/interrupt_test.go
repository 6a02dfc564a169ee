//go:build linux

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/concurrency-in-go/course/grader/internal/course"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Whenever a grade is interrupted, it leaves no process and no folder behind.
func TestInterruptLeavesNothing(t *testing.T) {
	if testing.Short() {
		t.Skip("builds an attempt")
	}
	root, err := course.Find(".")
	require.NoError(t, err)
	grader, err := exec.LookPath("grader")
	require.NoError(t, err)
	stages := map[string]string{ // what is there when a stage has begun
		"laid out": "slot0/course/go.mod",
		"building": "slot0/course/exercises/ch03/settings/main_test.go",
		"running":  "slot0/bin/settings.test",
	}
	for stage, begun := range stages {
		t.Run(stage, func(t *testing.T) {
			cache := t.TempDir()
			cmd := exec.Command(grader, "grade", filepath.Join("testdata", "hostile", "spin.txtar"))
			cmd.Dir = root
			cmd.Env = append(os.Environ(), "XDG_CACHE_HOME="+cache, "GOCACHE="+goEnv(t, "GOCACHE"))
			require.NoError(t, cmd.Start())
			slots := filepath.Join(cache, "concurrency-in-go")
			require.Eventually(t, func() bool {
				_, err := os.Stat(filepath.Join(slots, begun))
				return err == nil
			}, 5*time.Minute, time.Millisecond, "the grade never got so far")

			require.NoError(t, cmd.Process.Signal(os.Interrupt))
			_ = cmd.Wait()

			assert.Equal(t, broken, cmd.ProcessState.ExitCode(), "an interrupted grade is no verdict")
			assert.NoDirExists(t, filepath.Join(slots, "slot0"), "the workspace is still there")
			assert.Empty(t, processesBelow(cache), "processes of the attempt are still alive")
		})
	}
}

// A grader that is killed cannot clean up. The kernel ends its processes, and the
// next grader takes the slot and empties it.
func TestKillLeavesNoProcess(t *testing.T) {
	if testing.Short() {
		t.Skip("builds an attempt")
	}
	root, err := course.Find(".")
	require.NoError(t, err)
	grader, err := exec.LookPath("grader")
	require.NoError(t, err)
	cache := t.TempDir()
	cmd := exec.Command(grader, "grade", filepath.Join("testdata", "hostile", "spin.txtar"))
	cmd.Dir = root
	cmd.Env = append(os.Environ(), "XDG_CACHE_HOME="+cache, "GOCACHE="+goEnv(t, "GOCACHE"))
	require.NoError(t, cmd.Start())
	attempt := filepath.Join("slot0", "bin") + string(filepath.Separator)
	require.Eventually(t, func() bool { return strings.Contains(strings.Join(processesBelow(cache), "\n"), attempt) },
		5*time.Minute, time.Millisecond, "the attempt never ran")

	require.NoError(t, cmd.Process.Signal(syscall.SIGKILL))
	_ = cmd.Wait()

	assert.Eventually(t, func() bool { return len(processesBelow(cache)) == 0 }, time.Minute, time.Millisecond, "the attempt outlives the grader")
}

// processesBelow lists the processes that run a program in the folder, or work there,
// such as the go command.
func processesBelow(dir string) []string {
	programs, _ := filepath.Glob("/proc/[0-9]*/exe")
	folders, _ := filepath.Glob("/proc/[0-9]*/cwd")
	var found []string
	for _, link := range append(programs, folders...) {
		if at, err := os.Readlink(link); err == nil && strings.HasPrefix(at, dir) {
			found = append(found, at)
		}
	}
	return found
}
