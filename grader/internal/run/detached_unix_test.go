//go:build unix

package run

import (
	"os/exec"
	"syscall"
)

// detached gives the process a session of its own, so that it leaves the group.
func detached(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	cmd.Stdout = nil
}
