//go:build !linux

package kit

// clockwork tells whether timers of the process are due. Only Linux tells for
// certain. Elsewhere code that may set timers gets the benefit of the doubt, and is
// ended by the limit of go test.
type clockwork struct{}

func newClockwork() *clockwork   { return &clockwork{} }
func (c *clockwork) stop()       {}
func (c *clockwork) still() bool { return !mentionsTime(".") }
