package kit

import "sync"

// Rendezvous is a meeting of n goroutines. It proves concurrency: calls that
// meet have overlapped, and calls that run one after another never meet, so
// the test is stuck and [Watch] says who waits.
type Rendezvous struct {
	mu      sync.Mutex
	missing int
	met     chan struct{}
}

// NewRendezvous returns a meeting that takes place when n goroutines are at it.
func NewRendezvous(n int) *Rendezvous {
	r := &Rendezvous{missing: n, met: make(chan struct{})}
	if n <= 0 {
		close(r.met)
	}
	return r
}

// Meet waits until n goroutines have called it. Once they have met, Meet
// returns at once for everyone who comes later.
func (r *Rendezvous) Meet() {
	r.mu.Lock()
	r.missing--
	if r.missing == 0 {
		close(r.met)
	}
	r.mu.Unlock()
	<-r.met
}

// Met is closed when the meeting has taken place.
func (r *Rendezvous) Met() <-chan struct{} { return r.met }
