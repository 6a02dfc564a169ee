// Package or makes one done channel out of many: it closes when the first of
// them does.
package or

// Or returns a channel that closes as soon as one of chans closes, whichever
// that is.
//
//   - chans are done channels: nobody ever sends on them, they only close. Some
//     may be closed already, several may close at the same moment, and the same
//     channel may be among them twice. The slice is the caller's: Or does not
//     change it, and as long as Or waits the caller does not either.
//   - Or itself returns without waiting. Until a channel closes, whatever it has
//     started waits too, and does not keep a processor busy by looking again and
//     again.
//   - Nothing is sent on the result. It is closed, so that any number of
//     goroutines can wait for it. (It may be one of chans itself.)
//   - When the first channel has closed, everything that Or has started ends,
//     though the other channels may stay open for ever. What they do later
//     changes nothing any more.
//   - A nil channel never closes. Or ignores it.
//   - If there is no channel to wait for, because none is given or all are nil,
//     the result never closes; it may be nil. A goroutine that waited for
//     nothing could never be ended, so none is left behind.
func Or(chans ...<-chan struct{}) <-chan struct{} {
	panic("TODO: return a channel that closes when the first of chans does")
}
