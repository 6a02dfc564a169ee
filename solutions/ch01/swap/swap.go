// Package swap keeps a rota: who is on call, and when.
package swap

import (
	"cmp"
	"errors"
	"slices"
	"sync"
	"sync/atomic"
)

// ErrTwice says that a slot was named twice.
var ErrTwice = errors.New("a slot is named twice")

// Slot is a day of the rota, with the name of the one who is on call.
//
// Who needs several slots locks them in the order of their ids, so that nobody can
// wait in a circle.
type Slot struct {
	id       int64             // never changes
	observer func(name string) // never changes
	mu       sync.Mutex
	name     string // guarded by mu
}

var lastID atomic.Int64

// NewSlot returns a slot with this name in it.
func NewSlot(name string, observer func(name string)) *Slot {
	return &Slot{id: lastID.Add(1), name: name, observer: observer}
}

// Name returns the name that is in the slot.
func (s *Slot) Name() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.name
}

// Swap exchanges the names of two slots, and tells the observers. With two slots a
// rotation is a swap, and with the same one twice it changes nothing.
func Swap(a, b *Slot) { _ = Rotate(a, b) }

// Rotate moves every name on by one slot, and tells the observers.
func Rotate(slots ...*Slot) error {
	inOrder := slices.Clone(slots)
	slices.SortFunc(inOrder, func(a, b *Slot) int { return cmp.Compare(a.id, b.id) })
	if len(slices.Compact(slices.Clone(inOrder))) < len(slots) {
		return ErrTwice
	}
	if len(slots) < 2 {
		return nil
	}
	names := move(slots, inOrder)
	// Nothing is locked any more: the observers may take as long as they like.
	for i, s := range slots {
		if s.observer != nil {
			s.observer(names[i])
		}
	}
	return nil
}

// move locks the slots in order, moves the names on, and returns for each slot the
// name that is now in it. (By the time an observer hears of it, it may be another.)
func move(slots, inOrder []*Slot) []string {
	for _, s := range inOrder {
		s.mu.Lock()
		defer s.mu.Unlock()
	}
	names := make([]string, len(slots))
	for i, s := range slots {
		names[(i+1)%len(slots)] = s.name
	}
	for i, s := range slots {
		s.name = names[i]
	}
	return names
}
