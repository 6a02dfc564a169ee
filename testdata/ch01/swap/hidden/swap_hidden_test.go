package swap_test

import (
	"slices"
	"sync"
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch01/swap"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// diary writes down what observers are told.
type diary struct {
	mu   sync.Mutex
	told []string
}

// of returns an observer for the slot of that day.
func (d *diary) of(day string) func(name string) {
	return func(name string) {
		d.mu.Lock()
		defer d.mu.Unlock()
		d.told = append(d.told, day+" "+name)
	}
}

// read returns what was written since the last time.
func (d *diary) read() []string {
	d.mu.Lock()
	defer d.mu.Unlock()
	told := d.told
	d.told = nil
	return told
}

func namesOf(slots []*swap.Slot) []string {
	var names []string
	for _, s := range slots {
		names = append(names, s.Name())
	}
	return names
}

func TestObserversAreTold(t *testing.T) {
	var d diary
	mon, tue, wed := swap.NewSlot("Ann", d.of("mon")), swap.NewSlot("Bob", d.of("tue")), swap.NewSlot("Cem", d.of("wed"))

	swap.Swap(mon, tue)
	assert.ElementsMatch(t, []string{"mon Bob", "tue Ann"}, d.read(), "Swap tells the observer of each slot once, with its new name, before it returns")
	require.NoError(t, swap.Rotate(mon, tue, wed), "three different slots can be rotated")
	assert.ElementsMatch(t, []string{"mon Cem", "tue Bob", "wed Ann"}, d.read(), "Rotate tells the observer of each slot once, with its new name, before it returns")
}

// Ann has both days. They are two slots all the same.
func TestObserversOfEqualNamesAreTold(t *testing.T) {
	var d diary
	mon, tue := swap.NewSlot("Ann", d.of("mon")), swap.NewSlot("Ann", d.of("tue"))

	swap.Swap(mon, tue)
	assert.ElementsMatch(t, []string{"mon Ann", "tue Ann"}, d.read(), "Swap tells the observer of each slot once, also if both had the same name")
	require.NoError(t, swap.Rotate(mon, tue), "two different slots can be rotated")
	assert.ElementsMatch(t, []string{"mon Ann", "tue Ann"}, d.read(), "Rotate tells the observer of each slot once, also if both had the same name")
}

func TestOneOfTwoIsObserved(t *testing.T) {
	var d diary
	mon, tue := swap.NewSlot("Ann", nil), swap.NewSlot("Bob", d.of("tue"))

	swap.Swap(mon, tue)
	require.NoError(t, swap.Rotate(tue, mon), "two different slots can be rotated")

	assert.Equal(t, []string{"tue Ann", "tue Bob"}, d.read(), "only one of the two slots has an observer: it is told of both changes")
}

func TestNobodyIsToldOfNothing(t *testing.T) {
	var d diary
	mon := swap.NewSlot("Ann", d.of("mon"))

	swap.Swap(mon, mon)
	require.NoError(t, swap.Rotate(mon), "to rotate a single slot is no error")
	require.NoError(t, swap.Rotate(), "to rotate no slots is no error")

	assert.Empty(t, d.read(), "nothing has changed, but the observer was told that it had")
	assert.Equal(t, "Ann", mon.Name(), "a slot that was swapped with itself, and rotated alone, keeps its name")
}

func TestSlotNamedTwice(t *testing.T) {
	var d diary
	mon, tue, wed := swap.NewSlot("Ann", d.of("mon")), swap.NewSlot("Bob", d.of("tue")), swap.NewSlot("Cem", d.of("wed"))
	slots := []*swap.Slot{mon, tue, wed}

	assert.ErrorIs(t, swap.Rotate(mon, mon), swap.ErrTwice, "Monday is named twice")
	assert.ErrorIs(t, swap.Rotate(mon, tue, wed, mon), swap.ErrTwice, "Monday is named twice: first and last")
	assert.ErrorIs(t, swap.Rotate(wed, tue, mon, tue), swap.ErrTwice, "Tuesday is named twice, with another day in between")
	assert.Equal(t, []string{"Ann", "Bob", "Cem"}, namesOf(slots), "Rotate returned an error, and names have moved all the same")
	assert.Empty(t, d.read(), "Rotate returned an error, and observers were told all the same")

	require.NoError(t, swap.Rotate(slots...), "a rotation after one that failed") // waits for ever if that kept a lock
	assert.Equal(t, []string{"Cem", "Ann", "Bob"}, namesOf(slots), "each name moves on to the next slot")
}

func TestRotateManyInAnyOrder(t *testing.T) {
	slots := make([]*swap.Slot, 5)
	for i := range slots {
		slots[i] = swap.NewSlot(string(rune('A'+i)), nil)
	}
	list := []*swap.Slot{slots[3], slots[0], slots[4], slots[1], slots[2]}
	kept := slices.Clone(list)

	require.NoError(t, swap.Rotate(list...), "five different slots can be rotated")

	assert.True(t, slices.Equal(kept, list), "after Rotate(list...) the slots in the caller's list are in another order: sort a copy")
	assert.Equal(t, []string{"C", "D", "A", "E", "B"}, namesOf(kept), "each name moves on to the slot that is named next: D A E B C becomes C D A E B")
}
