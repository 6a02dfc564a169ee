package button_test

import (
	"slices"
	"sync"

	"github.com/concurrency-in-go/course/exercises/ch03/button"
)

// history is the clicks that a subscriber has heard.
type history struct {
	mu     sync.Mutex
	clicks []int
}

// hear keeps no more than a test can need: where clicks never end, neither must the
// memory be what ends them.
func (h *history) hear(n int) {
	const most = 50_000
	h.mu.Lock()
	defer h.mu.Unlock()
	if len(h.clicks) < most {
		h.clicks = append(h.clicks, n)
	}
}

func (h *history) all() []int {
	h.mu.Lock()
	defer h.mu.Unlock()
	return append([]int{}, h.clicks...)
}

// from returns the numbers from a to b.
func from(a, b int) []int {
	s := []int{}
	for n := a; n <= b; n++ {
		s = append(s, n)
	}
	return s
}

// inOrder reports whether got is 1, 2, 3, and so on.
func inOrder(got []int) bool { return slices.Equal(got, from(1, len(got))) }

func click(b *button.Button, times int) {
	for range times {
		b.Click()
	}
}
