package run

import "os/exec"

func detached(cmd *exec.Cmd) { cmd.Stdout = nil }
