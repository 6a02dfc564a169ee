package sieve_test

import (
	"context"
	"slices"
	"sync"
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch02/sieve"
	"github.com/concurrency-in-go/course/exercises/internal/kit"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// many is how many primes a test reads at most. A chain does a great deal of
// work for each further prime, all the more under the race detector.
const many = 172 // the last of them is 1021

// known returns more primes than any test gets to see.
var known = sync.OnceValue(func() []int { return eratosthenes(20_000) })

func eratosthenes(limit int) (primes []int) {
	composite := make([]bool, limit)
	for n := 2; n < limit; n++ {
		if composite[n] {
			continue
		}
		primes = append(primes, n)
		for m := n * n; m < limit; m += n {
			composite[m] = true
		}
	}
	return primes
}

// read receives n primes from a sieve that has delivered from of them before.
func read(t *testing.T, primes <-chan int, from, n int) {
	t.Helper()
	require.NotNil(t, primes, "Primes returned a nil channel: nobody can receive from it")
	for _, want := range known()[from : from+n] {
		got, ok := <-primes
		require.True(t, ok, "the channel was closed before %d, though ctx is not done", want)
		require.Equal(t, want, got, "this is not the next prime")
	}
}

// readToTheEnd receives until the channel is closed. ctx is done, and seen of
// the primes have been delivered.
func readToTheEnd(t *testing.T, primes <-chan int, seen int) {
	t.Helper()
	require.NotNil(t, primes, "Primes returned a nil channel: nobody can receive from it")
	before := 0
	if seen > 0 {
		before = known()[seen-1]
	}
	late := 0
	for p := range primes {
		late++
		require.Less(t, late, 100, "ctx is done, but the primes go on and on: the channel is to be closed")
		_, prime := slices.BinarySearch(known(), p)
		require.True(t, prime, "%d arrived after ctx was done, and it is not prime: was it received from a closed channel?", p)
		require.Greater(t, p, before, "after ctx was done a prime arrived that is out of order")
		before = p
	}
}

func TestManyPrimes(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()

	read(t, sieve.Primes(ctx), 0, many)
}

// The reader has stopped, and everything waits. The cancel must reach all.
func TestCancelAtRest(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()

	read(t, sieve.Primes(ctx), 0, 40)
	kit.Settle() // now the whole chain stands still
	cancel()
}

// The chain is at work when the cancel comes, and nobody receives any more.
func TestCancelInMidStream(t *testing.T) {
	for n := range 25 {
		ctx, cancel := context.WithCancel(t.Context())
		primes := sieve.Primes(ctx)
		read(t, primes, 0, n)
		cancel()
	}
}

func TestCancelBeforeFirstPrime(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()

	sieve.Primes(ctx)
	kit.Settle()
	cancel()
}

func TestAlreadyCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()

	sieve.Primes(ctx) // nobody receives
	readToTheEnd(t, sieve.Primes(ctx), 0)
}

// The cancel reaches a sieve at rest, and then the reader comes back.
func TestClosedAfterCancel(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	primes := sieve.Primes(ctx)
	read(t, primes, 0, 30)
	kit.Settle()
	cancel()
	kit.Settle()
	readToTheEnd(t, primes, 30)
}

// A reader that never pauses keeps every send ready. The sieve must end anyway.
func TestCancelWhileReading(t *testing.T) {
	for n := range 25 {
		ctx, cancel := context.WithCancel(t.Context())
		primes := sieve.Primes(ctx)
		read(t, primes, 0, n)
		cancel()
		readToTheEnd(t, primes, n)
	}
}

// Two sieves are read in turn, and each must count for itself.
func TestTwoSieves(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()

	first, second := sieve.Primes(ctx), sieve.Primes(ctx)

	read(t, first, 0, 20)
	read(t, second, 0, 10)
	read(t, first, 20, 10)
	read(t, second, 10, 20)
}

// One of two sieves is cancelled. The other goes on where it was.
func TestCancelOneOfTwo(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	ctxOther, cancelOther := context.WithCancel(t.Context())
	defer cancelOther()

	stays, ends := sieve.Primes(ctx), sieve.Primes(ctxOther)
	read(t, stays, 0, 5)
	read(t, ends, 0, 10)
	cancelOther()
	readToTheEnd(t, ends, 10)

	read(t, stays, 5, 20)
	read(t, sieve.Primes(ctx), 0, 20)
}

// Several sieves work at the same time, each with a reader of its own.
func TestSievesSideBySide(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	const sieves, each = 4, 30
	var got [sieves][]int

	gate := kit.NewGate()
	var wg sync.WaitGroup
	for i := range sieves {
		wg.Go(func() {
			gate.Wait()
			primes := sieve.Primes(ctx)
			for range each {
				got[i] = append(got[i], <-primes)
			}
		})
	}
	gate.Open()
	wg.Wait()

	for i := range sieves {
		assert.Equal(t, known()[:each], got[i], "sieve %d of %d that work at the same time did not deliver the primes: what do they share?", i+1, sieves)
	}
}
