package account_test

import (
	"sync"
	"sync/atomic"
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch01/account"
	"github.com/concurrency-in-go/course/exercises/internal/kit"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestOpenBesideOpen(t *testing.T) {
	var a, b *account.Account
	kit.Together(func() { a = account.Open(1) }, func() { b = account.Open(2) })

	require.NotNil(t, a, "Open returned no account")
	require.NotNil(t, b, "Open returned no account")
	assert.Equal(t, 3, account.Audit(a, b), "two accounts were opened at the same time, and one of them is wrong")
}

func TestBalanceBesideChanges(t *testing.T) {
	for range 3 {
		a, b := account.Open(10), account.Open(10)
		kit.Together(func() { a.Balance() }, func() { a.Deposit(1) })
		kit.Together(func() { a.Balance() }, func() { _ = a.Withdraw(1) })
		kit.Together(func() { a.Balance() }, func() { _ = account.Transfer(a, b, 1) })
		kit.Together(func() { b.Balance() }, func() { _ = account.Transfer(a, b, 1) })
		assert.Equal(t, []int{8, 12}, []int{a.Balance(), b.Balance()}, "after a deposit, a withdrawal and two transfers of 1 each")
	}
}

func TestChangesBesideChanges(t *testing.T) {
	for range 3 {
		a, b := account.Open(10), account.Open(10)
		kit.Together(func() { a.Deposit(1) }, func() { a.Deposit(1) })
		kit.Together(func() { a.Deposit(1) }, func() { _ = a.Withdraw(1) })
		kit.Together(func() { _ = a.Withdraw(1) }, func() { _ = a.Withdraw(1) })
		assert.Equal(t, 10, a.Balance(), "three deposits and three withdrawals of 1 each, two at a time, leave what was there")
		kit.Together(func() { a.Deposit(1) }, func() { _ = account.Transfer(a, b, 1) })
		kit.Together(func() { b.Deposit(1) }, func() { _ = account.Transfer(a, b, 1) })
		kit.Together(func() { _ = b.Withdraw(1) }, func() { _ = account.Transfer(a, b, 1) })
		assert.Equal(t, []int{8, 13}, []int{a.Balance(), b.Balance()}, "three transfers of 1, each beside a deposit or a withdrawal")
	}
}

// Two transfers have one account in common.
func TestTransferBesideTransfer(t *testing.T) {
	for range 3 {
		a, b, c := account.Open(10), account.Open(10), account.Open(10)
		kit.Together(func() { _ = account.Transfer(a, c, 1) }, func() { _ = account.Transfer(b, c, 1) })
		assert.Equal(t, 12, c.Balance(), "two accounts transferred 1 each to a third at the same time")
		kit.Together(func() { _ = account.Transfer(c, a, 1) }, func() { _ = account.Transfer(c, b, 1) })
		assert.Equal(t, []int{10, 10, 10}, []int{a.Balance(), b.Balance(), c.Balance()}, "the third transferred 1 back to each at the same time")
	}
}

func TestAuditBesideChanges(t *testing.T) {
	for range 3 {
		a, b := account.Open(10), account.Open(10)
		var first, second int
		kit.Together(func() { first = account.Audit(a, b) }, func() { b.Deposit(1) })
		kit.Together(func() { second = account.Audit(a, b) }, func() { _ = account.Transfer(a, b, 1) })
		assert.Contains(t, []int{20, 21}, first, "an audit beside a deposit sees it, or does not")
		assert.Equal(t, 21, second, "a transfer changes nothing about the sum")
	}
}

func TestNoDepositIsLost(t *testing.T) {
	a, b := account.Open(0), account.Open(5000)

	kit.Hammer(8, 200, func(int, int) {
		a.Deposit(1)
		_ = account.Transfer(b, a, 1)
	})

	assert.Equal(t, 3200, a.Balance(), "1600 deposits and 1600 transfers of 1 came in at the same time, and some of them are lost")
	assert.Equal(t, 3400, b.Balance(), "1600 transfers of 1 went out at the same time, and some of them are lost")
}

// There are many accounts with one cent each, and many who want it.
func TestLastCentIsHadOnce(t *testing.T) {
	const cents = 900
	sink := account.Open(0)
	accounts := make([]*account.Account, cents)
	for i := range accounts {
		accounts[i] = account.Open(1)
	}
	var withdrawn, moved atomic.Int32

	for _, a := range accounts {
		kit.Together(
			func() {
				if a.Withdraw(1) == nil {
					withdrawn.Add(1)
				}
			},
			func() {
				if account.Transfer(a, sink, 1) == nil {
					moved.Add(1)
				}
			},
			func() { // holds them up, now and then between looking and taking
				for range 20 {
					a.Balance()
				}
			},
		)
	}

	overdrawn := 0
	for _, a := range accounts {
		if a.Balance() < 0 {
			overdrawn++
		}
	}
	assert.Zero(t, overdrawn, "accounts are below 0: between looking at the balance and taking the money, somebody else took it")
	assert.EqualValues(t, cents, withdrawn.Load()+moved.Load(), "each cent can be had exactly once")
	assert.EqualValues(t, moved.Load(), sink.Balance(), "the cents that were transferred are not where they were transferred to")
}

// While money goes to and fro among ten accounts, audits look on.
func TestAuditsSeeOneSum(t *testing.T) {
	const money, n = 100, 10
	accounts := make([]*account.Account, n)
	for i := range accounts {
		accounts[i] = account.Open(money)
	}
	wrong, _ := watch(300, func(goroutine, call int) {
		from, to := call*7+goroutine, call*3+goroutine*4
		_ = account.Transfer(accounts[from%n], accounts[to%n], 1+call%20)
	}, func() bool { return account.Audit(accounts...) == n*money })

	assert.Zero(t, wrong, "money was only moved, and yet audits found another sum: they saw one side of a transfer, and not the other")
	assert.Equal(t, n*money, account.Audit(accounts...), "money was only moved, and in the end the sum is another")
}

// Somebody without money tries to transfer some, again and again. The other one must
// not have it for a single moment.
func TestFailedTransferIsNeverSeen(t *testing.T) {
	poor, other := account.Open(1), account.Open(5)
	wrong, ok := watch(800, func(int, int) {
		_ = account.Transfer(poor, other, 100)
	}, func() bool {
		return other.Balance() == 5 && poor.Balance() == 1 && account.Audit(poor, other) == 6 && other.Withdraw(50) != nil
	})

	assert.Zero(t, wrong, "a transfer without money failed, but for a moment others saw its money, or even spent it")
	assert.True(t, ok, "transfers without money have changed a balance")
}

// watch calls change from three goroutines, so many times each, and meanwhile asks
// holds again and again. It returns how often the answer was no, and the answer at
// the end.
func watch(times int, change func(goroutine, call int), holds func() bool) (wrong int, atTheEnd bool) {
	var done atomic.Bool
	var wg sync.WaitGroup
	wg.Go(func() {
		defer done.Store(true)
		kit.Hammer(3, times, change)
	})
	for !done.Load() {
		if !holds() {
			wrong++
		}
	}
	wg.Wait()
	return wrong, holds()
}

func TestTransfersInARing(t *testing.T) {
	ring := []*account.Account{account.Open(1000), account.Open(1000), account.Open(1000)}

	kit.Hammer(6, 300, func(goroutine, _ int) {
		_ = account.Transfer(ring[goroutine%3], ring[(goroutine+1)%3], 1)
	})

	assert.Equal(t, 3000, account.Audit(ring...), "money went round in a ring, and now the sum is another")
}

func TestAuditsInAnyOrder(t *testing.T) {
	a, b, c := account.Open(1000), account.Open(1000), account.Open(1000)
	var wrong atomic.Int32

	kit.Hammer(6, 200, func(goroutine, _ int) {
		sum := 3000
		switch goroutine % 3 {
		case 0:
			sum = account.Audit(a, b, c)
		case 1:
			sum = account.Audit(c, b, a)
		case 2:
			_ = account.Transfer(b, c, 1)
			_ = account.Transfer(c, b, 1)
		}
		if sum != 3000 {
			wrong.Add(1)
		}
	})

	assert.Zero(t, wrong.Load(), "money was only moved, and yet audits found another sum")
}
