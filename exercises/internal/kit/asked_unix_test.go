//go:build unix

package kit

import (
	"os"
	"sync/atomic"
	"syscall"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestWhenAsked(t *testing.T) {
	told := make(chan string)
	stop := WhenAsked(func(dump []byte) { told <- string(dump) })
	var over atomic.Bool
	go func() {
		for !over.Load() {
		}
	}()
	require.NoError(t, syscall.Kill(os.Getpid(), syscall.SIGQUIT))
	dump := <-told
	over.Store(true)
	stop()
	assert.Contains(t, dump, "kit.TestWhenAsked(")
	assert.Contains(t, dump, "[runnable]:\n", "the loop is at work")
}

func TestWhenAskedNobodyAsks(t *testing.T) {
	stop := WhenAsked(func([]byte) { t.Error("nobody has asked") })
	stop()
}
