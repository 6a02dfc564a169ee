package kit

import "sync"

// Hammer calls f from many goroutines at once, loops times in each, and returns
// when all have ended. The goroutines start together, behind a [Gate].
//
// It passes the number of the goroutine, from 0, and of the call in it, from 0.
func Hammer(goroutines, loops int, f func(goroutine, call int)) {
	gate := NewGate()
	var wg sync.WaitGroup
	for g := range goroutines {
		wg.Go(func() {
			gate.Wait()
			for c := range loops {
				f(g, c)
			}
		})
	}
	gate.Open()
	wg.Wait()
}
