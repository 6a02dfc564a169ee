// Package swap keeps a rota: who is on call, and when.
package swap

import (
	"errors"
	"sync"
)

// ErrTwice says that a slot was named twice.
var ErrTwice = errors.New("a slot is named twice")

// Slot is a day of the rota, with the name of the one who is on call. Slots are for
// use by many goroutines at once. They come from NewSlot, and are not copied.
//
//   - Nobody waits for ever, whichever slots are named, and in whatever order.
//   - No name is ever lost or doubled.
//   - Observers are called with no lock held. They may be slow, and they may
//     themselves call Name, Swap and Rotate, with any slots. While one of them is
//     slow, only the Swap or Rotate that has called it waits for it. Everyone else can use
//     all slots: those that are being changed, too.
//   - No goroutine is left running between calls.
//
// A slot has no number that a caller would know. Should you need an order among
// slots, give each a number of its own in NewSlot (from an atomic counter, say),
// for you alone to see. One lock for all slots there are needs no order, and is as
// good here.
//
// TODO: as long as one swap comes after the other, all of this works. When several
// come at once, they wait for each other. Repair it; the comments are right.
type Slot struct {
	mu       sync.Mutex
	name     string
	observer func(name string)
}

// NewSlot returns a slot with this name in it. The observer, if it is not nil, is
// told of every change: see Swap.
func NewSlot(name string, observer func(name string)) *Slot {
	return &Slot{name: name, observer: observer}
}

// Name returns the name that is in the slot.
func (s *Slot) Name() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.name
}

// Swap exchanges the names of two slots. Then it calls the observer of each slot
// once, with the name that this swap has put there (even if both names are equal),
// and it returns when both observers have. Which is called first is open. When swaps
// overlap, so may the calls of one observer.
//
// If a and b are the same slot, nothing changes, and nobody is told.
func Swap(a, b *Slot) {
	a.mu.Lock()
	defer a.mu.Unlock()
	b.mu.Lock()
	defer b.mu.Unlock()
	a.name, b.name = b.name, a.name
	a.tell()
	b.tell()
}

// Rotate moves every name on by one slot: that of the first slot to the second, and
// so on, and that of the last to the first. Then it calls the observers as Swap
// does, and returns when all of them have.
//
// If a slot is named twice, Rotate returns ErrTwice, nothing changes, and nobody is
// told. With one slot, or none, there is nothing to do, and nobody is told either. If
// the slots come in a slice, as in Rotate(list...), the slice stays as it is.
func Rotate(slots ...*Slot) error {
	for _, s := range slots {
		s.mu.Lock()
		defer s.mu.Unlock()
	}
	if len(slots) < 2 {
		return nil
	}
	last := slots[len(slots)-1].name
	for i := len(slots) - 1; i > 0; i-- {
		slots[i].name = slots[i-1].name
	}
	slots[0].name = last
	for _, s := range slots {
		s.tell()
	}
	return nil
}

// tell tells the observer of s, which the caller has locked, who is on call now.
func (s *Slot) tell() {
	if s.observer != nil {
		s.observer(s.name)
	}
}
