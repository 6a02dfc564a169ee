package sieve_test

import (
	"context"
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch02/sieve"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestFirstPrimes(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()

	primes := sieve.Primes(ctx)

	for _, want := range []int{2, 3, 5, 7, 11, 13, 17, 19, 23, 29} {
		got, ok := <-primes
		require.True(t, ok, "the channel was closed before %d, though ctx is not done", want)
		require.Equal(t, want, got, "this is not the next prime")
	}
}

// Nobody receives any more after the cancel. Do all goroutines end all the same?
func TestStopEarly(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())

	primes := sieve.Primes(ctx)

	assert.Equal(t, 2, <-primes, "the first prime is 2")
	assert.Equal(t, 3, <-primes, "the second prime is 3")
	cancel()
}
