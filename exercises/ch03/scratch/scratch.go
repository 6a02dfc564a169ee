// Package scratch renders lists into buffers that are used again and again.
package scratch

import "fmt"

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
type Renderer struct {
	// TODO: what does a Renderer hold?
}

// New returns a Renderer that takes its buffers from pool.
func New(pool Pool) *Renderer {
	panic("TODO: make a Renderer")
}

// Render returns the text of all items, in order, each followed by a line end.
//
//   - Render gets one buffer from the pool and writes the text into it. The buffer may
//     hold bytes already: somebody used it before. If the pool has none, Render makes
//     one. (If there are no items it may do without.)
//   - The result is the caller's own. It has no memory in common with the buffer, nor
//     with any other result. (A buffer that is not put back may be the result.)
//   - When all is written, Render puts the buffer back, be it the pool's or its own:
//     once, and never touches it again. But if its capacity is now above MaxKept, the
//     buffer is left to the garbage collector, however little it holds.
//   - Calls do not wait for each other. The String method of an item may take long,
//     may wait for another call to Render, and may call Render itself.
//   - String is called once for each item. If it panics, so does Render. The buffer may
//     go back then or not.
func (r *Renderer) Render(items []fmt.Stringer) []byte {
	panic("TODO: borrow a buffer, fill it, copy it, give it back")
}
