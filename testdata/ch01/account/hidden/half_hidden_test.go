package account_test

import (
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch01/account"
	"github.com/concurrency-in-go/course/exercises/internal/kit"
	"github.com/stretchr/testify/require"
)

// There is enough for the one at every moment, and never enough for the other.
func TestRefusedWithdrawalDisturbsNobody(t *testing.T) {
	for range 400 {
		a := account.Open(100)
		var large, small error
		kit.Together(func() { large = a.Withdraw(150) }, func() { small = a.Withdraw(50) })
		require.ErrorIs(t, large, account.ErrFunds, "150 were asked for, and there were never more than 100")
		require.NoError(t, small, "50 were asked for, and there were 100. Somebody else was refused 150 meanwhile: did that change anything for a moment?")
		require.Equal(t, 50, a.Balance(), "100, and 50 were taken out")
	}
}

// Everything goes from a to b. Who finds a empty finds all of it in b.
func TestNobodyGetsBetweenTheTwo(t *testing.T) {
	for range 400 {
		a, b := account.Open(30), account.Open(0)
		var moved error
		var first, second int
		kit.Together(
			func() { moved = account.Transfer(a, b, 30) },
			func() { first, second = a.Balance(), b.Balance() },
		)
		require.NoError(t, moved, "there were 30")
		if first == 0 {
			require.Equal(t, 30, second, "a was empty already, so the transfer was made, and then b had nothing: Balance saw half of a transfer")
		}

		var fromB, fromA error
		kit.Together(
			func() { moved = account.Transfer(b, a, 30) },
			func() { fromB, fromA = b.Withdraw(30), a.Withdraw(30) },
		)
		if fromB != nil {
			require.NoError(t, moved, "there were 30, and they were not withdrawn before")
			require.NoError(t, fromA, "b was empty already, so the transfer was made, and then a had nothing: Withdraw saw half of a transfer")
		}
	}
}

// The same account twice, while others want to change it.
func TestAuditOfOneTwiceBesideChanges(t *testing.T) {
	a := account.Open(1)
	for range 600 {
		kit.Together(func() { account.Audit(a, a) }, func() { a.Deposit(1) }, func() { _ = a.Withdraw(1) })
	}
	require.Equal(t, 1, a.Balance(), "1, and as many deposits as withdrawals of 1")
}
