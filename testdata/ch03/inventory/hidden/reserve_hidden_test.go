package inventory_test

import (
	"fmt"
	"math"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch03/inventory"
	"github.com/concurrency-in-go/course/exercises/internal/kit"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

type amounts = map[string]int

// many returns the amount n of each of so many items.
func many(items, n int) amounts {
	m := amounts{}
	for k := range items {
		m[fmt.Sprint("item", k)] = n
	}
	return m
}

// stock returns what Each shows, without the items of which there are none.
func stock(i *inventory.Inventory) amounts {
	var mu sync.Mutex // an attempt may call at once
	m := amounts{}
	i.Each(func(sku string, n int) {
		mu.Lock()
		defer mu.Unlock()
		if n != 0 {
			m[sku] += n // an item that is shown twice counts twice
		}
	})
	mu.Lock()
	defer mu.Unlock()
	return m
}

// The items of a map come in a different order each time, so one item that is
// short comes first, last, or in the middle.
func TestAllOrNothing(t *testing.T) {
	before := many(12, 2)
	before["lamp"] = 1
	i := inventory.New(before)
	order := many(12, 1)
	order["lamp"] = 2

	for range 20 {
		require.ErrorIs(t, i.Reserve(order), inventory.ErrShort, "there is 1 lamp and the order asks for 2: it cannot be filled")
		require.Equal(t, before, stock(i), "a refused order took some of its items all the same")
	}
}

func TestAfterRefusal(t *testing.T) {
	i := inventory.New(amounts{"lamp": 1})

	require.ErrorIs(t, i.Reserve(amounts{"lamp": 2}), inventory.ErrShort, "there is 1 lamp and the order asks for 2")
	require.ErrorIs(t, i.Reserve(amounts{"lamp": -1}), inventory.ErrAmount, "an order of -1 lamps is none")
	require.ErrorIs(t, i.Restock("lamp", -1), inventory.ErrAmount, "-1 lamps cannot be added")

	assert.Equal(t, 1, i.Count("lamp"), "nothing was reserved, and the lamp is gone")
	require.NoError(t, i.Restock("lamp", 1), "an inventory must be usable after it refused something")
	require.NoError(t, i.Reserve(amounts{"lamp": 2}), "an inventory must be usable after it refused something")
}

func TestAmountBelowZero(t *testing.T) {
	before := many(12, 2)
	i := inventory.New(before)
	order := many(12, 1)
	order["item0"] = -1

	for range 20 {
		require.ErrorIs(t, i.Reserve(order), inventory.ErrAmount, "an order with an amount below zero must be refused: it would make stock out of nothing")
		require.Equal(t, before, stock(i), "a refused order changed the stock all the same")
	}
	require.ErrorIs(t, i.Restock("item0", -1), inventory.ErrAmount, "Restock with an amount below zero must be refused: it would take stock away")
	require.Equal(t, before, stock(i), "a refused Restock changed the stock all the same")
	require.ErrorIs(t, i.Reserve(amounts{"item0": math.MinInt}), inventory.ErrAmount, "the least of all numbers is below zero too")
}

func TestUpToTheLast(t *testing.T) {
	i := inventory.New(amounts{"lamp": 3})

	require.NoError(t, i.Reserve(nil), "an order with nothing in it succeeds")
	require.NoError(t, i.Reserve(amounts{}), "an order with nothing in it succeeds")
	require.ErrorIs(t, i.Reserve(amounts{"lamp": math.MaxInt}), inventory.ErrShort, "nobody has that many lamps")
	require.NoError(t, i.Reserve(amounts{"lamp": 3}), "there are 3 lamps: an order may have all of them")
	require.NoError(t, i.Reserve(amounts{"lamp": 0}), "none are left, and none were asked for: that can be done")
	require.ErrorIs(t, i.Reserve(amounts{"lamp": 1}), inventory.ErrShort, "all lamps are sold, and somebody got one more")
	assert.Zero(t, i.Count("lamp"), "all lamps are sold, but Count finds some")
	assert.Empty(t, stock(i), "all lamps are sold, but Each shows some")
}

func TestNewItems(t *testing.T) {
	i := inventory.New(nil)

	assert.Zero(t, i.Count("lamp"), "nobody has brought a lamp, but Count finds some")
	require.ErrorIs(t, i.Reserve(amounts{"lamp": 1}), inventory.ErrShort, "nobody has brought a lamp, but somebody got one")
	require.NoError(t, i.Reserve(amounts{"lamp": 0}), "an order of 0 lamps can be filled where there are none")
	require.NoError(t, i.Restock("lamp", 2), "an item that is new can be restocked")
	require.NoError(t, i.Restock("lamp", 3), "an item that is there can be restocked")
	require.NoError(t, i.Restock("bulb", 0), "0 is not below zero")
	assert.Equal(t, 5, i.Count("lamp"), "2 lamps came, and then 3 more")
	assert.Equal(t, amounts{"lamp": 5}, stock(i), "2 lamps came, and then 3 more, and nothing else")
}

func TestInitialMapStaysTheCallers(t *testing.T) {
	mine := amounts{"lamp": 1}
	i := inventory.New(mine)

	kit.Together(
		func() { mine["lamp"] = 100 },
		func() { i.Count("lamp") },
	)

	assert.Equal(t, 1, i.Count("lamp"), "the caller changed the map that it gave to New, and the stock changed with it: copy it")
	require.NoError(t, i.Reserve(amounts{"lamp": 1}), "there is a lamp, but Reserve says no")
	assert.Equal(t, 100, mine["lamp"], "Reserve changed the map that the caller gave to New")
}

// The same order is placed by two at once, and again. Reserve may only read it.
func TestOrderStaysTheCallers(t *testing.T) {
	i := inventory.New(amounts{"lamp": 4, "bulb": 4})
	order := amounts{"lamp": 1, "bulb": 1, "cord": 0}
	place := func() { _ = i.Reserve(order) }

	kit.Together(place, place)

	assert.Equal(t, amounts{"lamp": 1, "bulb": 1, "cord": 0}, order, "Reserve changed the order, which is the caller's")
	order["lamp"] = 100
	assert.Equal(t, amounts{"lamp": 2, "bulb": 2}, stock(i), "two orders of a lamp and a bulb each, out of 4 and 4")
}

// Many walk from one warehouse to the next and want the same in each, where there
// is enough for one of them.
func TestLastOneIsSoldOnce(t *testing.T) {
	sellOut(t, 100, 10)
	sellOut(t, 4, 1500)
}

func sellOut(t *testing.T, warehouses, items int) {
	order := many(items, 1)
	for range warehouses {
		i := inventory.New(order)
		var sold atomic.Int32
		buy := func() {
			if i.Reserve(order) == nil {
				sold.Add(1)
			}
		}
		kit.Together(buy, buy, buy)
		require.EqualValues(t, 1, sold.Load(), "3 orders at once asked for the last of everything, and exactly 1 can have it: nothing may happen between the look and the taking")
		require.Empty(t, stock(i), "all is sold, and something is left, or there is less than nothing")
	}
}

func TestNothingIsLost(t *testing.T) {
	i := inventory.New(amounts{"lamp": 1000})
	const goroutines, loops = 4, 50
	var refused atomic.Int32

	kit.Hammer(goroutines, loops, func(g, _ int) {
		_ = i.Restock("lamp", 3)
		_ = i.Restock(fmt.Sprint("item", g), 1)
		if i.Reserve(amounts{"lamp": 1}) != nil {
			refused.Add(1)
		}
	})

	require.Zero(t, refused.Load(), "there were always lamps enough, but Reserve said no")
	want := many(goroutines, loops)
	want["lamp"] = 1000 + 2*goroutines*loops
	assert.Equal(t, want, stock(i), "amounts got lost, or came out of nothing: two calls changed the stock at the same time")
}
