// Package inventory counts what lies in a warehouse, and who may have it.
package inventory

import (
	"errors"
	"maps"
	"sync"
)

// ErrShort says that there is less of an item than an order asks for.
var ErrShort = errors.New("inventory: not enough in stock")

// ErrAmount says that an amount is below zero.
var ErrAmount = errors.New("inventory: an amount below zero")

// Inventory holds amounts of items, for use by many goroutines at once.
type Inventory struct {
	mu    sync.Mutex
	stock map[string]int // guarded by mu; no amount is below zero
}

// New returns an inventory of a copy of the amounts in stock.
func New(stock map[string]int) *Inventory {
	i := &Inventory{stock: map[string]int{}}
	maps.Copy(i.stock, stock)
	return i
}

// Count returns the amount of one item.
func (i *Inventory) Count(sku string) int {
	i.mu.Lock()
	defer i.mu.Unlock()
	return i.stock[sku]
}

// Restock adds n to the amount of an item.
func (i *Inventory) Restock(sku string, n int) error {
	if n < 0 {
		return ErrAmount
	}
	i.mu.Lock()
	defer i.mu.Unlock()
	i.stock[sku] += n
	return nil
}

// Reserve takes all that the order asks for, or nothing.
func (i *Inventory) Reserve(order map[string]int) error {
	i.mu.Lock()
	defer i.mu.Unlock()
	for sku, n := range order {
		if n < 0 {
			return ErrAmount
		}
		if i.stock[sku] < n {
			return ErrShort
		}
	}
	// Under the same lock: what was there a line ago is there still.
	for sku, n := range order {
		i.stock[sku] -= n
	}
	return nil
}

// Each calls f for each item, with the amounts of one moment.
func (i *Inventory) Each(f func(sku string, n int)) {
	// f may call back, or take its time: it gets a copy, and the lock is free.
	for sku, n := range i.copied() {
		f(sku, n)
	}
}

func (i *Inventory) copied() map[string]int {
	i.mu.Lock()
	defer i.mu.Unlock()
	return maps.Clone(i.stock)
}
