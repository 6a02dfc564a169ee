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
//
//   - It is possible when the buffer has room, or when somebody waits to receive.
//     On a nil channel it never is.
//   - TrySend does not wait, not even for a moment. When it reports false, v has not
//     been sent, and will not be sent later.
//   - Many goroutines may call it at once, for the same channel.
//   - ch is not closed: callers see to that.
func TrySend[T any](ch chan<- T, v T) bool {
	panic("TODO: send, but do not wait")
}

// TryRecv receives a value from ch if one is there, and says what it found. A value
// is there when the buffer holds one, or when somebody waits to send. With Empty
// and Closed the value is the zero value of its type. A nil channel is Empty.
//
// TryRecv does not wait, and takes nothing later. Many goroutines may call it at
// once, for the same channel.
func TryRecv[T any](ch <-chan T) (T, State) {
	panic("TODO: receive, but do not wait")
}

// Work calls step, again and again, until stop is closed, and returns how many of the
// calls reported true. Step does one piece of work and reports true; or it finds
// nothing to do and reports false.
//
//   - Steps are called one after the other. After one that reports true, the next
//     follows at once.
//   - After one that reports false, Work sleeps for as long as idle says, which is
//     more than zero, and only then calls step again.
//   - When stop is closed, no further step begins, even if stop was closed by a step
//     or before Work was called. A step that runs is waited for. If Work is asleep it
//     does not sleep on: it returns soon, and not only when idle is over.
//   - When Work returns it leaves no goroutine behind.
func Work(stop <-chan struct{}, idle time.Duration, step func() bool) (done int) {
	panic("TODO: work, look at stop, rest")
}
