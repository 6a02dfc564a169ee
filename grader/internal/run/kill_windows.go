package run

import (
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"syscall"
)

func isolate(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{CreationFlags: syscall.CREATE_NEW_PROCESS_GROUP}
}

// killTree kills the process and its descendants.
func killTree(p *os.Process) error {
	_ = exec.Command("taskkill", "/T", "/F", "/PID", strconv.Itoa(p.Pid)).Run()
	return p.Kill()
}

// interrogate asks nothing: Windows has no signals.
func interrogate(int) bool { return false }

func killPID(pid int) {
	if p, err := os.FindProcess(pid); err == nil {
		_ = p.Kill()
	}
}

// inherit gives the process two pipe ends, and returns how it can name them.
func inherit(cmd *exec.Cmd, read, write *os.File) string {
	handles := []syscall.Handle{syscall.Handle(read.Fd()), syscall.Handle(write.Fd())}
	for _, h := range handles {
		_ = syscall.SetHandleInformation(h, syscall.HANDLE_FLAG_INHERIT, syscall.HANDLE_FLAG_INHERIT)
	}
	cmd.SysProcAttr.AdditionalInheritedHandles = handles
	return fmt.Sprintf("%d %d", handles[0], handles[1])
}
