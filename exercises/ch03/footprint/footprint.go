// Package footprint finds out how much memory a goroutine takes that does nothing
// but wait.
package footprint

// PerGoroutine starts n goroutines that wait, and returns how many bytes each of
// them takes. It asks inUse how much memory the program uses: once before the
// first goroutine is started, and once while all n are there. (To ask more often
// does no harm.) The usual inUse is [InUse].
//
//   - The result is the difference, shared out evenly among the n goroutines. The
//     division rounds down. A helper goroutine or two of your own do not matter.
//   - If less memory is in use the second time, the result is 0.
//   - While inUse is called, the n goroutines wait: they sleep, and do not go
//     round and round.
//   - When PerGoroutine returns, all of them have ended, or are on their last step.
//   - If n is less than 1, the result is an error. No goroutine is started then, and
//     inUse is not called.
//
// PerGoroutine calls inUse itself, from the goroutine that it was called on. n is no
// more than a few thousand: the race detector cannot watch more than 8,000 at once.
func PerGoroutine(n int, inUse func() uint64) (bytes uint64, err error) {
	panic("TODO: measure, start n goroutines that wait, measure again, end them")
}
