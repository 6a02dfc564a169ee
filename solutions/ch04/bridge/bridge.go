// Package bridge turns a stream of streams into one stream.
package bridge

// Bridge returns a channel with all values of all the channels that come from
// chans, one channel after the other, until all are through or done is closed.
func Bridge[T any](done <-chan struct{}, chans <-chan (<-chan T)) <-chan T {
	out := make(chan T)
	go func() {
		defer close(out)
		for {
			select {
			case <-done:
				return
			case c, ok := <-chans:
				if !ok || !pass(done, c, out) {
					return
				}
			}
		}
	}()
	return out
}

// pass sends what comes from c to out, and reports whether to go on when c is
// closed. It is false when done is.
func pass[T any](done <-chan struct{}, c <-chan T, out chan<- T) bool {
	if c == nil {
		return true // to receive from it would wait for done
	}
	for {
		select {
		case <-done:
			return false
		case v, ok := <-c:
			if !ok {
				return true
			}
			select {
			case <-done:
				return false
			case out <- v:
			}
		}
	}
}
