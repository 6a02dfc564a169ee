package queue_test

import (
	"runtime"
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch03/queue"
	"github.com/concurrency-in-go/course/exercises/internal/kit"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

type result struct {
	v   int
	err error
}

// take calls Take in a goroutine of its own.
func take(q *queue.Queue[int]) <-chan result {
	c := make(chan result, 1)
	go func() {
		v, err := q.Take()
		c <- result{v, err}
	}()
	return c
}

// put calls Put in a goroutine of its own.
func put(q *queue.Queue[int], v int) <-chan error {
	c := make(chan error, 1)
	go func() { c <- q.Put(v) }()
	return c
}

// oneProcessor lets only one goroutine run at a time, so that one who is woken
// does not get to run before the one who woke it waits in turn.
func oneProcessor(t *testing.T) {
	before := runtime.GOMAXPROCS(1)
	t.Cleanup(func() { runtime.GOMAXPROCS(before) })
}

// rounds is for bugs that show when nobody comes between two steps of the test.
const rounds = 5

func TestOneItemForManyTakers(t *testing.T) {
	q := queue.New[int](2)
	takers := []<-chan result{take(q), take(q), take(q)}
	kit.Settle() // all three wait

	require.NoError(t, q.Put(1), "there is room, but Put says no")
	kit.Settle()
	returned := 0
	for _, c := range takers {
		returned += len(c)
	}
	require.LessOrEqual(t, returned, 1, "three wait, one item comes, and more than one Take has returned: who wakes must look again")
	require.NoError(t, q.Put(2), "there is room, but Put says no")
	require.NoError(t, q.Put(3), "there is room, but Put says no")

	var got []int
	for _, c := range takers {
		r := <-c
		require.NoError(t, r.err, "the queue is open, but Take says no")
		got = append(got, r.v)
	}
	assert.ElementsMatch(t, []int{1, 2, 3}, got, "three items for three takers")
	assert.Empty(t, finish(t, q), "all items were taken, and there is one all the same")
}

// An item comes for one who waits, and somebody else is quicker.
func TestOvertakenTakerGoesOnWaiting(t *testing.T) {
	oneProcessor(t)
	for range rounds {
		q := queue.New[int](2)
		waits := take(q)
		kit.Settle()
		quick := make(chan result, 1)
		go func() {
			_ = q.Put(1)
			v, err := q.Take()
			quick <- result{v, err}
		}()
		kit.Settle()
		require.NoError(t, q.Put(2), "there is room, but Put says no")

		assert.ElementsMatch(t, []result{{1, nil}, {2, nil}}, []result{<-waits, <-quick},
			"two takers, two items: one who wakes and finds that another has been quicker must wait again")
		require.Empty(t, finish(t, q), "all items were taken, and there is one all the same")
	}
}

func TestOneRoomForManyPutters(t *testing.T) {
	q := fill(t, 2)
	putters := []<-chan error{put(q, 3), put(q, 4), put(q, 5)}
	kit.Settle() // all three wait

	_, err := q.Take()
	require.NoError(t, err, "there is an item, but Take says no")
	kit.Settle()
	returned := 0
	for _, c := range putters {
		returned += len(c)
	}
	require.LessOrEqual(t, returned, 1, "three wait, there is room for one, and more than one has gone in: who wakes must look again")
	for range 2 {
		_, err := q.Take()
		require.NoError(t, err, "there is an item, but Take says no")
	}

	for _, c := range putters {
		require.NoError(t, <-c, "the queue is open, but Put says no")
	}
	assert.Len(t, finish(t, q), 2, "an item is lost or doubled")
}

// There is room for one who waits, and somebody else is quicker.
func TestOvertakenPutterGoesOnWaiting(t *testing.T) {
	oneProcessor(t)
	for range rounds {
		q := fill(t, 1)
		waits := put(q, 2)
		kit.Settle()
		quick := make(chan error, 1)
		go func() {
			_, _ = q.Take()
			quick <- q.Put(3)
		}()
		kit.Settle()
		require.LessOrEqual(t, len(waits)+len(quick), 1,
			"there is room for one, and two have gone in: one who wakes and finds that another has been quicker must wait again")
		_, err := q.Take()
		require.NoError(t, err, "there is an item, but Take says no")

		require.NoError(t, <-waits, "the queue is open, but Put says no")
		require.NoError(t, <-quick, "the queue is open, but Put says no")
		require.Len(t, finish(t, q), 1, "an item is lost or doubled")
	}
}

// Two items come before the first taker is up. The second must be woken as well.
func TestTwoItemsWakeTwoTakers(t *testing.T) {
	oneProcessor(t)
	for range rounds {
		q := queue.New[int](2)
		one, two := take(q), take(q)
		kit.Settle()

		require.NoError(t, q.Put(1), "there is room, but Put says no")
		require.NoError(t, q.Put(2), "there is room, but Put says no")
		assert.ElementsMatch(t, []result{{1, nil}, {2, nil}}, []result{<-one, <-two}, "two items for two takers")
		require.Empty(t, finish(t, q), "all items were taken, and there is one all the same")
	}
}

// Room for two comes before the first putter is up. The second must be woken as
// well.
func TestTwoRoomsWakeTwoPutters(t *testing.T) {
	oneProcessor(t)
	for range rounds {
		q := fill(t, 2)
		three, four := put(q, 3), put(q, 4)
		kit.Settle()

		for want := 1; want <= 2; want++ {
			v, err := q.Take()
			require.NoError(t, err, "there is an item, but Take says no")
			require.Equal(t, want, v, "first in, first out")
		}
		require.NoError(t, <-three, "the queue is open, but Put says no")
		require.NoError(t, <-four, "the queue is open, but Put says no")
		require.ElementsMatch(t, []int{3, 4}, finish(t, q), "an item is lost or doubled")
	}
}

// Takers wait, an item comes, and a putter finds the queue full. Now both kinds
// wait, and when the item is taken it is the putter who must learn of it.
func TestTakerWakesThePutter(t *testing.T) {
	oneProcessor(t)
	for range rounds {
		q := queue.New[int](1)
		one, two := take(q), take(q)
		kit.Settle()

		require.NoError(t, q.Put(1), "there is room, but Put says no")
		require.NoError(t, q.Put(2), "there was room again, but Put says no")
		assert.ElementsMatch(t, []result{{1, nil}, {2, nil}}, []result{<-one, <-two}, "two items for two takers")
		require.Empty(t, finish(t, q), "all items were taken, and there is one all the same")
	}
}

// The same the other way round: a putter must wake the taker, not a putter.
func TestPutterWakesTheTaker(t *testing.T) {
	oneProcessor(t)
	for range rounds {
		q := fill(t, 1)
		two, three := put(q, 2), put(q, 3)
		kit.Settle()

		for range 2 {
			_, err := q.Take()
			require.NoError(t, err, "there is an item, but Take says no")
		}
		require.NoError(t, <-two, "the queue is open, but Put says no")
		require.NoError(t, <-three, "the queue is open, but Put says no")
		require.Len(t, finish(t, q), 1, "an item is lost or doubled")
	}
}
