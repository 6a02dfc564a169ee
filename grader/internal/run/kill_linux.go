package run

import "syscall"

// dieWithParent has the kernel kill the process should the grader be killed.
func dieWithParent(a *syscall.SysProcAttr) { a.Pdeathsig = syscall.SIGKILL }
