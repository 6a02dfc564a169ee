package queue_test

import (
	"sync"
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch03/queue"
	"github.com/concurrency-in-go/course/exercises/internal/kit"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestCloseWakesEveryTaker(t *testing.T) {
	q := queue.New[int](2)
	takers := []<-chan result{take(q), take(q), take(q)}
	kit.Settle()

	q.Close()

	for _, c := range takers {
		r := <-c
		require.ErrorIs(t, r.err, queue.ErrClosed, "Take waited on a queue that was closed meanwhile: it returns ErrClosed")
		assert.Zero(t, r.v, "beside ErrClosed, Take returns the zero value")
	}
}

func TestCloseWakesEveryPutter(t *testing.T) {
	q := fill(t, 2)
	putters := []<-chan error{put(q, 3), put(q, 4), put(q, 5)}
	kit.Settle()

	q.Close()

	for _, c := range putters {
		require.ErrorIs(t, <-c, queue.ErrClosed, "Put waited on a queue that was closed meanwhile: it returns ErrClosed")
	}
	assert.Equal(t, []int{1, 2}, finish(t, q), "what is in the queue at Close stays in it, and what was refused does not get in")
}

// A Put waits, the queue is closed, and then there is room. It is too late.
func TestRoomAfterCloseIsNotUsed(t *testing.T) {
	oneProcessor(t)
	for range rounds {
		q := fill(t, 1)
		waits := put(q, 2)
		kit.Settle()

		q.Close()
		require.Equal(t, []int{1}, finish(t, q), "an item got in after Close, or got lost at Close")

		require.ErrorIs(t, <-waits, queue.ErrClosed, "Put waited on a queue that was closed meanwhile: it returns ErrClosed")
		require.Empty(t, finish(t, q), "Put returned ErrClosed, and its item is in the queue all the same")
	}
}

func TestCloseKeepsTheItems(t *testing.T) {
	q := fill(t, 3)

	q.Close() // must not wait until the queue is empty: only we can empty it

	for want := 1; want <= 3; want++ {
		v, err := q.Take()
		require.NoError(t, err, "items are left in a closed queue, but Take says no")
		assert.Equal(t, want, v, "first in, first out, after Close as before")
	}
	v, err := q.Take()
	require.ErrorIs(t, err, queue.ErrClosed, "a queue that is closed and empty has nothing to give")
	assert.Zero(t, v, "beside ErrClosed, Take returns the zero value")
}

func TestPutAfterClose(t *testing.T) {
	q := queue.New[int](2)
	require.NoError(t, q.Put(1), "there is room, but Put says no")
	q.Close()

	for range 20 {
		require.ErrorIs(t, q.Put(2), queue.ErrClosed, "the queue is closed: nothing more goes in, though there is room")
	}
	assert.Equal(t, []int{1}, finish(t, q), "Put after Close returned ErrClosed, and changed the queue all the same")
	require.ErrorIs(t, q.Put(3), queue.ErrClosed, "a closed queue stays closed when it is empty")
}

func TestCloseTogether(t *testing.T) {
	for range 300 {
		q := queue.New[int](1)
		kit.Together(q.Close, q.Close)
		require.ErrorIs(t, q.Put(1), queue.ErrClosed, "two have closed the queue: it is closed")
	}
}

func TestCloseAgain(t *testing.T) {
	q := fill(t, 1)

	kit.Hammer(4, 2, func(int, int) { q.Close() })

	assert.Equal(t, []int{1}, finish(t, q), "closing twice must not lose what is left")
	q.Close()
}

// Close comes while others put and take. What was accepted comes out, and
// nothing comes out that was refused.
func TestCloseWhileBusy(t *testing.T) {
	for range 50 {
		const putters, takers = 4, 2
		q := queue.New[int](2)
		var accepted [putters][]int
		var got [takers][]int
		gate := kit.NewGate()
		var wg sync.WaitGroup
		for p := range putters {
			wg.Go(func() {
				gate.Wait()
				for n := 1; n <= 200; n++ {
					if q.Put(p*1000+n) != nil {
						return
					}
					accepted[p] = append(accepted[p], p*1000+n)
				}
			})
		}
		for i := range takers {
			wg.Go(func() {
				for len(got[i]) < 1000 {
					v, err := q.Take()
					if err != nil {
						return
					}
					got[i] = append(got[i], v)
					if len(got[i]) == 1 {
						q.Close()
					}
				}
			})
		}
		gate.Open()
		wg.Wait()

		require.Empty(t, finish(t, q), "Take said that the queue is closed and empty, and then there was an item all the same")
		var in, out []int
		for _, a := range accepted {
			in = append(in, a...)
		}
		for _, g := range got {
			out = append(out, g...)
		}
		require.ElementsMatch(t, in, out, "what Put accepted while the queue was closed is not what Take gave out")
	}
}
