// Package zip makes one channel of two: Merge lets through whatever comes, Zip makes
// pairs.
package zip

// Pair is what Zip makes of two values.
type Pair[A, B any] struct {
	First  A
	Second B
}

// Merge sends all values of a and b, and closes when both are finished.
func Merge[T any](a, b <-chan T) <-chan T {
	out := make(chan T)
	go func() {
		defer close(out)
		for a != nil || b != nil {
			select {
			case v, ok := <-a:
				if !ok {
					a = nil // its case never happens again
					continue
				}
				out <- v
			case v, ok := <-b:
				if !ok {
					b = nil
					continue
				}
				out <- v
			}
		}
	}()
	return out
}

// Zip sends pairs of the values of a and b, and closes when one is finished.
func Zip[A, B any](a <-chan A, b <-chan B) <-chan Pair[A, B] {
	out := make(chan Pair[A, B])
	go func() {
		for a != nil && b != nil {
			p, ok := next(a, b)
			if !ok {
				break
			}
			out <- p
		}
		close(out)
		// One of the two is finished. Its partner's sender wants to finish too.
		drain(a)
		drain(b)
	}()
	return out
}

// next waits for a value of each, in whichever order they come.
func next[A, B any](a <-chan A, b <-chan B) (p Pair[A, B], ok bool) {
	for a != nil || b != nil {
		select {
		case p.First, ok = <-a:
			a = nil // the value after this one belongs to the next pair
		case p.Second, ok = <-b:
			b = nil
		}
		if !ok {
			return p, false
		}
	}
	return p, true
}

// drain receives what still comes on ch until it is closed.
func drain[T any](ch <-chan T) {
	if ch == nil {
		return
	}
	for range ch {
	}
}
