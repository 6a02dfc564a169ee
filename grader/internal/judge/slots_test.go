package judge

import (
	"context"
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestSlots(t *testing.T) {
	s := newSlots(4)
	idle, end, err := s.take(t.Context(), 8) // as many as it can have
	require.NoError(t, err)
	_, lastEnd, err := s.take(t.Context(), 1)
	require.NoError(t, err, "one is left for somebody who needs but one")

	interrupted := errors.New("interrupted")
	ctx, cancel := context.WithCancelCause(t.Context())
	cancel(interrupted)
	_, _, err = s.take(ctx, 1)
	require.ErrorIs(t, err, interrupted, "whoever gives up is told why")

	idle()
	end()
	assert.True(t, s.free.TryAcquire(3), "what was taken is given back")
	assert.False(t, s.free.TryAcquire(1), "and only once")
	lastEnd()
	assert.True(t, s.free.TryAcquire(1), "everything is free")
	assert.True(t, s.alive.TryAcquire(4*idlers), "and nobody is there")
}

// However many wait and need no processor, there is an end to how many there are.
func TestIdleSlotsAreLimited(t *testing.T) {
	s := newSlots(1)
	for range idlers {
		idle, _, err := s.take(t.Context(), 8)
		require.NoError(t, err)
		idle()
	}
	assert.False(t, s.alive.TryAcquire(1), "another process would be one too many")
}
