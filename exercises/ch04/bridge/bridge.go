// Package bridge turns a stream of streams into one stream.
package bridge

// Bridge returns a channel with all values of all the channels that come from
// chans: first those of the first channel, until that one is closed, then those
// of the second, and so on. Within a channel they keep their order.
//
//   - Each value is passed on as soon as it is there: Bridge does not wait for
//     the end of its channel, nor for that of chans.
//   - No value is taken from a channel before the one in front of it is closed.
//   - A channel that is closed without a value, and one that is nil, is skipped.
//   - When chans is closed, and the channels that came from it are through, the
//     result is closed, and nothing that Bridge has started is left.
//   - When done is closed, Bridge stops, whatever it is waiting for: the next
//     channel, the next value, or somebody who receives from the result. The
//     result is closed, and everything that Bridge has started ends, though all
//     other channels may stay open for ever, and nobody may receive any more.
//   - Bridge does not empty the channels when done is closed: what was not taken
//     by then stays where it is. (Where a value and done are both ready, select
//     takes either, so a few more values may be taken, or may still come.)
//   - A done that is nil is never closed.
//   - Bridge itself returns without waiting. While there is nothing to do,
//     whatever it has started waits, and does not keep a processor busy by
//     looking again and again.
func Bridge[T any](done <-chan struct{}, chans <-chan (<-chan T)) <-chan T {
	panic("TODO: pass on the values of one channel after the other, until done")
}
