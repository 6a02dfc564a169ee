//go:build unix

package run

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"syscall"
)

// isolate puts the process into a group of its own, so that all of it can be
// killed.
func isolate(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	dieWithParent(cmd.SysProcAttr)
}

// killTree kills the process's group, and the descendants that have left it.
func killTree(p *os.Process) error {
	for _, pid := range descendants(p.Pid) {
		killPID(pid)
	}
	err := syscall.Kill(-p.Pid, syscall.SIGKILL)
	if errors.Is(err, syscall.ESRCH) {
		return os.ErrProcessDone
	}
	return err
}

func descendants(pid int) []int {
	var all []int
	for _, c := range children(pid) {
		all = append(append(all, c), descendants(c)...)
	}
	return all
}

// interrogate sends the signal at which a Go program tells of its goroutines.
func interrogate(pid int) bool { return syscall.Kill(pid, syscall.SIGQUIT) == nil }

func killPID(pid int) { _ = syscall.Kill(pid, syscall.SIGKILL) }

// inherit gives the process two pipe ends, and returns how it can name them.
func inherit(cmd *exec.Cmd, read, write *os.File) string {
	cmd.ExtraFiles = []*os.File{read, write}
	return fmt.Sprintf("%d %d", 3, 4)
}
