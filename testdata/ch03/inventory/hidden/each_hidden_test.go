package inventory_test

import (
	"sync"
	"sync/atomic"
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch03/inventory"
	"github.com/concurrency-in-go/course/exercises/internal/kit"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestCountBesideReserve(*testing.T) {
	i := inventory.New(amounts{"lamp": 2})
	kit.Together(
		func() { _ = i.Reserve(amounts{"lamp": 1}) },
		func() { i.Count("lamp") },
	)
}

func TestEachBesideRestock(*testing.T) {
	for range 10 { // either may be first
		i := inventory.New(amounts{"lamp": 2})
		kit.Together(
			func() { _ = i.Restock("lamp", 1) },
			func() { i.Each(func(string, int) {}) },
		)
	}
}

func TestRestockBesideReserve(t *testing.T) {
	i := inventory.New(amounts{"lamp": 2})
	kit.Together(
		func() { _ = i.Restock("lamp", 1) },
		func() { _ = i.Reserve(amounts{"lamp": 1}) },
	)
	assert.Equal(t, 2, i.Count("lamp"), "one lamp came and one went")
}

// The first call of f changes every amount. Each goes on with those it began with.
func TestEachSeesOneMoment(t *testing.T) {
	before := many(6, 5)
	i := inventory.New(before)
	var mu sync.Mutex
	shown := amounts{}
	var once sync.Once

	i.Each(func(sku string, n int) {
		once.Do(func() {
			_ = i.Reserve(many(6, 1))
			_ = i.Restock("new", 1)
		})
		mu.Lock()
		defer mu.Unlock()
		shown[sku] += n
	})

	mu.Lock()
	defer mu.Unlock()
	assert.Equal(t, before, shown, "an order came in while Each was under way, and Each showed some amounts of before it and some of after it")
	want := many(6, 4)
	want["new"] = 1
	assert.Equal(t, want, stock(i), "an order that came in while Each was under way is not in the stock")
}

// Pairs come and go. Whoever looks sees as many of the one as of the other.
func TestChangesAreSeenWhole(t *testing.T) {
	const items, loops = 60, 40
	i := inventory.New(many(items, loops))
	short := many(items, 1)
	short["none"] = 1
	var torn, lost atomic.Int32

	kit.Hammer(4, loops, func(g, _ int) {
		switch g {
		case 0:
			if i.Reserve(many(items, 1)) != nil {
				lost.Add(1)
			}
		case 1:
			_ = i.Reserve(short) // there is never enough for this one
		default:
			seen := stock(i)
			for _, n := range seen {
				if n != seen["item0"] {
					torn.Add(1)
				}
			}
		}
	})

	assert.Zero(t, torn.Load(), "Each saw the half of an order: some of its items taken, and others not")
	assert.Zero(t, lost.Load(), "an order was refused because of another one that was itself refused: it must not take anything, not even for a moment")
	assert.Empty(t, stock(i), "all was ordered, and something is left")
}

func TestEachShowsEachItemOnce(t *testing.T) {
	i := inventory.New(many(10, 3))
	require.NoError(t, i.Reserve(amounts{"item1": 1, "item2": 3}), "there is enough, but Reserve says no")
	require.NoError(t, i.Restock("lamp", 7), "the amount is fine, but Restock says no")

	want := many(10, 3)
	want["item1"] = 2
	delete(want, "item2")
	want["lamp"] = 7
	assert.Equal(t, want, stock(i), "Each must show each item once, with its amount")
	inventory.New(nil).Each(func(sku string, n int) {
		assert.Zero(t, n, "Each found something in an empty inventory")
	})
}

func TestEachMayUseEverything(t *testing.T) {
	i := inventory.New(amounts{"lamp": 5, "bulb": 5})
	var mu sync.Mutex
	shown, inner := amounts{}, 0

	i.Each(func(sku string, n int) {
		_ = i.Reserve(amounts{sku: 1})
		_ = i.Restock(sku, 3)
		i.Count(sku)
		again := stock(i)
		mu.Lock()
		defer mu.Unlock()
		shown[sku] += n
		inner += len(again)
	})

	mu.Lock()
	defer mu.Unlock()
	assert.Equal(t, amounts{"lamp": 5, "bulb": 5}, shown, "a call of Each inside Each upset the outer one")
	assert.Equal(t, 4, inner, "a call of Each inside Each must show every item")
	assert.Equal(t, amounts{"lamp": 7, "bulb": 7}, stock(i), "what f reserved and restocked is not in the stock")
}

// f waits until somebody else has used the inventory.
func TestOthersGoOnDuringEach(t *testing.T) {
	i := inventory.New(amounts{"lamp": 5})
	var others sync.WaitGroup

	i.Each(func(string, int) {
		others.Go(func() {
			_ = i.Restock("lamp", 2)
			_ = i.Reserve(amounts{"lamp": 1})
			i.Count("lamp")
			i.Each(func(string, int) {})
		})
		others.Wait()
	})

	assert.Equal(t, 6, i.Count("lamp"), "what others did during Each is not in the stock")
}

// The calls of f are held up, to see whether Each waits for them.
func TestEachReturnsAfterTheLastCall(t *testing.T) {
	i := inventory.New(many(4, 1))
	hold := kit.NewGate()
	var inside kit.Peak
	var calls, returned atomic.Int32
	early := make(chan bool, 1)
	go func() {
		kit.Settle() // Each is held up, or has not waited
		early <- returned.Load() > 0
		hold.Open()
	}()

	i.Each(func(string, int) {
		inside.Enter()
		defer inside.Leave()
		hold.Wait()
		calls.Add(1)
	})
	done := calls.Load()
	returned.Add(1)

	require.False(t, <-early, "Each returned while a call of f was still under way")
	assert.EqualValues(t, 4, done, "Each returned before it had called f for each item")
	assert.Equal(t, 1, inside.Max(), "two calls of f were under way at the same time: one must follow the other")
}

func TestPanicInEach(t *testing.T) {
	i := inventory.New(amounts{"lamp": 1, "bulb": 1})

	assert.PanicsWithValue(t, "boom", func() {
		i.Each(func(string, int) { panic("boom") })
	}, "the panic of f must reach the caller of Each")

	require.NoError(t, i.Reserve(amounts{"lamp": 1}), "an inventory must be usable after a panic in Each")
	assert.Equal(t, amounts{"bulb": 1}, stock(i), "an inventory must be usable after a panic in Each")
}
