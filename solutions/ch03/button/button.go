// Package button tells many listeners about the clicks on a button.
package button

import "sync"

// Button is a button that many goroutines may use at once.
type Button struct {
	mu      sync.Mutex
	changed *sync.Cond     // with mu: a click, a cancel, or Close
	clicks  int            // guarded by mu
	closed  bool           // guarded by mu
	all     sync.WaitGroup // the goroutines of the subscribers
}

// New returns a button that nobody has clicked.
func New() *Button {
	b := &Button{}
	b.changed = sync.NewCond(&b.mu)
	return b
}

// subscriber is one that listens. Its fields are guarded by the button's mu.
type subscriber struct {
	fn        func(n int)
	heard     int // the last click that it has heard, or is hearing
	cancelled bool
}

// OnClick subscribes fn, until cancel is called.
func (b *Button) OnClick(fn func(n int)) (cancel func()) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.closed {
		return func() {}
	}
	// Here, not in the goroutine, which may begin only after the next click.
	s := &subscriber{fn: fn, heard: b.clicks}
	b.all.Go(func() { b.listen(s) })
	return func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		s.cancelled = true
		b.changed.Broadcast()
	}
}

// listen calls s for each click, until there is nothing more to come.
func (b *Button) listen(s *subscriber) {
	for {
		n, ok := b.next(s)
		if !ok {
			return
		}
		s.fn(n) // without the lock: it may take long, and it may call back
	}
}

// next waits for a click that s has not heard.
func (b *Button) next(s *subscriber) (n int, ok bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for !s.cancelled && s.heard == b.clicks && !b.closed {
		b.changed.Wait()
	}
	if s.cancelled || s.heard == b.clicks {
		return 0, false
	}
	s.heard++
	return s.heard, true
}

// Click counts a click, and wakes everyone.
func (b *Button) Click() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if !b.closed {
		b.clicks++
		b.changed.Broadcast()
	}
}

// Close ends the button, and waits until everybody has heard everything.
func (b *Button) Close() {
	b.mu.Lock()
	b.closed = true
	b.changed.Broadcast()
	b.mu.Unlock()
	b.all.Wait()
}
