package registry_test

import (
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch01/registry"
	"github.com/concurrency-in-go/course/exercises/internal/kit"
	"github.com/stretchr/testify/assert"
)

// heard records what a watcher was told.
type heard struct {
	mu    sync.Mutex
	calls []string
}

// add is a watcher.
func (h *heard) add(name string, addrs []string) { h.count(name, addrs) }

// count is add, and returns how many calls there were with this one.
func (h *heard) count(name string, addrs []string) int {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.calls = append(h.calls, fmt.Sprint(name, " ", addrs))
	return len(h.calls)
}

func (h *heard) list() []string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return append([]string(nil), h.calls...)
}

func TestWatcherHearsOfEachChange(t *testing.T) {
	r := with("a")
	var one, two heard
	r.Watch(one.add)
	r.Watch(two.add)

	r.Register("db", "b")
	r.Register("db", "b")
	r.Deregister("db", "a")
	r.Deregister("db", "a")
	r.Deregister("db", "b")
	r.Register("web", "c")

	want := []string{"db [a b]", "db [b]", "db []", "web [c]"}
	assert.Equal(t, want, one.list(), "a watcher hears of each change once, with the addresses after it, and of nothing else")
	assert.Equal(t, want, two.list(), "every watcher hears of each change once, with the addresses after it, and of nothing else")
}

// Each watcher gets a slice of its own. All of them write into it, so it does not
// matter in which order they are called.
func TestWatchersShareNothing(t *testing.T) {
	r := registry.New()
	var told [3]heard
	for i := range told {
		r.Watch(func(name string, addrs []string) {
			told[i].add(name, addrs)
			scribble(addrs)
		})
	}

	r.Register("db", "a")
	r.Register("db", "b")

	for i := range told {
		assert.Equal(t, []string{"db [a]", "db [a b]"}, told[i].list(), "one watcher changed its slice, and another one sees the change")
	}
	assert.Equal(t, []string{"a", "b"}, r.Lookup("db"), "a watcher changed its slice, and the registry changed with it")
}

// When a watcher is called, the change has been made, and it may look.
func TestWatcherSeesTheChange(t *testing.T) {
	r := registry.New()
	var seen heard
	r.Watch(func(name string, _ []string) {
		seen.add(name, r.Lookup(name))
		seen.add(fmt.Sprint(len(r.All())), nil)
	})

	r.Register("db", "a")
	r.Deregister("db", "a")

	assert.Equal(t, []string{"db [a]", "1 []", "db []", "0 []"}, seen.list(), "a watcher was called, but in the registry the change was not made yet")
}

// A watcher makes a change, of which all watchers are told in turn.
func TestWatcherMayChange(t *testing.T) {
	r := registry.New()
	var one, two heard
	r.Watch(func(name string, addrs []string) {
		if one.count(name, addrs) == 1 {
			r.Register("db", "b")
		}
	})
	r.Watch(func(name string, addrs []string) {
		if two.count(name, addrs) == 2 {
			r.Deregister("db", "a")
		}
	})

	r.Register("db", "a")

	want := []string{"db [a]", "db [a b]", "db [b]"}
	assert.ElementsMatch(t, want, one.list(), "a change that a watcher makes is a change like any other: each watcher hears of each one once, with the addresses right after it")
	assert.ElementsMatch(t, want, two.list(), "a change that a watcher makes is a change like any other: each watcher hears of each one once, with the addresses right after it")
}

// Whichever watcher is called first makes the next change. The others are still to be
// told of the one before it.
func TestNextChangeLeavesTheLastAsItWas(t *testing.T) {
	r := with("a", "b")
	var told [2]heard
	var changed atomic.Bool
	for i := range told {
		r.Watch(func(name string, addrs []string) {
			told[i].add(name, addrs)
			if changed.CompareAndSwap(false, true) {
				r.Deregister("db", "a")
			}
		})
	}

	r.Register("db", "c")

	for i := range told {
		assert.ElementsMatch(t, []string{"db [a b c]", "db [b c]"}, told[i].list(), "c came, then a watcher took a away: of each change a watcher hears the addresses right after that change, not those of now")
	}
}

func TestWatcherMayWatch(t *testing.T) {
	r := registry.New()
	var old, added heard
	r.Watch(func(name string, addrs []string) {
		if old.count(name, addrs) == 1 {
			r.Watch(added.add)
		}
	})

	r.Register("db", "a")
	r.Register("db", "b")

	assert.Equal(t, []string{"db [a]", "db [a b]"}, old.list(), "a watcher hears of each change once")
	assert.Equal(t, []string{"db [a b]"}, added.list(), "a watcher that was added during a change hears of the changes that come after it")
}

