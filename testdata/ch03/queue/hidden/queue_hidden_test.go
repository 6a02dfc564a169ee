package queue_test

import (
	"slices"
	"sync"
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch03/queue"
	"github.com/concurrency-in-go/course/exercises/internal/kit"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// fill makes a queue that is full of 1, 2, …, capacity.
func fill(t *testing.T, capacity int) *queue.Queue[int] {
	t.Helper()
	q := queue.New[int](capacity)
	for v := 1; v <= capacity; v++ {
		require.NoError(t, q.Put(v), "there is room, but Put says no")
	}
	return q
}

// finish closes q and returns what is left in it, of which there are at most
// some hundred.
func finish(t *testing.T, q *queue.Queue[int]) (left []int) {
	t.Helper()
	q.Close()
	for range 500 {
		v, err := q.Take()
		if err != nil {
			require.ErrorIs(t, err, queue.ErrClosed, "a queue that is closed and empty returns ErrClosed")
			require.Zero(t, v, "beside ErrClosed, Take returns the zero value")
			return left
		}
		left = append(left, v)
	}
	require.Fail(t, "Take from a closed queue goes on and on", "when no items are left it returns ErrClosed")
	return nil
}

// Indices wrap, slices move: many times round, in order all the way.
func TestFirstInFirstOut(t *testing.T) {
	q := fill(t, 3)
	for v := 4; v < 40; v++ {
		got, err := q.Take()
		require.NoError(t, err, "there is an item, but Take says no")
		require.Equal(t, v-3, got, "first in, first out")
		require.NoError(t, q.Put(v), "there is room, but Put says no")
	}

	assert.Equal(t, []int{37, 38, 39}, finish(t, q), "first in, first out")
}

func TestCapacityIsExact(t *testing.T) {
	for _, capacity := range []int{1, 4} {
		q := fill(t, capacity)

		more := put(q, capacity+1)
		kit.Settle()
		require.Empty(t, more, "the queue has room for %d, and one more has gone in: Put must wait while it is full", capacity)
		v, err := q.Take()
		require.NoError(t, err, "there is an item, but Take says no")
		assert.Equal(t, 1, v, "first in, first out")
		require.NoError(t, <-more, "there was room again, but Put says no")
		assert.Len(t, finish(t, q), capacity, "an item is lost or doubled")
	}
}

func TestCapacityIsAtLeastOne(t *testing.T) {
	for _, capacity := range []int{0, -3} {
		q := queue.New[int](capacity)
		require.NoError(t, q.Put(1), "a queue of capacity %d has room for one", capacity)

		more := put(q, 2)
		kit.Settle()
		require.Empty(t, more, "a queue of capacity %d has room for one, and two have gone in", capacity)
		_, err := q.Take()
		require.NoError(t, err, "there is an item, but Take says no")
		require.NoError(t, <-more, "there was room again, but Put says no")
		assert.Equal(t, []int{2}, finish(t, q), "an item is lost or doubled")
	}
}

func TestTakeWaitsForAnItem(t *testing.T) {
	q := queue.New[int](2)

	taken := take(q)
	kit.Settle()
	require.Empty(t, taken, "Take has returned from an empty queue that is open: it must wait")
	require.NoError(t, q.Put(7), "there is room, but Put says no")
	assert.Equal(t, result{7, nil}, <-taken, "Take waited, and then got something else than the item")
	assert.Empty(t, finish(t, q), "the item was taken, and is there all the same")
}

// Many put and take at once. Nothing is lost or doubled, and each taker sees the
// items of one producer in the order in which they were put.
func TestEveryItemComesOutOnce(t *testing.T) {
	const producers, each, takers = 4, 40, 4
	q := queue.New[int](3)
	var got [takers][]int
	var producing, taking sync.WaitGroup

	for i := range takers {
		taking.Go(func() {
			for {
				v, err := q.Take()
				if err != nil || len(got[i]) > producers*each {
					return
				}
				got[i] = append(got[i], v)
			}
		})
	}
	for p := range producers {
		producing.Go(func() {
			for n := range each {
				_ = q.Put(p*1000 + n)
			}
		})
	}
	producing.Wait()
	q.Close()
	taking.Wait()

	var all, want []int
	for _, list := range got {
		all = append(all, list...)
		last := map[int]int{}
		for _, v := range list {
			require.GreaterOrEqual(t, v, last[v/1000], "two items of one producer came out in the wrong order")
			last[v/1000] = v
		}
	}
	for p := range producers {
		for n := range each {
			want = append(want, p*1000+n)
		}
	}
	slices.Sort(all)
	assert.Equal(t, want, all, "items are lost or doubled")
}

// Two sides call and answer by way of two queues. Each is often just on its way
// to wait when the item comes, and nobody sends a second one.
func TestNoWakeUpIsLost(t *testing.T) {
	const calls = 250
	there, back := queue.New[int](1), queue.New[int](1)
	var answering sync.WaitGroup
	answering.Go(func() {
		for range calls {
			v, _ := there.Take()
			_ = back.Put(-v)
		}
	})

	for n := 1; n <= calls; n++ {
		require.NoError(t, there.Put(n), "there is room, but Put says no")
		v, err := back.Take()
		require.NoError(t, err, "the queue is open, but Take says no")
		require.Equal(t, -n, v, "the answer belongs to another call")
	}
	answering.Wait()
	assert.Empty(t, finish(t, there), "all items were taken, and there is one all the same")
	assert.Empty(t, finish(t, back), "all items were taken, and there is one all the same")
}
