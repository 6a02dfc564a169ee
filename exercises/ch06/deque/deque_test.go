package deque_test

import (
	"sync"
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch06/deque"
	"github.com/stretchr/testify/assert"
)

func TestTwoEnds(t *testing.T) {
	d := deque.New[string]()
	d.Push("oldest")
	d.Push("middle")
	d.Push("newest")

	v, ok := d.Pop()
	assert.True(t, ok, "Pop found nothing, but three elements have been pushed")
	assert.Equal(t, "newest", v, "the owner pops what it pushed last")
	v, ok = d.Steal()
	assert.True(t, ok, "Steal found nothing, but two elements are left")
	assert.Equal(t, "oldest", v, "a thief steals what was pushed first")
}

// The owner pushes and pops while a thief steals.
func TestOwnerAndThief(t *testing.T) {
	d := deque.New[int]()
	const pushed = 1000
	var popped, stolen int

	var both sync.WaitGroup
	both.Go(func() {
		for v := range pushed {
			d.Push(v)
			if _, ok := d.Pop(); ok {
				popped++
			}
		}
	})
	both.Go(func() {
		for range pushed {
			if _, ok := d.Steal(); ok {
				stolen++
			}
		}
	})
	both.Wait()
	for _, ok := d.Pop(); ok; _, ok = d.Pop() {
		popped++
	}

	assert.Equal(t, pushed, popped+stolen, "every element that was pushed must be handed out exactly once")
}
