package kit

import (
	"syscall"
	"time"
)

// pause waits for a moment without a timer of Go's, which would wake processors.
func pause() {
	ts := syscall.NsecToTimespec((20 * time.Microsecond).Nanoseconds())
	_ = syscall.Nanosleep(&ts, nil)
}
