//go:build linux || darwin

package main

import "syscall"

// freeBytes returns how much a user may still write below dir, if the system says.
func freeBytes(dir string) (uint64, bool) {
	var s syscall.Statfs_t
	if err := syscall.Statfs(dir, &s); err != nil {
		return 0, false
	}
	return s.Bavail * uint64(s.Bsize), true
}
