// Package firstof waits for one channel with a limit of time, and for the first of
// many channels.
package firstof

import (
	"context"
	"errors"
	"time"
)

// ErrClosed says that no value will ever come.
var ErrClosed = errors.New("firstof: closed")

// Recv receives a value from ch.
//
//   - It waits for at most timeout; then it returns context.DeadlineExceeded. A
//     value that is there when Recv is called is taken, even if timeout is zero or
//     less.
//   - When ch is closed and holds no more values, Recv returns ErrClosed.
//   - From a nil channel nothing ever comes, and it is never closed.
//   - With an error Recv has taken no value, and takes none later.
func Recv[T any](ch <-chan T, timeout time.Duration) (T, error) {
	panic("TODO: receive, but do not wait for ever")
}

// First receives one value from any of chans, and returns it with the index in
// chans of the channel that it came from. If several have a value, any of them may
// be the one.
//
//   - First takes the value that it returns and no other, now or later: what the
//     other channels hold stays in them, and whoever is about to send on them goes
//     on waiting. With an error First has taken no value at all, and the index
//     is -1.
//   - A channel that is closed and holds no more values is skipped. When all are
//     (or when there are none), First returns ErrClosed. A nil channel has no
//     values, and is never closed.
//   - If ctx is done when First is called, First returns the error of ctx, whatever
//     the channels hold. Otherwise a value that is there when First is called is
//     taken, even if timeout is zero or less.
//   - While there is no value, First waits. It returns the error of ctx when ctx is
//     done, and context.DeadlineExceeded when timeout has passed since the call, no
//     matter how many channels were closed meanwhile. (If that happens at the same
//     moment as a value comes, either is fine.)
//   - Whoever waits sleeps. To look at the channels every millisecond is fine; to
//     look without a pause keeps a processor busy.
//   - First leaves no goroutine behind, and chans as it was: the slice may be the
//     caller's.
func First[T any](ctx context.Context, timeout time.Duration, chans ...<-chan T) (v T, index int, err error) {
	panic("TODO: wait for all of chans at once")
}
