// Package pi computes digits of pi, several at the same time.
package pi

// Digits returns the n digits at the positions from, from+1, … in the order of
// their positions. It gets each of them from digit: Digits(0, 6, 2, HexDigit)
// is "243f6a". For an n of 0 or less there are none, and digit is not called.
//
//   - digit is called once for each position. It may return any byte. It is fine
//     to call it from several goroutines at once.
//   - At most so many calls are under way at once as there are workers. Fewer than
//     one worker count as one.
//   - Workers work at the same time. With n digits for n workers, or twice as many,
//     or three times as many and so on, there is a moment when a call is under way
//     for each worker; with fewer digits than workers, a moment when all digits
//     are (as long as no call is over too soon for that). Who computes which digits,
//     and in what order, is open.
//   - All calls of digit have ended when Digits returns, and none of the goroutines
//     that it started is left waiting.
//   - Digits itself may be called from many goroutines at once. Each call has its
//     own workers, and a result of its own, which is the caller's to keep.
func Digits(from, n, workers int, digit func(pos int) byte) []byte {
	panic("TODO: let the workers share the positions, and put each digit in its place")
}

// Speedup returns how many times as fast n workers do a job as one does. The part
// p of the job can be shared out among the workers, evenly and at no cost; the
// rest cannot, and takes as long as ever. p is from 0 (nothing can be shared) to 1
// (all can). An n of less than 1 counts as 1.
//
// Gene Amdahl pointed this out in 1967. If a quarter of the job cannot be shared,
// no number of workers makes it more than four times as fast.
func Speedup(p float64, n int) float64 {
	panic("TODO: divide the time that one worker takes by the time that n workers take")
}
