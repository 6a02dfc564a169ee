// Package inventory counts what lies in a warehouse, and who may have it.
package inventory

import "errors"

// ErrShort says that there is less of an item than an order asks for.
var ErrShort = errors.New("inventory: not enough in stock")

// ErrAmount says that an amount is below zero.
var ErrAmount = errors.New("inventory: an amount below zero")

// Inventory holds amounts of items, for use by many goroutines at once. An item
// is known by its SKU, a short name. Of an item that nobody has named yet there
// are none: its amount is 0.
//
//   - No amount is ever below zero.
//   - Every call changes all that it has to change at one moment: no other call
//     sees, or gets, the half of it.
//   - No call waits for anything but other calls at work. There is no Close:
//     between calls an inventory keeps no goroutine running.
type Inventory struct {
	// TODO: add what you need.
}

// New returns an inventory of the amounts in stock, none of which is below zero.
// The map stays the caller's, who may go on changing it.
func New(stock map[string]int) *Inventory {
	panic("TODO: copy the amounts, so that the caller's map and yours are two")
}

// Count returns the amount of one item.
func (i *Inventory) Count(sku string) int {
	panic("TODO: read one amount")
}

// Restock adds n to the amount of an item, also of one that is new. If n is below
// zero, it returns an error that is ErrAmount (as errors.Is tells), and nothing
// has changed.
func (i *Inventory) Restock(sku string, n int) error {
	panic("TODO: add to one amount")
}

// Reserve takes all that the order asks for out of the stock: of every item in
// it, the amount that stands beside it, which may be 0. It does so at once, or not
// at all. If there is too little of one item, it does not wait for more, but
// returns an error that is ErrShort; if an amount in the order is below zero, one
// that is ErrAmount; if both, either. Then nothing has changed. An order with
// nothing in it succeeds.
//
// The order stays the caller's: Reserve only reads it, and only until it returns.
func (i *Inventory) Reserve(order map[string]int) error {
	panic("TODO: take all or nothing")
}

// Each calls f once for each item, in any order, with its amount. Items of which
// there are none it may leave out. All the amounts are those of one moment, between
// the call of Each and the first call of f.
//
// One call of f follows the other, and Each returns after the last. If f
// panics, so does Each, with the same value, and the inventory stays usable.
// While f runs, others use the inventory freely, and so may f: it may call every
// method, Each among them.
func (i *Inventory) Each(f func(sku string, n int)) {
	panic("TODO: show the amounts of one moment, without holding anybody up")
}
