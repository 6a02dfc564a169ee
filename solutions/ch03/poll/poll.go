// Package poll looks at channels without waiting for them.
package poll

import "time"

// State says what TryRecv found.
type State int

const (
	Empty    State = iota // nothing is there at the moment
	Received              // a value was there, and has been taken
	Closed                // the channel is closed and holds no more values
)

// TrySend sends v on ch if that is possible at once, and reports whether it did.
func TrySend[T any](ch chan<- T, v T) bool {
	select {
	case ch <- v:
		return true
	default:
		return false
	}
}

// TryRecv receives a value from ch if one is there, and says what it found.
func TryRecv[T any](ch <-chan T) (T, State) {
	select {
	case v, ok := <-ch:
		if !ok {
			return v, Closed
		}
		return v, Received
	default:
		var zero T
		return zero, Empty
	}
}

// Work calls step, again and again, until stop is closed, and returns how many of the
// calls reported true.
func Work(stop <-chan struct{}, idle time.Duration, step func() bool) (done int) {
	for !closed(stop) {
		if step() {
			done++
			continue
		}
		select {
		case <-stop:
		case <-time.After(idle):
		}
	}
	return done
}

// closed looks, and does not wait.
func closed(stop <-chan struct{}) bool {
	select {
	case <-stop:
		return true
	default:
		return false
	}
}
