package scratch_test

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch03/scratch"
	"github.com/stretchr/testify/assert"
)

type word string

func (w word) String() string { return string(w) }

// shelf is a pool for one buffer.
type shelf struct{ has *bytes.Buffer }

func (s *shelf) Get() any {
	if s.has == nil {
		return nil
	}
	b := s.has
	s.has = nil
	return b
}

func (s *shelf) Put(b any) { s.has, _ = b.(*bytes.Buffer) }

func TestRender(t *testing.T) {
	s := &shelf{has: bytes.NewBufferString("what was here before")}
	r := scratch.New(s)

	first := r.Render([]fmt.Stringer{word("milk"), word("bread")})
	assert.Equal(t, "milk\nbread\n", string(first), "each item stands on a line, and nothing else does")
	assert.NotNil(t, s.has, "the buffer must go back to the pool")

	r.Render([]fmt.Stringer{word("soap"), word("towels")})
	assert.Equal(t, "milk\nbread\n", string(first), "the second call has changed the result of the first")
}
