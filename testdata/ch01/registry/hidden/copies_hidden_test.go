package registry_test

import (
	"sync"
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch01/registry"
	"github.com/concurrency-in-go/course/exercises/internal/kit"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// with returns a registry in which the service db has these addresses.
func with(addrs ...string) *registry.Registry {
	r := registry.New()
	for _, a := range addrs {
		r.Register("db", a)
	}
	return r
}

func TestRegisterAndDeregister(t *testing.T) {
	r := registry.New()
	assert.Empty(t, r.Lookup("db"), "a service that nobody registered has no addresses")
	assert.True(t, r.Register("db", "b"), "the first address of a service is a change")
	assert.True(t, r.Register("db", "a"), "a second address is a change")
	assert.False(t, r.Register("db", "b"), "an address that is there already is no change")
	assert.True(t, r.Register("web", "b"), "the same address for another service is a change")
	assert.True(t, r.Register("db", "c"), "a third address is a change")
	assert.Equal(t, []string{"b", "a", "c"}, r.Lookup("db"), "the addresses are in the order in which they were registered")

	assert.False(t, r.Deregister("db", "d"), "to remove an address that is not there is no change")
	assert.False(t, r.Deregister("mail", "a"), "to remove an address of a service that is not there is no change")
	assert.True(t, r.Deregister("db", "b"), "to remove an address is a change")
	assert.Equal(t, map[string][]string{"db": {"a", "c"}, "web": {"b"}}, r.All(), "All must show what is left, in the order in which it was registered")
	assert.True(t, r.Deregister("db", "c"), "to remove an address is a change")
	assert.True(t, r.Deregister("db", "a"), "to remove the last address is a change")
	assert.Empty(t, r.Lookup("db"), "the last address was removed")
	assert.Equal(t, map[string][]string{"web": {"b"}}, r.All(), "a service without addresses is no longer in the registry")
}

func TestLockIsPrivate(t *testing.T) {
	_, public := any(registry.New()).(sync.Locker)
	assert.False(t, public, "a Registry has the methods Lock and Unlock, for everybody to call: do not embed the mutex, give it a name")
}

func TestAllIsTheCallers(t *testing.T) {
	r := with("a", "b")
	mine := r.All()
	require.Len(t, mine["db"], 2, "All must show both addresses")
	mine["db"][0] = "mine"
	assert.Equal(t, []string{"a", "b"}, r.Lookup("db"), "a caller changed a slice in the map that it got from All, and the registry changed with it")

	delete(mine, "db")
	mine["web"] = []string{"mine"}
	assert.Equal(t, map[string][]string{"db": {"a", "b"}}, r.All(), "a caller changed the map that it got from All, and the registry changed with it")
}

// What a caller keeps stays as it was, whatever happens to the registry.
func TestResultsMayBeKept(t *testing.T) {
	r := with("a", "b", "c")
	addrs, all := r.Lookup("db"), r.All()

	r.Deregister("db", "a")
	r.Register("db", "d")

	assert.Equal(t, []string{"a", "b", "c"}, addrs, "a slice from Lookup that the caller kept has changed: a copy would not")
	assert.Equal(t, map[string][]string{"db": {"a", "b", "c"}}, all, "a map from All that the caller kept has changed: a copy of the map and of every slice in it would not")
}

// Whoever appends to a slice may write into memory behind its end.
func TestResultsMayBeAppendedTo(t *testing.T) {
	r := with("a", "b", "c")
	addrs, all := append(r.Lookup("db"), "mine"), append(r.All()["db"], "mine")

	r.Register("db", "d")

	want := []string{"a", "b", "c", "mine"}
	assert.Equal(t, want, addrs, "a caller appended to its slice from Lookup, and the registry wrote over that")
	assert.Equal(t, want, all, "a caller appended to its slice from All, and the registry wrote over that")
	assert.Equal(t, []string{"a", "b", "c", "d"}, r.Lookup("db"), "the address registered last must be there")
}

func TestRegistriesAreIndependent(t *testing.T) {
	r, other := with("a"), registry.New()
	var told heard
	other.Watch(told.add)

	r.Register("db", "b")

	assert.Empty(t, other.All(), "what is in one registry shows in another")
	assert.Empty(t, told.list(), "a watcher of one registry heard of a change in another")
}

// together calls first in a goroutine of its own, and second in this one when
// first is done, or waits. Nothing tells second so: only what the registry itself
// does can put one access to its memory before the other, and the race detector
// sees every one that it forgets. The goroutine stays alive meanwhile, since the
// detector may take a new one for one that has ended.
func together(first, second func()) {
	end := kit.NewGate()
	var wg sync.WaitGroup
	wg.Go(func() {
		first()
		end.Wait()
	})
	kit.Settle()
	second()
	end.Open()
	wg.Wait()
}

// bothWays calls f and g on new registries, with either of them first.
func bothWays(f, g func(r *registry.Registry)) {
	for range 2 {
		a, b := with("a", "b"), with("a", "b")
		together(func() { f(a) }, func() { g(a) })
		together(func() { g(b) }, func() { f(b) })
	}
}

func change(r *registry.Registry) {
	r.Deregister("db", "a")
	r.Register("db", "c")
}

func TestChangeBesideChange(t *testing.T) {
	bothWays(change, change)
}

func TestLookupBesideChange(t *testing.T) {
	bothWays(change, func(r *registry.Registry) { scribble(r.Lookup("db")) })
}

func TestAllBesideChange(t *testing.T) {
	bothWays(change, func(r *registry.Registry) {
		all := r.All()
		scribble(all["db"])
		all["mine"] = nil
	})
}

func TestWatchBesideChange(t *testing.T) {
	bothWays(change, func(r *registry.Registry) {
		stop := r.Watch(func(_ string, addrs []string) { scribble(addrs) })
		stop()
	})
}

// A watcher does with its slice what it likes while the registry goes on.
func TestWatchersSliceBesideLookup(t *testing.T) {
	r := with("a")
	var mu sync.Mutex
	var mine []string
	r.Watch(func(_ string, addrs []string) {
		mu.Lock()
		defer mu.Unlock()
		mine = addrs
	})
	r.Register("db", "b")
	mu.Lock()
	defer mu.Unlock()
	theirs := [][]string{}
	together(func() { scribble(mine) }, func() { theirs = append(theirs, r.Lookup("db"), r.All()["db"]) })

	assert.Equal(t, [][]string{{"a", "b"}, {"a", "b"}}, theirs, "a watcher changed the slice that it got, and the registry changed with it")
}

// scribble writes into every place of a slice.
func scribble(addrs []string) {
	for i := range addrs {
		addrs[i] = "mine"
	}
}

// Many goroutines register the same fifty addresses, a few times over.
func TestOneRegisters(t *testing.T) {
	for range 4 {
		r := registry.New()
		const goroutines, addresses = 6, 50
		var changes [goroutines]int

		kit.Hammer(goroutines, addresses, func(g, call int) {
			if r.Register("db", string(rune('A'+call))) {
				changes[g]++
			}
		})

		sum := 0
		for _, n := range changes {
			sum += n
		}
		require.Len(t, r.Lookup("db"), addresses, "six goroutines registered the same fifty addresses")
		require.Equal(t, addresses, sum, "of six goroutines that register the same address, one makes the change, and one is told so: are the look and the change a single critical section?")
	}
}

// The last address of a service goes while somebody asks for everything.
func TestAllHasNoEmptyServices(t *testing.T) {
	r := registry.New()
	for range 400 {
		r.Register("db", "a")
		var all map[string][]string
		kit.Together(func() { all = r.All() }, func() { r.Deregister("db", "a") })
		if addrs, there := all["db"]; there {
			require.Equal(t, []string{"a"}, addrs, "All shows a service that has no addresses")
		}
	}
}

// Everybody does everything, each with a service of its own.
func TestManyDoEverything(t *testing.T) {
	r := registry.New()
	const goroutines, loops = 4, 15
	var told heard
	r.Watch(func(name string, addrs []string) {
		told.add(name, addrs)
		scribble(r.Lookup(name))
	})

	kit.Hammer(goroutines, loops, func(g, call int) {
		name := string(rune('a' + g))
		stop := r.Watch(func(string, []string) {})
		r.Register(name, "keep")
		r.Register(name, string(rune('A'+call)))
		r.Deregister(name, string(rune('A'+call)))
		scribble(r.All()[name])
		stop()
	})

	want := map[string][]string{"a": {"keep"}, "b": {"keep"}, "c": {"keep"}, "d": {"keep"}}
	assert.Equal(t, want, r.All(), "four goroutines made changes, each to its own service, and some were lost")
	assert.Len(t, told.list(), goroutines*(2*loops+1), "the watcher was not called once for each change")
}
