package run

import (
	"io"
	"sync"
)

// budget is the output that a process may still write, over all its streams.
// What is over it is dropped before anything parses it.
type budget struct {
	mu   sync.Mutex
	left int64 // 0: no limit was set
	used int64
	over func()
}

func (b *budget) limit(w io.Writer) io.Writer {
	if w == nil {
		w = io.Discard
	}
	return &limited{b, w}
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
	if l.left > 0 && l.used+n > l.left {
		n = max(l.left-l.used, 0)
		l.over()
	}
	l.used += n
	_, _ = l.w.Write(p[:n])
	return len(p), nil
}
