//go:build !unix

package kit

import "time"

var started = time.Now()

// processorTime is the time by the clock, where nothing better is at hand.
func processorTime() time.Duration { return time.Since(started) }
