// Package button tells many listeners about the clicks on a button.
package button

// Button is a button that many goroutines may use at once. It counts its clicks:
// the first is number 1.
//
//   - A subscriber, until it cancels, hears every click that begins after its
//     OnClick has returned, and no click that was over before its OnClick began.
//   - It hears each of them once, in the order of their numbers, and one after
//     the other: the next call of its function begins when the last has returned.
//   - Nobody waits for a slow subscriber, however far behind it is: not Click, and
//     not the other subscribers.
//   - A subscriber's function may call Click and OnClick, and any cancel, its own
//     among them. It does not call Close, and it does not panic.
//   - Who waits sleeps: a subscriber for whom there is no click does not go round
//     and round until there is one.
type Button struct {
	// TODO: add what you need.
}

// New returns a button that nobody has clicked, with no subscribers.
func New() *Button {
	panic("TODO: make a button")
}

// OnClick subscribes fn: from now on fn is called with the number of each click.
// The same function subscribed twice makes two subscribers.
//
// The function that it returns, cancel, ends this one subscription. It does not
// wait for a call of fn that is under way. Clicks that fn has not begun to hear by then
// it does not hear any more. (A call that is just about to begin, while cancel is
// called from elsewhere, may still come. Called by fn itself, cancel is exact:
// the call that it is in is the last.) After the call under way has returned, the
// subscription keeps no goroutine, even if nobody clicks again. Calling cancel
// again does nothing, and several goroutines may do it at once.
//
// OnClick on a closed button never calls fn, and the cancel that it returns does
// nothing.
func (b *Button) OnClick(fn func(n int)) (cancel func()) {
	panic("TODO: remember fn, and call it for every click from now on")
}

// Click clicks the button. It returns without waiting for any subscriber; they
// hear of it in time, without anybody having to click again. On a closed button it
// does nothing.
func (b *Button) Click() {
	panic("TODO: count the click, and tell everyone")
}

// Close closes the button: from now on clicks do nothing. A Click beside Close comes
// before it or after it, and that for all subscribers alike. Close waits until
// every subscriber that is not cancelled has heard every click from before, until
// every call of a subscriber's function has returned, also one that has cancelled
// meanwhile, and until no goroutine of the button is left. Closing again does nothing
// more than wait for the same; several goroutines may close at once.
func (b *Button) Close() {
	panic("TODO: no more clicks; wait until all have heard those that were")
}
