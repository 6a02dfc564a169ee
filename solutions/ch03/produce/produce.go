// Package produce is the number machine of a town hall: Produce hands out numbers,
// Split shares them among the desks, Consume is what the desks do together.
//
// Every channel has one owner, the function that makes it. The owner alone sends on
// it and closes it. Whoever gets it only receives.
package produce

import (
	"context"
	"sync"
)

// Produce hands out the numbers 0 to n-1 on a channel, and closes it.
func Produce(ctx context.Context, n int) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for i := range n {
			select {
			case out <- i:
			case <-ctx.Done():
				return
			}
		}
	}()
	return out
}

// Split shares what comes on in among k channels.
func Split(ctx context.Context, in <-chan int, k int) []<-chan int {
	outs := make([]<-chan int, k)
	for i := range outs {
		outs[i] = pass(ctx, in)
	}
	return outs
}

// pass sends what it can get of in on a channel of its own. It is the owner of
// that channel; in belongs to somebody else.
func pass(ctx context.Context, in <-chan int) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for {
			var v int
			var ok bool
			select {
			case v, ok = <-in:
			case <-ctx.Done():
			}
			if !ok {
				return
			}
			select {
			case out <- v:
			case <-ctx.Done():
				return
			}
		}
	}()
	return out
}

// Consume receives from all of ins at the same time until all are closed.
func Consume(ins ...<-chan int) []int {
	all := make(chan int)
	var senders sync.WaitGroup
	for _, in := range ins {
		senders.Go(func() {
			for v := range in {
				all <- v
			}
		})
	}
	// None of the senders may close: each knows only of itself.
	go func() {
		senders.Wait()
		close(all)
	}()

	var values []int
	for v := range all {
		values = append(values, v)
	}
	return values
}
