package deque_test

import (
	"runtime"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch06/deque"
	"github.com/concurrency-in-go/course/exercises/internal/kit"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

type task struct{ number int }

// The owner pushes tasks and pops some; three thieves steal.
func TestNothingLostOrDoubled(t *testing.T) {
	d := deque.New[*task]()
	const tasks, thieves = 2000, 3
	var handed [tasks]atomic.Int32
	take := func(got *task, ok bool) bool {
		if ok && got != nil {
			handed[got.number].Add(1)
		}
		return ok
	}

	var all sync.WaitGroup
	var pushed atomic.Bool
	all.Go(func() {
		defer pushed.Store(true)
		for n := range tasks {
			d.Push(&task{n})
			if n%3 == 0 {
				take(d.Pop())
			}
		}
		for take(d.Pop()) {
		}
	})
	for range thieves {
		all.Go(func() {
			for take(d.Steal()) || !pushed.Load() {
				runtime.Gosched()
			}
		})
	}
	all.Wait()

	lost, doubled := 0, 0
	for n := range handed {
		switch handed[n].Load() {
		case 0:
			lost++
		case 1:
		default:
			doubled++
		}
	}
	assert.Zero(t, lost, "tasks that were pushed were never handed out")
	assert.Zero(t, doubled, "tasks were handed out twice: between looking at one and removing it, somebody else took it")
}

// Two thieves and nothing else: not even the owner puts one before the other.
func TestThiefBesideThief(t *testing.T) {
	d := deque.New[*task]()
	d.Push(&task{1})
	d.Push(&task{2})
	var first, second *task

	kit.Together(
		func() { first, _ = d.Steal() },
		func() { second, _ = d.Steal() },
	)

	require.NotNil(t, first, "there were two elements for two thieves, and one thief got none")
	require.NotNil(t, second, "there were two elements for two thieves, and one thief got none")
	assert.NotEqual(t, first.number, second.number, "two thieves got the same element")
}

// While the owner pushes, a thief gets the tasks in the order of their numbers.
func TestThiefFollowsTheOwner(t *testing.T) {
	d := deque.New[int]()
	const tasks = 1000
	var stolen []int

	var both sync.WaitGroup
	both.Go(func() {
		for n := range tasks {
			d.Push(n)
		}
	})
	both.Go(func() {
		for range 50 * tasks {
			if len(stolen) == tasks {
				return
			}
			if n, ok := d.Steal(); ok {
				stolen = append(stolen, n)
			} else {
				runtime.Gosched()
			}
		}
	})
	both.Wait()

	for i, n := range stolen {
		if n != i {
			assert.Equal(t, i, n, "the owner only pushes, so the thief must get every task in its turn")
			break
		}
	}
}

// parallel lets goroutines run at the same moment, also where the tests run on one
// processor. It returns what undoes that.
func parallel() (undo func()) {
	before := runtime.GOMAXPROCS(max(2, runtime.GOMAXPROCS(0)))
	return func() { runtime.GOMAXPROCS(before) }
}

// There is one element at most. The owner, who has just pushed it, and two thieves
// reach for it.
func TestLastElementGoesToOne(t *testing.T) {
	defer parallel()()
	d := deque.New[int]()
	const elements = 6000
	var handed [elements]atomic.Int32
	take := func(n int, ok bool) {
		if ok {
			handed[n].Add(1)
		}
	}

	var thieves sync.WaitGroup
	var done atomic.Bool
	for range 2 {
		thieves.Go(func() {
			for !done.Load() {
				take(d.Steal())
				runtime.Gosched()
			}
		})
	}
	for n := range elements {
		d.Push(n)
		take(d.Pop())
		if n%4 == 0 {
			runtime.Gosched() // so that thieves come in between, however busy the machine is
		}
	}
	done.Store(true)
	thieves.Wait()
	take(d.Pop())

	lost, doubled := 0, 0
	for n := range handed {
		switch handed[n].Load() {
		case 0:
			lost++
		case 1:
		default:
			doubled++
		}
	}
	assert.Zero(t, doubled, "the last element was handed out to two at once: who decides between Pop and Steal?")
	assert.Zero(t, lost, "the owner and two thieves reached for the last element, and nobody got it")
}

// A ticket stands for sixteen elements that are in the deque. Whoever has drawn one
// must get them: there is always an element for each call.
func TestNobodyGoesAwayEmptyHanded(t *testing.T) {
	defer parallel()()
	const bursts, perBurst, perTicket = 250, 64, 16
	d := deque.New[int]()
	var tickets, refused atomic.Int32
	use := func(take func() (int, bool)) bool {
		for n := tickets.Load(); n > 0; n = tickets.Load() {
			if !tickets.CompareAndSwap(n, n-1) {
				continue
			}
			for range perTicket {
				if _, ok := take(); !ok {
					refused.Add(1)
				}
			}
			return true
		}
		return false
	}

	var thieves sync.WaitGroup
	var done atomic.Bool
	for range 2 {
		thieves.Go(func() {
			for use(d.Steal) || !done.Load() {
				runtime.Gosched()
			}
		})
	}
	for range bursts {
		for n := range perBurst {
			d.Push(n)
		}
		tickets.Add(perBurst / perTicket)
		for tickets.Load() > 8 && use(d.Pop) {
		}
	}
	done.Store(true)
	thieves.Wait()

	assert.Zero(t, refused.Load(), "there were elements left, but somebody was told that there is none: try again when another was quicker")
}
