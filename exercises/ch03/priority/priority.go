// Package priority handles events of two kinds, of which one is urgent.
package priority

import "context"

// Loop receives events from urgent and normal, and calls handle for each of them,
// one at a time, until ctx is done or both channels are closed. Neither channel is
// nil.
//
// What goes first:
//
//   - If events of both kinds are ready, the urgent one goes first, as long as
//     fewer than four urgent events have been handled since the last normal one (or
//     since the start).
//   - A normal event that is ready waits for at most four more urgent events; if
//     others went before it came, fewer are fine, or none. So if both kinds are ready
//     all the time, the order is four urgent, one normal, four urgent, one normal,
//     and so on.
//   - If only one kind is ready, Loop goes on with that kind and does not wait for
//     the other.
//   - Events of one kind are handled in the order in which they come from their
//     channel.
//
// When it ends:
//
//   - If ctx is done before Loop is called, or becomes done while handle runs, Loop
//     returns the error of ctx, and receives and handles nothing more, whatever is
//     ready.
//   - If ctx becomes done while Loop waits for an event, Loop returns the error of
//     ctx as well. Only if an event comes at the same moment, it may still be
//     received and handled.
//   - A closed channel has no more events when it is empty, and Loop goes on with
//     the other. When both are closed and empty, Loop returns nil.
//
// Loop handles every event that it receives: it takes none in advance, for when it
// ends, that one would be lost. While nothing is ready it sleeps; to look every
// millisecond is fine, to look without a pause keeps a processor busy. It leaves no
// goroutine behind.
func Loop[T any](ctx context.Context, urgent, normal <-chan T, handle func(T)) error {
	panic("TODO: handle what is urgent first, but do not forget the rest")
}
