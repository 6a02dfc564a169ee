package account_test

import (
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch01/account"
	"github.com/concurrency-in-go/course/exercises/internal/kit"
	"github.com/stretchr/testify/require"
)

// There is enough for the one at every moment, and never enough for the other.
func TestRefusedWithdrawalDisturbsNobody(t *testing.T) {
	const all = 2000
	a := account.Open(all)
	refused, granted := 0, 0
	kit.Together(
		func() {
			for range all {
				if a.Withdraw(1) != nil {
					refused++
				}
			}
		},
		func() {
			for range all {
				if a.Withdraw(all+1) == nil {
					granted++
				}
			}
		},
	)
	require.Zero(t, granted, "more was withdrawn than there ever was")
	require.Zero(t, refused, "there was enough, and it was refused. Somebody else was refused a larger sum meanwhile: did that change anything for a moment?")
	require.Zero(t, a.Balance(), "all of it was withdrawn")
}

// Money goes from a to b, and never back. Who looks at a, and then at b, may see some
// of it twice, but none of it can be gone.
func TestNobodyLooksBetweenTheTwo(t *testing.T) {
	const all = 2000
	a, b := account.Open(all), account.Open(0)
	failed, missing := 0, 0
	kit.Together(
		func() {
			for range all {
				if account.Transfer(a, b, 1) != nil {
					failed++
				}
			}
		},
		func() {
			for range all {
				if a.Balance()+b.Balance() < all {
					missing++
				}
			}
		},
	)
	require.Zero(t, failed, "there was enough for every transfer")
	require.Zero(t, missing, "one account had less already, and after that the other had not got it yet: Balance saw half of a transfer")
	require.Equal(t, all, b.Balance(), "all of it was transferred")
}

// The same account twice, while others want to change it.
func TestAuditOfOneTwiceBesideChanges(t *testing.T) {
	a := account.Open(1)
	for range 600 {
		kit.Together(func() { account.Audit(a, a) }, func() { a.Deposit(1) }, func() { _ = a.Withdraw(1) })
	}
	require.Equal(t, 1, a.Balance(), "1, and as many deposits as withdrawals of 1")
}
