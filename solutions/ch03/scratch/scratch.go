// Package scratch renders lists into buffers that are used again and again.
package scratch

import (
	"bytes"
	"fmt"
)

// MaxKept is the capacity of the largest buffer that goes back to the pool, in bytes.
const MaxKept = 64 << 10

// Pool keeps buffers that nobody needs at the moment. A *sync.Pool is one. It holds
// values of type *bytes.Buffer and nothing else.
type Pool interface {
	// Get takes a buffer out and returns it, or nil if there is none.
	Get() any
	// Put gives a buffer back. From then on it is the pool's.
	Put(any)
}

// Renderer renders lists. Many goroutines may use it at once.
type Renderer struct{ pool Pool }

// New returns a Renderer that takes its buffers from pool.
func New(pool Pool) *Renderer { return &Renderer{pool} }

// Render returns the text of all items, in order, each followed by a line end.
func (r *Renderer) Render(items []fmt.Stringer) []byte {
	b := r.borrow()
	for _, item := range items {
		b.WriteString(item.String())
		b.WriteByte('\n')
	}
	text := bytes.Clone(b.Bytes()) // before the buffer is somebody else's
	r.giveBack(b)
	return text
}

// borrow returns an empty buffer.
func (r *Renderer) borrow() *bytes.Buffer {
	b, ok := r.pool.Get().(*bytes.Buffer)
	if !ok {
		return new(bytes.Buffer)
	}
	b.Reset()
	return b
}

func (r *Renderer) giveBack(b *bytes.Buffer) {
	if b.Cap() <= MaxKept {
		r.pool.Put(b)
	}
}
