package inventory_test

import (
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch03/inventory"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestReserve(t *testing.T) {
	i := inventory.New(map[string]int{"lamp": 3, "bulb": 5})

	require.NoError(t, i.Reserve(map[string]int{"lamp": 2, "bulb": 2}), "there is enough of everything, but Reserve says no")
	assert.Equal(t, 1, i.Count("lamp"), "3 lamps, and 2 of them reserved")
	assert.Equal(t, 3, i.Count("bulb"), "5 bulbs, and 2 of them reserved")

	err := i.Reserve(map[string]int{"lamp": 2, "bulb": 2})
	require.ErrorIs(t, err, inventory.ErrShort, "only 1 lamp is left, but somebody got 2")
	assert.Equal(t, 3, i.Count("bulb"), "a refused order took its bulbs all the same")
}

// A report orders more of what runs low, while it is at it.
func TestEachCallsBack(t *testing.T) {
	i := inventory.New(map[string]int{"lamp": 1, "bulb": 5})

	i.Each(func(sku string, n int) {
		if n < 3 {
			assert.NoError(t, i.Restock(sku, 10), "the amount is fine, but Restock says no")
		}
	})

	assert.Equal(t, 11, i.Count("lamp"), "the report ordered 10 lamps")
	assert.Equal(t, 5, i.Count("bulb"), "nobody touched the bulbs")
}
