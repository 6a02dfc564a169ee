// Package sieve finds prime numbers with a chain of small processes.
package sieve

import "context"

// Primes returns a channel that delivers the prime numbers in order: 2, 3, 5, 7,
// and so on. It does not end by itself; it ends when ctx is done, that is, when
// the channel ctx.Done() is closed.
//
//   - The caller may receive as many primes as it likes, and may stop receiving
//     at any moment, for good. While nobody receives, everything comes to rest.
//     (Some primes may be found in advance.)
//   - Once ctx is done, every goroutine that Primes started ends, even if nobody
//     ever receives again. It makes no difference whether ctx is done before the
//     call, in the middle of the stream, or long after the last receive.
//   - Once ctx is done, the channel is closed soon. A caller that goes on
//     receiving may still get some primes that were under way, fewer than a
//     hundred, in ascending order and nothing but primes; then it finds the
//     channel closed. (With ctx done and a receiver ready, a select may choose
//     either. That is fine.)
//   - Calls do not know of each other. Each channel starts at 2, and a ctx that
//     is done ends only its own primes. Calls may run at the same time.
//
// The idea is a chain: a first process counts 2, 3, 4, …; behind it stands one
// filter for each prime found so far, which passes on what its prime does not
// divide. Whatever passes all filters is the next prime, and gets a filter of
// its own. Any other way that keeps the promises above is welcome too.
func Primes(ctx context.Context) <-chan int {
	panic("TODO: start the processes, and return the channel that the primes come out of")
}
