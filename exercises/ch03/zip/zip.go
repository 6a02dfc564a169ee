// Package zip makes one channel of two: Merge lets through whatever comes, Zip makes
// pairs.
//
// For both this holds: an input that is closed, and whose values were all received,
// is finished. A nil input is finished from the start. The caller closes every other
// input some day, and receives until the channel that it got is closed. Then no
// goroutine stays behind. (A caller who stops receiving before that leaves one behind.
// Nothing here can know about it.)
package zip

// Pair is what Zip makes of two values.
type Pair[A, B any] struct {
	First  A
	Second B
}

// Merge sends all values of a and b on the channel that it returns, and closes it when
// both are finished.
//
//   - Merge returns at once.
//   - Every value goes out once, also a zero, and nothing else goes out. The values of
//     a stay in their order, and so do those of b. Between the two any order is fine.
//   - A value goes out as soon as it has come and somebody receives, whatever the other
//     input does. When one input is finished, the other goes on.
//   - Whoever waits, for a value or for somebody who receives, sleeps. To look every
//     millisecond is fine; to look without a pause keeps a processor busy.
func Merge[T any](a, b <-chan T) <-chan T {
	panic("TODO: receive from both until both are finished")
}

// Zip sends pairs on the channel that it returns: the first value of a with the first
// of b, the second with the second, and so on.
//
//   - Zip returns at once. A pair goes out as soon as both its values have come and
//     somebody receives.
//   - Zip waits for both values of the next pair at the same time: whichever comes
//     first is received, and need not wait for the other. Whether Zip begins with the
//     next pair before somebody has received the last one is open.
//   - There are no more pairs when one input is finished and each of its values has
//     gone out in a pair. Zip closes the channel then, even if nothing comes on the
//     other input and that is not closed.
//   - Afterwards Zip goes on to receive from the other input, and drops what comes,
//     until that is closed: whoever sends there does not get stuck.
//   - Whoever waits sleeps, as with Merge.
func Zip[A, B any](a <-chan A, b <-chan B) <-chan Pair[A, B] {
	panic("TODO: wait for both at once, but for no second value of the one that has come")
}
