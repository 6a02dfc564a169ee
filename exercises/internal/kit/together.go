package kit

import "sync"

// Together calls all fs at the same time, each in a goroutine of its own, and
// returns when all have returned. Nothing orders one before another, so the race
// detector sees any memory that two of them touch.
//
// None of the goroutines ends before all have returned. It matters: when one has
// ended before the next begins, the detector may take the two for one.
func Together(fs ...func()) {
	gate := NewGate()
	var returned, ended sync.WaitGroup
	returned.Add(len(fs))
	for _, f := range fs {
		ended.Go(func() {
			gate.Wait()
			func() {
				defer returned.Done() // also when f ends its goroutine
				f()
			}()
			returned.Wait() // no defer: a panic must not wait for the others
		})
	}
	gate.Open()
	ended.Wait()
}
