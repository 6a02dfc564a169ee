package join_test

import (
	"errors"
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch03/join"
	"github.com/concurrency-in-go/course/exercises/internal/kit"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Three functions wait for each other. If one had to end before the next begins,
// they would never meet.
func TestAllAreUnderWay(t *testing.T) {
	all := kit.NewRendezvous(3)
	f := func() error { all.Meet(); return nil }

	err := join.Run(f, f, f)

	assert.NoError(t, err, "no function failed, but Run says that one did")
}

func TestErrorAndPanic(t *testing.T) {
	noPrices := errors.New("no prices")

	err := join.Run(
		func() error { return noPrices },
		func() error { return nil },
		func() error { panic("no index") },
	)

	assert.ErrorIs(t, err, noPrices, "a function returned an error, and it got lost")
	var p *join.PanicError
	require.ErrorAs(t, err, &p, "a function panicked, and that got lost")
	assert.Equal(t, "no index", p.Value, "what did the function panic with?")
}
