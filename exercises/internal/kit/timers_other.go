//go:build !linux

package kit

import "time"

// timersPending reports whether a timer may fire. Only Linux tells for certain.
// Elsewhere code that uses timers gets the benefit of the doubt, and is ended by
// the limit of go test.
func timersPending() bool {
	time.Sleep(lookEvery)
	return mentionsTime(".")
}
