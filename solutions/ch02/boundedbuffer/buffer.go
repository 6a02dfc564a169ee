// Package boundedbuffer lets values wait, a limited number of them, between a fast
// sender and a slow receiver.
package boundedbuffer

// New returns the two ends of a buffer with room for n values.
func New[T any](n int) (chan<- T, <-chan T) {
	if n == 0 {
		// No process: from the moment it had received a value it would hold it,
		// and the sender would go on before a receiver has come.
		c := make(chan T)
		return c, c
	}
	in, out := make(chan T), make(chan T)
	go hold(n, in, out)
	return in, out
}

// hold takes values from in while it has fewer than n, and gives the oldest one
// to out while it has any.
func hold[T any](n int, in <-chan T, out chan<- T) {
	defer close(out)
	var held []T
	for in != nil || len(held) > 0 {
		// A nil channel is never ready. So each case has its guard.
		take, give := in, out
		var first T
		if len(held) == n {
			take = nil
		}
		if len(held) == 0 {
			give = nil
		} else {
			first = held[0]
		}
		select {
		case v, ok := <-take:
			if ok {
				held = append(held, v)
			} else {
				in = nil // or it would be found closed again and again
			}
		case give <- first:
			held = held[1:]
		}
	}
}
