package kit

import "context"

// Forever returns a ctx that could be done but never is. A goroutine that waits for
// its end is left behind, where the ctx of a test, which is done at the end of the
// test, would free it in time not to be found.
func Forever() context.Context {
	ctx, cancel := context.WithCancel(context.Background())
	_ = cancel // nobody calls it
	return ctx
}
