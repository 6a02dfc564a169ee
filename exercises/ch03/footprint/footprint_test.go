package footprint_test

import (
	"runtime"
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch03/footprint"
	"github.com/concurrency-in-go/course/exercises/internal/kit"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// With this measure every goroutine weighs 3000 bytes.
func TestEachWeighs3000(t *testing.T) {
	kit.Settle() // nothing else is on its way
	measure := func() uint64 { return 3000 * uint64(runtime.NumGoroutine()) }

	bytes, err := footprint.PerGoroutine(1000, measure)

	require.NoError(t, err)
	assert.InDelta(t, 3000, bytes, 50, "with this measure, a goroutine takes 3000 bytes")
}

// This is the real thing: about as much as a page of text. Much less than that shows
// that ended goroutines have left something behind that new ones use again.
func TestRealGoroutine(t *testing.T) {
	bytes, err := footprint.PerGoroutine(1000, footprint.InUse)

	require.NoError(t, err)
	assert.Less(t, bytes, uint64(50_000), "a goroutine that only waits takes less")
	t.Logf("a goroutine that waits takes %d bytes", bytes)
}
