// Package account keeps the money of a shop's customers: gift cards, mostly.
package account

import "errors"

// ErrFunds says that there is less money in an account than was asked for.
var ErrFunds = errors.New("not enough money in the account")

// Account holds an amount of money, in cents. All functions and methods here are
// for use by many goroutines at once. Whatever they do:
//
//   - No balance is ever less than 0, and no money appears or disappears, not even
//     for a moment.
//   - Nobody waits for ever, whichever accounts are named, and in whatever order.
//   - No goroutine is left running between calls: nobody tells an account, or this
//     package, when it is no longer needed.
//
// Accounts come from Open, and are not copied. They have no number that a caller
// would know. Should you need an order among them, give each a number of its own
// when it is opened (from an atomic counter, say), for you alone to see. One lock for all
// accounts there are needs no order, and is as good here.
type Account struct {
	// TODO: add what you need.
}

// Open returns a new account with this balance, which is 0 or more.
func Open(balance int) *Account {
	panic("TODO: return an account with this balance")
}

// Deposit adds n cents, which are 1 or more.
func (a *Account) Deposit(n int) {
	panic("TODO: add n")
}

// Withdraw takes n cents, which are 1 or more. If the balance is less than n, it
// changes nothing and returns ErrFunds.
func (a *Account) Withdraw(n int) error {
	panic("TODO: look at the balance and take n, with nobody in between")
}

// Balance returns the balance.
func (a *Account) Balance() int {
	panic("TODO: return the balance")
}

// Transfer moves n cents, which are 1 or more, from one account to another. The two
// change in one step: nobody sees that one of them has changed and the other has
// not. If the balance of from is less than n, Transfer returns ErrFunds and changes
// nothing, not even for a moment.
//
// from and to may be the same account. Then nothing changes in any case, and it is
// still ErrFunds if there is less than n in it.
func Transfer(from, to *Account, n int) error {
	panic("TODO: take n from one and add it to the other, in one step")
}

// Audit returns the sum of the balances of these accounts, all at one moment: of a
// transfer that is under way at the same time it sees both sides, or none.
//
// An account that is named twice counts twice. Audit() is 0. If the accounts come
// in a slice, as in Audit(list...), the slice stays as it is.
func Audit(accounts ...*Account) int {
	panic("TODO: add up the balances of one moment")
}
