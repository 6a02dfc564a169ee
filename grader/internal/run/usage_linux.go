package run

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// tells is whether the system tells what a tree of processes uses.
const tells = true

// tree returns what the process and its descendants use.
func tree(pid int) usage {
	threads := tasks(pid)
	u := one(pid)
	u.asleep = asleep(threads)
	for _, child := range childrenOf(threads) {
		u.add(tree(child))
	}
	return u
}

// one reads what Linux tells of a process: see proc(5).
func one(pid int) usage {
	fields := stat(fmt.Sprintf("/proc/%d/stat", pid))
	const utime, stime, rss = 11, 12, 21
	if len(fields) <= rss {
		return usage{}
	}
	number := func(i int) int64 {
		n, _ := strconv.ParseInt(fields[i], 10, 64)
		return n
	}
	const ticksPerSecond = 100 // USER_HZ, the same on every Linux
	u := usage{
		cpu:       time.Duration(number(utime)+number(stime)) * time.Second / ticksPerSecond,
		memory:    number(rss) * int64(os.Getpagesize()),
		processes: 1,
	}
	u.written, u.prints = wrote(pid)
	return u
}

// stat returns the fields of a file like /proc/PID/stat from the state on. Before it
// stands a name in parentheses, which may hold anything.
func stat(file string) []string {
	text, _ := os.ReadFile(file)
	return strings.Fields(string(text[bytes.LastIndexByte(text, ')')+1:]))
}

// asleep reports whether every thread waits for something that is neither a
// processor nor a disk, nor somebody who traces it.
func asleep(tasks []string) bool {
	for _, task := range tasks {
		if state := stat(filepath.Join(task, "stat")); len(state) > 0 && strings.Contains("RDt", state[0]) {
			return false
		}
	}
	return true
}

// tasks lists the folders of a process's threads.
func tasks(pid int) []string {
	dir := fmt.Sprintf("/proc/%d/task", pid)
	entries, _ := os.ReadDir(dir)
	folders := make([]string, len(entries))
	for i, e := range entries {
		folders[i] = filepath.Join(dir, e.Name())
	}
	return folders
}

func children(pid int) []int { return childrenOf(tasks(pid)) }

// childrenOf returns the processes that the threads have started.
func childrenOf(tasks []string) []int {
	var pids []int
	for _, task := range tasks {
		text, _ := os.ReadFile(filepath.Join(task, "children"))
		for _, f := range strings.Fields(string(text)) {
			if n, err := strconv.Atoi(f); err == nil {
				pids = append(pids, n)
			}
		}
	}
	return pids
}

// program returns the path of what the process runs.
func program(pid int) string {
	path, _ := os.Readlink(fmt.Sprintf("/proc/%d/exe", pid))
	return path
}

// wrote returns how many bytes the process has written, and in how many calls.
func wrote(pid int) (written, calls int64) {
	text, _ := os.ReadFile(fmt.Sprintf("/proc/%d/io", pid))
	for line := range strings.Lines(string(text)) {
		name, v, _ := strings.Cut(strings.TrimSpace(line), ": ")
		n, _ := strconv.ParseInt(v, 10, 64)
		switch name {
		case "wchar":
			written = n
		case "syscw":
			calls = n
		}
	}
	return written, calls
}

// peakMemory returns the most memory that a process had which has ended, in bytes
// resident.
func peakMemory(p *os.ProcessState) int64 {
	use, ok := p.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0
	}
	return use.Maxrss << 10
}
