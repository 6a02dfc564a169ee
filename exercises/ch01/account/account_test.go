package account_test

import (
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch01/account"
	"github.com/concurrency-in-go/course/exercises/internal/kit"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestMoneyMoves(t *testing.T) {
	ann, bob := account.Open(100), account.Open(0)

	ann.Deposit(20)
	require.NoError(t, ann.Withdraw(10), "there was enough money to withdraw")
	require.NoError(t, account.Transfer(ann, bob, 30), "there was enough money to transfer")

	assert.Equal(t, 80, ann.Balance(), "Ann has 100 + 20 - 10 - 30")
	assert.Equal(t, 30, bob.Balance(), "Bob has got 30 from Ann")
	assert.Equal(t, 110, account.Audit(ann, bob), "together they have what was paid in and not withdrawn")
}

// Some transfer one way, others the opposite way. Nobody may wait for ever for an
// account that another one holds, who waits for ours.
func TestOppositeTransfers(t *testing.T) {
	ann, bob := account.Open(1000), account.Open(1000)

	kit.Hammer(4, 500, func(goroutine, _ int) {
		if goroutine%2 == 0 {
			_ = account.Transfer(ann, bob, 1)
		} else {
			_ = account.Transfer(bob, ann, 1)
		}
	})

	assert.Equal(t, 2000, account.Audit(ann, bob), "money was only moved to and fro, and now the sum is another: two transfers got in each other's way")
}
