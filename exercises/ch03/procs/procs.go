// Package procs moves the GOMAXPROCS lever, and always puts it back.
package procs

import "time"

// WithProcs calls f once while GOMAXPROCS is n, and puts the old value back when
// f ends, however it ends:
//
//   - f returns: WithProcs returns nil.
//   - f panics: the panic goes on to the caller of WithProcs, as if f had been
//     called directly. (Whoever recovers it finds the old value in place.)
//   - f calls runtime.Goexit: the goroutine ends.
//
// If n is less than 1, WithProcs returns an error. It does not call f then, and
// does not touch GOMAXPROCS.
//
// f may call WithProcs itself. When the inner call ends, the outer one's value is
// in force again.
//
// The lever is one for the whole program. Nobody calls WithProcs or Scale from two
// goroutines at the same time.
func WithProcs(n int, f func()) error {
	panic("TODO: call f with the lever at n, and put it back")
}

// Result is what came of one round of [Scale].
type Result struct {
	Procs  int           // what GOMAXPROCS was during the round
	Values []int         // what work returned, in the order of the workers
	Took   time.Duration // from before the first worker started until the last had ended
}

// Scale runs a round of work for each number in procs, one round after the other,
// and returns the results in the same order. In a round with the number n:
//
//   - GOMAXPROCS is n.
//   - n workers run, numbered 0 to n-1. Each calls work once, with its number.
//   - The workers run at the same time: none waits for another to end.
//   - The round is over when the last worker has ended. Only then does the next begin.
//
// Afterwards GOMAXPROCS is what it was before, and no goroutine is left. Without a
// number there is no round and no result. If a number is less than 1, Scale returns
// an error and has not called work at all.
//
// work does not panic, and leaves the lever alone. It may be called by several
// workers at the same time.
func Scale(work func(worker int) int, procs ...int) ([]Result, error) {
	panic("TODO: one round for each number")
}
