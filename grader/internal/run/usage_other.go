//go:build !linux

package run

import "os"

// tells is whether the system tells what a tree of processes uses. Elsewhere than on
// Linux only the limits of time, on the clock, and of output hold.
const tells = false

func tree(int) usage                    { return usage{} }
func children(int) []int                { return nil }
func program(int) string                { return "" }
func peakMemory(*os.ProcessState) int64 { return 0 }
