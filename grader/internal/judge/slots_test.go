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
	most, err := s.take(t.Context(), 8) // as many as it can have
	require.NoError(t, err)
	last, err := s.take(t.Context(), 1)
	require.NoError(t, err, "one is left for somebody who needs but one")

	interrupted := errors.New("interrupted")
	ctx, cancel := context.WithCancelCause(t.Context())
	cancel(interrupted)
	_, err = s.take(ctx, 1)
	require.ErrorIs(t, err, interrupted, "whoever gives up is told why")

	most()
	most()
	assert.True(t, s.free.TryAcquire(3), "what was taken is given back")
	assert.False(t, s.free.TryAcquire(1), "and only once")
	last()
	assert.True(t, s.free.TryAcquire(1), "everything is free")
}

func TestOneSlot(t *testing.T) {
	s := newSlots(1)
	giveBack, err := s.take(t.Context(), 8)
	require.NoError(t, err)
	giveBack()
}
