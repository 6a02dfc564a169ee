// Package footprint finds out how much memory a goroutine takes that does nothing
// but wait.
package footprint

import (
	"fmt"
	"sync"
)

// PerGoroutine returns how many bytes each of n waiting goroutines takes.
func PerGoroutine(n int, inUse func() uint64) (bytes uint64, err error) {
	if n < 1 {
		return 0, fmt.Errorf("footprint: %d goroutines: at least one is needed", n)
	}
	release := make(chan struct{})
	var wg sync.WaitGroup
	before := inUse()
	for range n {
		wg.Go(func() { <-release })
	}
	after := inUse()
	close(release)
	wg.Wait()
	if after < before { // unsigned: the difference would be enormous
		return 0, nil
	}
	return (after - before) / uint64(n), nil
}
