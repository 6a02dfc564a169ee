package scratch_test

import (
	"bytes"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch03/scratch"
	"github.com/stretchr/testify/require"
)

// watched is a pool that looks closely. What is put back it writes over at once:
// whoever still reads it then reads crosses.
type watched struct {
	mu      sync.Mutex
	free    []*bytes.Buffer
	gets    int
	puts    int
	largest int      // capacity that was put back
	strange []string // what was put back and should not have been
}

func (w *watched) Get() any {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.gets++
	if len(w.free) == 0 {
		return nil
	}
	b := w.free[len(w.free)-1]
	w.free = w.free[:len(w.free)-1]
	return b
}

func (w *watched) Put(x any) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.puts++
	b, ok := x.(*bytes.Buffer)
	switch {
	case !ok:
		w.strange = append(w.strange, fmt.Sprintf("a %T, and the pool is for *bytes.Buffer", x))
		return
	case b == nil:
		w.strange = append(w.strange, "a nil buffer")
		return
	}
	for _, f := range w.free {
		if f == b {
			w.strange = append(w.strange, "a buffer that is in the pool already: two calls would get the same one")
			return
		}
	}
	w.largest = max(w.largest, b.Cap())
	cross(b)
	w.free = append(w.free, b)
}

// cross writes over all that the buffer can hold, and leaves some of it inside.
func cross(b *bytes.Buffer) {
	all := b.Bytes()
	all = all[:cap(all)]
	for i := range all {
		all[i] = 'x'
	}
	b.Reset()
	b.WriteString("left by another")
}

// fine requires that only good buffers were put back.
func (w *watched) fine(t *testing.T) {
	t.Helper()
	w.mu.Lock()
	defer w.mu.Unlock()
	require.Empty(t, w.strange, "something was put into the pool that must not be there")
}

func (w *watched) counts() (gets, puts int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.gets, w.puts
}

// dirty returns a buffer with room for n bytes, some of which are taken.
func dirty(n int) *bytes.Buffer {
	b := bytes.NewBuffer(make([]byte, 0, n))
	b.WriteString("left by another")
	return b
}

// text is an item.
type text string

func (s text) String() string { return string(s) }

// call is an item that does something when it is rendered.
type call func() string

func (c call) String() string { return c() }

func list(words ...string) []fmt.Stringer {
	var items []fmt.Stringer
	for _, w := range words {
		items = append(items, text(w))
	}
	return items
}

// large is an item that makes a buffer grow above what is kept.
func large() fmt.Stringer { return text(strings.Repeat("l", 2*scratch.MaxKept)) }
