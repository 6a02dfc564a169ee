// Package pi computes digits of pi, several at the same time.
package pi

import "sync"

// Digits returns the n digits at the positions from, from+1, … in this order.
//
// Worker w computes every so many-th digit, from the w-th on. So it is settled from
// the start who does what, and no two workers touch the same element: there is
// nothing to guard. (Neighbours cost about the same, so the shares are fair. Had
// each worker a stretch of its own, the last one would have the dearest digits.)
func Digits(from, n, workers int, digit func(pos int) byte) []byte {
	n, workers = max(n, 0), max(workers, 1)
	digits := make([]byte, n)
	var wg sync.WaitGroup
	for w := range min(workers, n) {
		wg.Go(func() {
			for i := w; i < n; i += workers {
				digits[i] = digit(from + i)
			}
		})
	}
	wg.Wait()
	return digits
}

// Speedup returns how many times as fast n workers do a job of which the part p
// can be shared out: Amdahl's law. One worker takes 1; n take the rest as it is,
// and an n-th of the part.
func Speedup(p float64, n int) float64 {
	return 1 / (1 - p + p/float64(max(n, 1)))
}
