package twocounters

import "errors"

// Counter adds up numbers. Any number of goroutines may use it at the same time.
type Counter interface {
	// Add adds n, which may be negative, and returns nil. Every Value that is called
	// afterwards counts it. If the counter is closed, Add returns ErrClosed and
	// adds nothing.
	Add(n int) error

	// Value returns the sum of what has been added. If the counter is closed, it
	// returns 0 and ErrClosed.
	Value() (int, error)

	// Close closes the counter. Whatever is called after Close has returned finds
	// it closed. A call beside Close either does its work or returns ErrClosed; it
	// never hangs, and never panics. To close a counter again does no harm, even
	// at the same time. When Close returns, no goroutine of the counter is left
	// (one may be on its last step).
	Close()
}

// ErrClosed says that the counter has been closed.
var ErrClosed = errors.New("the counter is closed")
