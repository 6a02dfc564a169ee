package button_test

import (
	"testing"

	"github.com/concurrency-in-go/course/exercises/internal/kit"
	"go.uber.org/goleak"
)

// TestMain ends a stuck test with an account of who waits for what, and fails
// when the tests leave goroutines behind.
func TestMain(m *testing.M) {
	goleak.VerifyTestMain(kit.Watch(m))
}
