package kit

import "sync"

// Peak counts the goroutines that are inside a stretch of code, and remembers
// the most that were inside at once. It shows that a limit holds. (To show that
// something really overlaps, use a [Rendezvous]: a low peak proves nothing.)
//
// The zero value is ready to use.
type Peak struct {
	mu       sync.Mutex
	now, max int
}

// Enter counts one more inside, and returns how many are inside now.
func (p *Peak) Enter() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.now++
	p.max = max(p.max, p.now)
	return p.now
}

// Leave counts one fewer inside.
func (p *Peak) Leave() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.now--
}

// Max returns the most that were inside at once.
func (p *Peak) Max() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.max
}
