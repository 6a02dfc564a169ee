package kit

import "time"

// windDownTime is the processor time that a goroutine may still use when the tests are
// over.
const windDownTime = time.Second

// WindDown returns when nobody else is at work: every other goroutine has ended, or
// waits for something. A look for leaks comes after it, for who is at work may be about
// to end, however long that takes on a busy machine. One that never rests is given up
// when the process has used a second of processor time.
func WindDown() {
	const inARow = 20 // as in Settle
	s := newSampler()
	end := processorTime() + windDownTime
	for calm := 0; calm < inARow && processorTime() < end; {
		if now := s.read(); now.runnable == 0 && now.running <= 1 {
			calm++
		} else {
			calm = 0
		}
		pause()
	}
}
