// Package produce is the number machine of a town hall: Produce hands out numbers,
// Split shares them among the desks, Consume is what the desks do together.
//
// Every channel has one owner, the function that makes it. The owner alone sends on
// it and closes it. Whoever gets it only receives.
package produce

import "context"

// Produce hands out the numbers 0, 1, 2, … up to n-1, in this order, on the channel
// that it returns, and then closes it. When n is 0 or less, it closes the channel
// without a number.
//
//   - Produce returns at once. It does not wait until somebody receives.
//   - n may be as large as an int can be. No more than 100 numbers lie ready,
//     in a buffer or elsewhere, that nobody has received yet.
//   - When ctx is done, Produce stops early: not at the same moment perhaps, but soon,
//     also while numbers are being received, and also when ctx was done before. The
//     channel gets closed, whether or not anybody receives.
//   - No goroutine stays behind when all numbers were received, or ctx is done.
//     (Whoever stops receiving without ending ctx leaves one behind. That is their
//     fault, not yours.)
func Produce(ctx context.Context, n int) <-chan int {
	panic("TODO: make a channel, send on it, close it")
}

// Split shares what comes on in among the k channels that it returns. k is at least
// 1, and in is not nil.
//
//   - Split returns at once. Every value goes out on one of the channels, and no
//     value goes out twice. Any number may come, also zero, also the same one again.
//   - What comes out on one channel is in the order in which it came in.
//   - While nobody receives from a channel, no more than 10 values wait for it. All
//     the others go out on the other channels.
//   - When in is closed, every channel is closed once its values were received.
//   - When ctx is done, every channel gets closed, whether or not anybody receives,
//     and whether or not anything comes on in. Values that are under way may be lost
//     then.
//   - No goroutine stays behind when all channels are closed.
func Split(ctx context.Context, in <-chan int, k int) []<-chan int {
	panic("TODO: who makes the k channels, who sends on each, and who closes it?")
}

// Consume receives from all of ins until all are closed, and returns all values.
// None of ins is nil.
//
//   - It receives from all of ins at the same time: one on which nothing comes does
//     not hold up the others.
//   - The values of one channel stay in their order. Between values of different
//     channels any order is fine.
//   - A zero is a value like others. Without ins there are no values.
//   - No goroutine stays behind when Consume has returned.
func Consume(ins ...<-chan int) []int {
	panic("TODO: receive until all are closed")
}
