package kit

import "runtime"

// Settle returns when every other goroutine of the process has run as far as it
// can: each has ended, or waits for something. A test calls it to let a goroutine
// get to the point where it blocks, and to order arrivals:
//
//	go lock.Lock() // waits, for the test holds it
//	kit.Settle()   // now it does wait
//
// A goroutine that is ready to run but has not had its turn is not settled, so
// Settle is as sure on a busy machine as on an idle one. A goroutine that sleeps
// counts as settled. So after Settle, check only that nothing happened too
// early. That something has happened, wait for it: the attempt may do it in
// steps with pauses between them.
//
// Inside a testing/synctest bubble, use synctest.Wait.
func Settle() {
	const inARow = 20 // readings taken at slightly different moments must agree
	s := newSampler()
	last := s.read()
	for calm := 0; calm < inARow; {
		if last.runnable == 0 && last.running > 1 {
			// A processor that looks for work counts as running, and giving way
			// to nobody would wake the next one.
			pause()
		} else {
			runtime.Gosched()
		}
		now := s.read()
		if now.still() && now.outside == last.outside && now.created == last.created {
			calm++
		} else {
			calm = 0
		}
		last = now
	}
}
