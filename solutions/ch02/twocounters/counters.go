// Package twocounters holds one counter, built in two ways: the number is guarded
// by a lock, or it is owned by a goroutine.
package twocounters

import "sync"

// guarded keeps the number where everybody gets at it who has the lock.
type guarded struct {
	mu     sync.Mutex
	sum    int  // guarded by mu
	closed bool // guarded by mu
}

// NewGuarded returns a counter whose number is guarded by a lock.
func NewGuarded() Counter { return &guarded{} }

func (c *guarded) Add(n int) error {
	_, err := c.add(n)
	return err
}

func (c *guarded) Value() (int, error) { return c.add(0) }

func (c *guarded) add(n int) (int, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed {
		return 0, ErrClosed
	}
	c.sum += n
	return c.sum, nil
}

func (c *guarded) Close() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.closed = true
}

// owned leads to a goroutine that has the number.
type owned struct {
	requests chan request
	once     sync.Once
	quit     chan struct{} // closed by Close
	ended    chan struct{} // closed by the owner, at its end
}

type request struct {
	n      int
	answer chan int // has room, so that the owner never waits
}

// NewOwned returns a counter whose number is owned by a goroutine.
func NewOwned() Counter {
	c := &owned{requests: make(chan request), quit: make(chan struct{}), ended: make(chan struct{})}
	go c.own()
	return c
}

func (c *owned) own() {
	defer close(c.ended)
	sum := 0
	for {
		select {
		case r := <-c.requests:
			sum += r.n
			r.answer <- sum
		case <-c.quit:
			return
		}
	}
}

func (c *owned) Add(n int) error {
	_, err := c.ask(n)
	return err
}

func (c *owned) Value() (int, error) { return c.ask(0) }

// ask sends the owner a request. The channel of requests is never closed: a send
// beside the close would panic.
func (c *owned) ask(n int) (int, error) {
	r := request{n, make(chan int, 1)}
	select {
	case c.requests <- r:
		return <-r.answer, nil
	case <-c.ended:
		return 0, ErrClosed
	}
}

func (c *owned) Close() {
	c.once.Do(func() { close(c.quit) })
	<-c.ended
}
