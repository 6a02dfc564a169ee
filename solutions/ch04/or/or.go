// Package or makes one done channel out of many: it closes when the first of
// them does.
package or

import "sync"

// Or returns a channel that closes as soon as one of chans closes. Nil channels
// are ignored; without a channel to wait for, the result never closes.
func Or(chans ...<-chan struct{}) <-chan struct{} {
	out := make(chan struct{})
	var once sync.Once
	for _, c := range chans {
		if c == nil {
			continue // it never closes, and may be all there is
		}
		go func() {
			select {
			case <-c:
				once.Do(func() { close(out) })
			case <-out:
				// Another channel was first: nobody may wait for this one.
			}
		}()
	}
	return out
}
