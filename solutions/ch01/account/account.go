// Package account keeps the money of a shop's customers: gift cards, mostly.
package account

import (
	"cmp"
	"errors"
	"slices"
	"sync"
	"sync/atomic"
)

// ErrFunds says that there is less money in an account than was asked for.
var ErrFunds = errors.New("not enough money in the account")

// Account holds an amount of money, in cents, for use by many goroutines at once.
//
// Who needs more than one account locks all of them first, in the order of their
// ids. So of any who hold accounts and wait for others, the one who holds the
// highest waits for nobody: they cannot wait in a circle.
type Account struct {
	id      int64 // never changes
	mu      sync.Mutex
	balance int // guarded by mu
}

var lastID atomic.Int64

// Open returns a new account with this balance.
func Open(balance int) *Account {
	return &Account{id: lastID.Add(1), balance: balance}
}

// Deposit adds n cents.
func (a *Account) Deposit(n int) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.balance += n
}

// Withdraw takes n cents, or returns ErrFunds.
func (a *Account) Withdraw(n int) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.take(n)
}

// take takes n cents from an account that the caller has locked.
func (a *Account) take(n int) error {
	if a.balance < n {
		return ErrFunds
	}
	a.balance -= n
	return nil
}

// Balance returns the balance.
func (a *Account) Balance() int {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.balance
}

// Transfer moves n cents from one account to another, or returns ErrFunds.
func Transfer(from, to *Account, n int) error {
	defer lock(from, to)()
	if err := from.take(n); err != nil {
		return err
	}
	to.balance += n
	return nil
}

// Audit returns the sum of the balances of these accounts, all at one moment.
func Audit(accounts ...*Account) int {
	defer lock(accounts...)()
	sum := 0
	for _, a := range accounts {
		sum += a.balance
	}
	return sum
}

// lock locks the accounts in the order of their ids, each of them once, and returns
// the function that unlocks them.
func lock(accounts ...*Account) (unlock func()) {
	inOrder := slices.Clone(accounts)
	slices.SortFunc(inOrder, func(a, b *Account) int { return cmp.Compare(a.id, b.id) })
	inOrder = slices.Compact(inOrder)
	for _, a := range inOrder {
		a.mu.Lock()
	}
	return func() {
		for _, a := range inOrder {
			a.mu.Unlock()
		}
	}
}
