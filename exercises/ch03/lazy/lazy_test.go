package lazy_test

import (
	"errors"
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch03/lazy"
	"github.com/concurrency-in-go/course/exercises/internal/kit"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The archive is out of order, and then it is not.
func TestTryAgain(t *testing.T) {
	outOfOrder := errors.New("out of order")
	calls := 0
	archive := lazy.New(func() (string, error) {
		calls++
		if calls == 1 {
			return "", outOfOrder
		}
		return "archive", nil
	})

	_, err := archive.Get()
	require.ErrorIs(t, err, outOfOrder, "init failed: Get returns its error")
	for range 2 {
		got, err := archive.Get()
		require.NoError(t, err, "init does not fail a second time, but Get does: an error must not be kept")
		assert.Equal(t, "archive", got, "Get returns what init made")
	}
	assert.Equal(t, 2, calls, "init failed once and then made the value: that makes 2 calls, and no more are needed")
}

// Two ask for the first rate at the same time.
func TestFirstRate(*testing.T) {
	rates := lazy.NewRates(func() map[string]float64 { return map[string]float64{"EUR": 1.25} })
	ask := func() { rates.Of("EUR") }

	kit.Together(ask, ask)
}
