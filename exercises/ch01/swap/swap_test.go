package swap_test

import (
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch01/swap"
	"github.com/concurrency-in-go/course/exercises/internal/kit"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestSwapAndRotate(t *testing.T) {
	mon, tue, wed := swap.NewSlot("Ann", nil), swap.NewSlot("Bob", nil), swap.NewSlot("Cem", nil)
	names := func() []string { return []string{mon.Name(), tue.Name(), wed.Name()} }

	swap.Swap(mon, tue)
	require.Equal(t, []string{"Bob", "Ann", "Cem"}, names(), "Monday and Tuesday have swapped")
	require.NoError(t, swap.Rotate(mon, tue, wed), "three different slots can be rotated")
	assert.Equal(t, []string{"Cem", "Bob", "Ann"}, names(), "each name has moved on to the next day, and Wednesday's to Monday")
}

// Four goroutines swap two slots, which some of them name in the opposite order.
func TestOppositeSwaps(t *testing.T) {
	mon, tue := swap.NewSlot("Ann", nil), swap.NewSlot("Bob", nil)

	kit.Hammer(4, 500, func(goroutine, _ int) {
		if goroutine%2 == 0 {
			swap.Swap(mon, tue)
		} else {
			swap.Swap(tue, mon)
		}
	})

	assert.Equal(t, []string{"Ann", "Bob"}, []string{mon.Name(), tue.Name()}, "after 2000 swaps, everyone is back where they were")
}

func TestSwapWithItself(t *testing.T) {
	mon := swap.NewSlot("Ann", nil)

	swap.Swap(mon, mon)

	assert.Equal(t, "Ann", mon.Name(), "to swap a slot with itself changes nothing")
}
