// Package sieve finds prime numbers with a chain of small processes.
package sieve

import "context"

// Primes returns a channel that delivers the primes in order until ctx is done.
//
// Every goroutine here owns the channel on which it sends, and closes it when it
// ends. So only sends must watch ctx: whoever receives learns from the close.
func Primes(ctx context.Context) <-chan int {
	primes := make(chan int)
	go func() {
		defer close(primes)
		candidates := count(ctx)
		for {
			// What gets through all filters so far is prime.
			prime, ok := <-candidates
			if !ok || !send(ctx, primes, prime) {
				return
			}
			candidates = filter(ctx, candidates, prime)
		}
	}()
	return primes
}

// count sends 2, 3, 4, … until ctx is done.
func count(ctx context.Context) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for n := 2; send(ctx, out, n); n++ {
		}
	}()
	return out
}

// filter passes on what comes from in, without the multiples of prime.
func filter(ctx context.Context, in <-chan int, prime int) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for n := range in {
			if n%prime != 0 && !send(ctx, out, n) {
				return
			}
		}
	}()
	return out
}

// send reports whether somebody received n before ctx was done.
func send(ctx context.Context, out chan<- int, n int) bool {
	select {
	case out <- n:
		return true
	case <-ctx.Done():
		return false
	}
}
