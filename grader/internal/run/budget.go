package run

import (
	"bytes"
	"io"
	"sync"
)

// budget is the output that a process may still write, over all its streams.
// What is over it is dropped before anything parses it.
type budget struct {
	limits      Limits
	mu          sync.Mutex
	used, lines int64
	stop        func()
}

func (b *budget) limit(w io.Writer) io.Writer {
	if w == nil {
		w = io.Discard
	}
	return &limited{b, w}
}

// printed returns how many bytes have been written, and how often something was
// printed by a process that has called write so many times: it may have written to
// something else, so that counts for no more than it has printed.
func (b *budget) printed(writes int64) (bytes, prints int64) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.used, max(b.lines, min(writes, b.used))
}

type limited struct {
	*budget
	w io.Writer
}

// Write never fails: a failing writer would stop the copying, and the process
// would block on a full pipe.
func (l *limited) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	n := int64(len(p))
	if over(l.used+n, l.limits.Output) {
		n = max(l.limits.Output-l.used, 0)
		l.stop()
	}
	l.used += n
	if l.lines += int64(bytes.Count(p[:n], []byte("\n"))); over(l.lines, l.limits.Prints) {
		l.stop()
	}
	_, _ = l.w.Write(p[:n])
	return len(p), nil
}
