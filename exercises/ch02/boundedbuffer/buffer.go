// Package boundedbuffer lets values wait, a limited number of them, between a fast
// sender and a slow receiver.
package boundedbuffer

// New returns the two ends of a buffer with room for n values: what is sent on in
// comes out of out, in the same order. n is 0 or more.
//
//   - Both channels are unbuffered: cap(in) and cap(out) are 0. The values that
//     wait are held by a process, that is, by one or more goroutines that New
//     starts. How they hold them is up to you.
//   - There is room for exactly n. While nobody receives, n sends succeed, and the
//     next one waits. Every value that is received from out makes room for one
//     more; until then it counts, wherever it is held.
//   - While there is room, a send succeeds, and while a value is held, a receive
//     succeeds, whatever happens at the other end.
//   - With n = 0 there is no room at all: a send succeeds only when a receiver has
//     taken that value from out. in and out may be one and the same channel.
//   - The senders close in when there is no more to come. What is held can still be
//     received; after the last value out is closed. Then all goroutines that New
//     started end.
//   - Any number of goroutines may send and receive at the same time. Each value
//     goes to one receiver. Buffers do not know of each other.
//   - While the buffer can neither take nor give, it waits. It does not use a
//     processor to look again and again.
//
// There is no other way to end a buffer. Who does not want the rest has in closed
// and receives until out is closed too. If nobody does, the buffer holds what it
// holds for ever, and its goroutines stay: that is the users' fault, not yours.
func New[T any](n int) (in chan<- T, out <-chan T) {
	panic("TODO: make the channels, and start the process between them")
}
