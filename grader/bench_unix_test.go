//go:build unix

package main

import (
	"syscall"
	"time"
)

// used is the processor time of all processes that have been started and have ended,
// and how much of it was the system's.
func used() (all, system time.Duration) {
	var use syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_CHILDREN, &use)
	system = time.Duration(use.Stime.Nano())
	return time.Duration(use.Utime.Nano()) + system, system
}