// Of five watchers each stops itself after the first call.
func TestWatcherMayStop(t *testing.T) {
	r := registry.New()
	var told [5]heard
	for i := range told {
		var stop atomic.Pointer[func()]
		f := r.Watch(func(name string, addrs []string) {
			told[i].add(name, addrs)
			if f := stop.Load(); f != nil {
				(*f)()
			}
		})
		stop.Store(&f)
	}

	r.Register("db", "a")
	r.Register("db", "b")

	for i := range told {
		assert.Equal(t, []string{"db [a]"}, told[i].list(), "five watchers stop themselves during the first change: each must have heard of that one once, and of none after it")
	}
}

func TestStopStopsOnlyItsOwn(t *testing.T) {
	r := registry.New()
	var told [4]heard
	var stop [4]func()
	for i := range told {
		stop[i] = r.Watch(told[i].add)
	}

	stop[0]()
	stop[0]()
	stop[2]()
	r.Register("db", "a")
	stop[2]()
	stop[3]()
	stop[0]()
	r.Register("db", "b")

	assert.Empty(t, told[0].list(), "the first watcher was stopped before any change")
	assert.Equal(t, []string{"db [a]", "db [a b]"}, told[1].list(), "the second watcher was not stopped, others were: it hears of each change once")
	assert.Empty(t, told[2].list(), "the third watcher was stopped before any change")
	assert.Equal(t, []string{"db [a]"}, told[3].list(), "the fourth watcher was stopped after one change")
}

// The same function twice is two watchers.
func TestSameWatcherTwice(t *testing.T) {
	r := registry.New()
	var told heard
	stop := r.Watch(told.add)
	r.Watch(told.add)

	r.Register("db", "a")
	stop()
	r.Register("db", "b")

	assert.Equal(t, []string{"db [a]", "db [a]", "db [a b]"}, told.list(), "a function that watches twice hears twice of a change, and once when one of the two is stopped")
}

// A watcher takes its time. Only the one who made that change waits for it.
func TestSlowWatcherHoldsUpNobodyElse(t *testing.T) {
	r := registry.New()
	inside, goOn := kit.NewGate(), kit.NewGate()
	var told heard
	stop := r.Watch(func(name string, addrs []string) {
		told.add(name, addrs)
		if name == "slow" {
			inside.Open()
			goOn.Wait()
		}
	})
	var wg sync.WaitGroup
	wg.Go(func() { r.Register("slow", "a") })
	inside.Wait()

	assert.Equal(t, []string{"a"}, r.Lookup("slow"), "when a watcher is called, the change has been made")
	assert.Len(t, r.All(), 1, "when a watcher is called, the change has been made")
	r.Register("db", "b")
	r.Deregister("db", "b")
	r.Watch(told.add)()
	assert.Equal(t, []string{"slow [a]", "db [b]", "db []"}, told.list(), "a watcher is called for each change, also while another call of it is under way")
	stop()
	r.Register("db", "c")
	assert.Len(t, told.list(), 3, "a watcher that was stopped was called for a change made after that")
	goOn.Open()
	wg.Wait()
}

// While a watcher takes its time, the others still have to be kept apart.
func TestOthersAreKeptApartMeanwhile(t *testing.T) {
	r := with("a")
	inside, goOn := kit.NewGate(), kit.NewGate()
	r.Watch(func(name string, _ []string) {
		if name == "slow" {
			inside.Open()
			goOn.Wait()
		}
	})
	var wg sync.WaitGroup
	wg.Go(func() { r.Register("slow", "a") })
	inside.Wait()

	together(func() { r.Lookup("db") }, func() { r.Register("db", "b") })
	together(func() { r.All() }, func() { r.Register("web", "c") })
	assert.Equal(t, map[string][]string{"db": {"a", "b"}, "slow": {"a"}, "web": {"c"}}, r.All(), "changes that were made while a watcher was slow are lost")
	goOn.Open()
	wg.Wait()
}

// Register returns when the watchers are done, not before.
func TestRegisterWaitsForWatchers(t *testing.T) {
	r := registry.New()
	inside, goOn := kit.NewGate(), kit.NewGate()
	r.Watch(func(string, []string) {
		inside.Open()
		goOn.Wait()
	})
	returned := make(chan bool, 1)
	var wg sync.WaitGroup
	wg.Go(func() {
		r.Register("db", "a")
		returned <- true
	})
	inside.Wait()
	kit.Settle()
	assert.Empty(t, returned, "Register returned while a watcher was not done with the change")
	goOn.Open()
	wg.Wait()
}
