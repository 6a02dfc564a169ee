package swap_test

import (
	"sync"
	"sync/atomic"
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch01/swap"
	"github.com/concurrency-in-go/course/exercises/internal/kit"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestNameBesideChanges(t *testing.T) {
	for range 3 {
		mon, tue := swap.NewSlot("Ann", nil), swap.NewSlot("Bob", nil)
		kit.Together(func() { mon.Name() }, func() { swap.Swap(mon, tue) })
		kit.Together(func() { tue.Name() }, func() { swap.Swap(mon, tue) })
		kit.Together(func() { mon.Name() }, func() { _ = swap.Rotate(mon, tue) })

		assert.Equal(t, []string{"Bob", "Ann"}, []string{mon.Name(), tue.Name()}, "two swaps and one rotation of two slots make one swap")
	}
}

// Each pair of changes has one slot in common.
func TestChangesBesideChanges(t *testing.T) {
	for range 3 {
		mon, tue, wed := swap.NewSlot("Ann", nil), swap.NewSlot("Bob", nil), swap.NewSlot("Cem", nil)
		kit.Together(func() { swap.Swap(mon, tue) }, func() { swap.Swap(wed, tue) })
		kit.Together(func() { swap.Swap(mon, tue) }, func() { _ = swap.Rotate(wed, tue) })
		kit.Together(func() { _ = swap.Rotate(mon, tue) }, func() { _ = swap.Rotate(wed, tue) })

		assert.ElementsMatch(t, []string{"Ann", "Bob", "Cem"}, []string{mon.Name(), tue.Name(), wed.Name()}, "a name is lost, and another one is there twice")
	}
}

func TestNewSlotBesideNewSlot(t *testing.T) {
	var mon, tue *swap.Slot
	kit.Together(func() { mon = swap.NewSlot("Ann", nil) }, func() { tue = swap.NewSlot("Bob", nil) })

	require.NotNil(t, mon, "NewSlot returned no slot")
	require.NotNil(t, tue, "NewSlot returned no slot")
	swap.Swap(mon, tue)
	assert.Equal(t, []string{"Bob", "Ann"}, []string{mon.Name(), tue.Name()}, "two slots were made at the same time, and cannot be swapped")
}

// week returns a slot for each of seven days.
func week() []*swap.Slot {
	days := make([]*swap.Slot, 7)
	for i := range days {
		days[i] = swap.NewSlot(string(rune('A'+i)), nil)
	}
	return days
}

func TestSwapsInARing(t *testing.T) {
	days := week()

	kit.Hammer(6, 300, func(goroutine, _ int) {
		swap.Swap(days[goroutine%3], days[(goroutine+1)%3])
	})

	assert.ElementsMatch(t, []string{"A", "B", "C", "D", "E", "F", "G"}, namesOf(days), "a name is lost, and another one is there twice: do two swaps change the same slot at once?")
}

func TestRotationsInAnyOrder(t *testing.T) {
	days := week()
	a, b, c, d := days[0], days[1], days[2], days[3]

	kit.Hammer(6, 200, func(goroutine, _ int) {
		switch goroutine % 3 {
		case 0:
			_ = swap.Rotate(a, b, c, d)
		case 1:
			_ = swap.Rotate(d, c, b, a)
		case 2:
			swap.Swap(b, d)
			_ = swap.Rotate(c, a)
		}
	})

	assert.ElementsMatch(t, []string{"A", "B", "C", "D", "E", "F", "G"}, namesOf(days), "a name is lost, and another one is there twice: do two rotations change the same slot at once?")
}

// The observers of both slots look at both.
func TestObserverMayLook(t *testing.T) {
	var seen diary
	var mon, tue *swap.Slot
	look := func(string) { seen.of(mon.Name())(tue.Name()) }
	mon, tue = swap.NewSlot("Ann", look), swap.NewSlot("Bob", look)

	swap.Swap(mon, tue)
	assert.Equal(t, []string{"Bob Ann", "Bob Ann"}, seen.read(), "observers are called after both slots have changed, and can look at both")
	require.NoError(t, swap.Rotate(mon, tue), "two different slots can be rotated")
	assert.Equal(t, []string{"Ann Bob", "Ann Bob"}, seen.read(), "observers are called after all slots have changed, and can look at all")
}

// The first observer to be called swaps the other slot with a third one. Then the
// other observer hears of two changes, and each time gets the name of that change,
// not the one that is there by now.
func TestObserverMaySwap(t *testing.T) {
	for _, change := range []func(a, b *swap.Slot){
		swap.Swap,
		func(a, b *swap.Slot) { _ = swap.Rotate(a, b) },
	} {
		var d diary
		var first atomic.Bool
		var mon, tue *swap.Slot
		wed := swap.NewSlot("Cem", nil)
		swapsOther := func(day string, other **swap.Slot) func(string) {
			return func(name string) {
				d.of(day)(name)
				if first.CompareAndSwap(false, true) {
					change(*other, wed)
				}
			}
		}
		mon = swap.NewSlot("Ann", swapsOther("mon", &tue))
		tue = swap.NewSlot("Bob", swapsOther("tue", &mon))

		change(mon, tue)

		told := d.read()
		require.Len(t, told, 3, "there were two changes, of which one slot saw one and the other slot both")
		assert.Contains(t, told, "mon Bob", "the observer of Monday must hear of Bob, whom the swap put there, even if he has been swapped away since")
		assert.Contains(t, told, "tue Ann", "the observer of Tuesday must hear of Ann, whom the swap put there, even if she has been swapped away since")
	}
}

// One observer is slow, and meanwhile everybody else gets on with everything.
func TestSlowObserverHoldsUpNobodyElse(t *testing.T) {
	for _, change := range []func(a, b *swap.Slot){
		swap.Swap,
		func(a, b *swap.Slot) { _ = swap.Rotate(a, b) },
	} {
		var calls atomic.Int32
		begun, end := kit.NewGate(), kit.NewGate()
		mon := swap.NewSlot("Ann", func(string) {
			if calls.Add(1) == 1 {
				begun.Open()
				end.Wait()
			}
		})
		tue, wed, thu := swap.NewSlot("Bob", nil), swap.NewSlot("Cem", nil), swap.NewSlot("Dan", nil)
		var slow sync.WaitGroup
		slow.Go(func() { change(mon, tue) })
		begun.Wait()

		assert.Equal(t, "Bob", mon.Name(), "the observer is called when the slot has changed")
		swap.Swap(wed, thu)
		swap.Swap(tue, mon)
		assert.NoError(t, swap.Rotate(wed, thu, tue), "three different slots can be rotated")
		assert.NoError(t, swap.Rotate(thu, mon), "two different slots can be rotated")
		end.Open()
		slow.Wait()

		assert.EqualValues(t, 3, calls.Load(), "Monday has changed three times, so its observer is called three times")
		assert.Equal(t, []string{"Dan", "Cem", "Bob", "Ann"}, namesOf([]*swap.Slot{mon, tue, wed, thu}), "Ann and Bob swap, Cem and Dan swap, Bob and Ann swap back; then come the rotations")
	}
}

// Swap returns only when the observers have.
func TestSwapWaitsForItsObservers(t *testing.T) {
	for _, change := range []func(a, b *swap.Slot){
		swap.Swap,
		func(a, b *swap.Slot) { _ = swap.Rotate(a, b) },
	} {
		var returned atomic.Bool
		begun, end := kit.NewGate(), kit.NewGate()
		mon := swap.NewSlot("Ann", func(string) {
			begun.Open()
			end.Wait()
		})
		tue := swap.NewSlot("Bob", nil)
		var slow sync.WaitGroup
		slow.Go(func() {
			change(mon, tue)
			returned.Store(true)
		})
		begun.Wait()
		kit.Settle()
		assert.False(t, returned.Load(), "the swap or rotation has returned, but an observer that it called has not")
		end.Open()
		slow.Wait()
	}
}

// Observers that swap on, from many goroutines, in any order.
func TestObserversSwapOn(t *testing.T) {
	days := make([]*swap.Slot, 4)
	var left atomic.Int32
	left.Store(300)
	for i := range days {
		days[i] = swap.NewSlot(string(rune('A'+i)), func(string) {
			if left.Add(-1) > 0 {
				swap.Swap(days[i], days[(i+1)%len(days)])
			}
		})
	}

	kit.Hammer(4, 20, func(goroutine, _ int) {
		swap.Swap(days[goroutine], days[(goroutine+2)%4])
	})

	assert.ElementsMatch(t, []string{"A", "B", "C", "D"}, namesOf(days), "a name is lost, and another one is there twice")
}
