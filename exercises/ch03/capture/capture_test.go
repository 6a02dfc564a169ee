package capture_test

import (
	"slices"
	"sync"
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch03/capture"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// record is what was seen, in order. Many goroutines may add to it.
type record[T any] struct {
	mu   sync.Mutex
	seen []T
}

func (r *record[T]) add(v T) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.seen = append(r.seen, v)
}

func (r *record[T]) all() []T {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.seen)
}

func TestRetriesHaveTheirAddress(t *testing.T) {
	var sent record[string]
	retries := capture.Retries([]string{"ann", "bob"}, sent.add)

	require.Len(t, retries, 2, "a function for each address")
	assert.Empty(t, sent.all(), "Retries itself calls nothing")
	retries[0]()
	retries[1]()
	assert.Equal(t, []string{"ann", "bob"}, sent.all(), "each function has its address: or do they all use one variable?")
}

func TestSizesInOrder(t *testing.T) {
	sizes := capture.Sizes([]string{"a", "four", "sixteen letters."}, func(a string) int { return len(a) })

	assert.Equal(t, []int{1, 4, 16}, sizes, "size i belongs to attachment i: who decides in which place a goroutine writes?")
}

func TestProgressCounts(t *testing.T) {
	var counts record[int]
	capture.CountOpened([]string{"ann", "bob", "cid"}, func(string) bool { return true }, counts.add)

	assert.Equal(t, []int{1, 2, 3}, counts.all(), "all three were opened: do the goroutines count in one variable, or each in its own?")
}
