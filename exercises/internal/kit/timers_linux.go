package kit

import (
	"bytes"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// farAway is when a timer no longer counts. go test sets one itself, at ten
// minutes, and nobody wants to wait for that one.
const farAway = 20 * time.Second

// timersPending reports whether a timer will fire soon, or may.
//
// The runtime does not say which timers it has. But when a Go process has
// nothing to do, one of its threads waits for the network until the next timer
// is due, and Linux tells how long any thread waits.
func timersPending() bool {
	const looks, inARow = 15, 3
	calm := 0
	for range looks {
		// Waiting in a system call, not with a timer, which would be one more.
		// It is long enough for the scheduler to give this goroutine's processor
		// away and to set its own wait anew.
		ts := syscall.NsecToTimespec((30 * time.Millisecond).Nanoseconds())
		_ = syscall.Nanosleep(&ts, nil)
		// The watchdog's own timer, just stopped, may still be seen for a while.
		if calm++; threadsMayWake() {
			calm = 0
		}
		if calm == inARow {
			return false
		}
	}
	return true
}

// threadsMayWake reports whether a thread other than the caller's runs, is about
// to, or waits for the network with a time limit. Where Linux does not tell, it
// reports what mentionsTime says.
func threadsMayWake() bool {
	tasks, _ := filepath.Glob("/proc/self/task/*/syscall")
	running := 0
	for _, task := range tasks {
		text, err := os.ReadFile(task)
		if os.IsNotExist(err) { // the thread has ended
			return true
		}
		if err != nil {
			return mentionsTime(".")
		}
		fields := strings.Fields(string(text))
		switch {
		case bytes.HasPrefix(text, []byte("running")):
			running++
		case len(fields) > 4 && isNetworkWait(fields[0]) && endsSoon(fields[4]):
			return true
		}
	}
	return len(tasks) == 0 || running > 1
}

// isNetworkWait knows the call that the runtime waits in for the network.
func isNetworkWait(number string) bool {
	n, _ := strconv.Atoi(number)
	return n == syscall.SYS_EPOLL_PWAIT
}

// endsSoon reads a time limit in milliseconds, in hexadecimal. A negative one
// means none.
func endsSoon(limit string) bool {
	n, err := strconv.ParseUint(strings.TrimPrefix(limit, "0x"), 16, 64)
	ms := int32(uint32(n))
	return err != nil || ms >= 0 && time.Duration(ms)*time.Millisecond < farAway
}
