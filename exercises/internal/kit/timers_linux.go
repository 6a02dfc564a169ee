package kit

import (
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

// clockwork tells whether timers of the process are due.
//
// The runtime does not say which timers it has. But when a Go process has nothing
// to do and waits for some file, one of its threads waits for the network until
// the next timer is due, and Linux tells how long any thread waits. So clockwork
// has a goroutine wait for a pipe in which nothing ever comes.
type clockwork struct {
	read, write *os.File
	ended       chan struct{}
}

func newClockwork() *clockwork {
	c := &clockwork{ended: make(chan struct{})}
	var err error
	if c.read, c.write, err = os.Pipe(); err != nil {
		close(c.ended)
		return c
	}
	go c.waitForNothing()
	return c
}

// waitForNothing is known to parseDump's readers by its name: see mayWake.
func (c *clockwork) waitForNothing() {
	defer close(c.ended)
	_, _ = c.read.Read(make([]byte, 1))
}

func (c *clockwork) stop() {
	if c.write != nil {
		c.write.Close()
	}
	<-c.ended
	if c.read != nil {
		c.read.Close()
	}
}

// still reports whether no timer is due soon. It wants to see it, twice in a row:
// a thread that waits for the network with no limit of time, and no thread that
// runs or is about to. On a busy machine that may take a while, and where it
// cannot be seen, there may be timers.
func (c *clockwork) still() bool {
	const looks, inARow = 60, 2
	for calm, look := 0, 0; look < looks; look++ {
		// A wait in a system call is none in Go. It is long enough for the
		// scheduler to give this goroutine's processor away.
		ts := syscall.NsecToTimespec((15 * time.Millisecond).Nanoseconds())
		_ = syscall.Nanosleep(&ts, nil)
		switch seen, told := threads(); {
		case !told:
			return !mentionsTime(".")
		case seen.running <= 1 && seen.patient > 0 && seen.impatient == 0:
			calm++
		default: // the watchdog's own timer, just stopped, may be seen for a while
			calm = 0
		}
		if calm == inARow {
			return true
		}
	}
	return false
}

// sighting is what the threads of the process are doing.
type sighting struct {
	running   int // on a processor or about to be, the caller's among them
	patient   int // waiting for the network with no limit of time
	impatient int // waiting for the network until a timer is due
}

// threads reads what Linux tells about each thread. It may be forbidden to.
func threads() (seen sighting, told bool) {
	tasks, _ := filepath.Glob("/proc/self/task/*/syscall")
	for _, task := range tasks {
		text, err := os.ReadFile(task)
		fields := strings.Fields(string(text))
		switch {
		case os.IsNotExist(err): // the thread has just ended
			seen.running++
		case err != nil || len(fields) == 0:
			return seen, false
		case fields[0] == "running":
			seen.running++
		case len(fields) > 4 && fields[0] == strconv.Itoa(syscall.SYS_EPOLL_PWAIT) && endsSoon(fields[4]):
			seen.impatient++
		case fields[0] == strconv.Itoa(syscall.SYS_EPOLL_PWAIT):
			seen.patient++
		}
	}
	return seen, len(tasks) > 0
}

// endsSoon reads a limit in milliseconds, in hexadecimal. A negative one means none.
func endsSoon(limit string) bool {
	n, err := strconv.ParseUint(strings.TrimPrefix(limit, "0x"), 16, 64)
	ms := int32(uint32(n))
	return err != nil || ms >= 0 && time.Duration(ms)*time.Millisecond < farAway
}
