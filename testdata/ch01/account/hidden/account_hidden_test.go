package account_test

import (
	"slices"
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch01/account"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestWithdrawTooMuch(t *testing.T) {
	a := account.Open(10)

	require.ErrorIs(t, a.Withdraw(11), account.ErrFunds, "11 from an account with 10")
	assert.Equal(t, 10, a.Balance(), "a withdrawal failed, and the balance is another")
	a.Deposit(1) // waits for ever if the failed withdrawal kept a lock
	require.NoError(t, a.Withdraw(11), "11 from an account with 11")
}

func TestLastCentCanBeHad(t *testing.T) {
	a, b := account.Open(10), account.Open(10)

	require.NoError(t, a.Withdraw(10), "an account with 10 can give all 10")
	assert.Zero(t, a.Balance(), "all the money was withdrawn")
	require.NoError(t, account.Transfer(b, a, 10), "an account with 10 can transfer all 10")
	assert.Equal(t, []int{10, 0}, []int{a.Balance(), b.Balance()}, "all the money was transferred")
	assert.ErrorIs(t, b.Withdraw(1), account.ErrFunds, "there is nothing left in this account")
}

func TestTransferTooMuch(t *testing.T) {
	a, b := account.Open(10), account.Open(5)

	require.ErrorIs(t, account.Transfer(a, b, 11), account.ErrFunds, "11 from an account with 10")
	assert.Equal(t, 10, a.Balance(), "a transfer failed, and the account that it was from has changed")
	assert.Equal(t, 5, b.Balance(), "a transfer failed, and the account that it was to has changed")
	a.Deposit(1) // waits for ever if the failed transfer kept a lock
	b.Deposit(1)
	require.NoError(t, account.Transfer(a, b, 11), "11 from an account with 11")
}

func TestTransferToItself(t *testing.T) {
	a := account.Open(10)

	require.NoError(t, account.Transfer(a, a, 10), "10 from an account with 10, to itself")
	assert.Equal(t, 10, a.Balance(), "a transfer from an account to itself leaves it as it was")
	require.ErrorIs(t, account.Transfer(a, a, 11), account.ErrFunds, "11 from an account with 10, to itself")
	assert.Equal(t, 10, a.Balance(), "a transfer from an account to itself failed, and the balance is another")
	a.Deposit(1) // waits for ever if a transfer kept a lock
}

func TestAuditAddsUp(t *testing.T) {
	a, b, c := account.Open(1), account.Open(20), account.Open(300)

	assert.Zero(t, account.Audit(), "no accounts, no money")
	assert.Equal(t, 20, account.Audit(b), "the audit of a single account is its balance")
	assert.Equal(t, 321, account.Audit(c, a, b), "the audit is the sum of 300, 1 and 20")
	a.Deposit(4) // waits for ever if an audit kept a lock
	assert.Equal(t, 325, account.Audit(a, b, c), "the audit is the sum of 5, 20 and 300")
}

func TestAuditCountsTwiceWhatIsNamedTwice(t *testing.T) {
	a, b := account.Open(1), account.Open(20)

	assert.Equal(t, 22, account.Audit(a, b, a), "an account that is named twice counts twice: 1 + 20 + 1")
	assert.Equal(t, 60, account.Audit(b, b, b), "an account that is named three times counts three times")
}

func TestAuditLeavesTheSlice(t *testing.T) {
	list := []*account.Account{account.Open(1), account.Open(2), account.Open(3)}
	slices.Reverse(list)
	list = append(list, list[0], account.Open(4), list[1])
	kept := slices.Clone(list)

	account.Audit(list...)

	assert.True(t, slices.Equal(kept, list), "after Audit(list...) the accounts in the caller's list are others, or in another order: sort a copy")
}

func TestAccountsAreIndependent(t *testing.T) {
	a, b := account.Open(10), account.Open(20)
	a.Deposit(5)

	assert.Equal(t, 20, b.Balance(), "a deposit to one account shows in another")
	assert.Equal(t, 15, a.Balance(), "a deposit must show in the account that it was made to")
}
