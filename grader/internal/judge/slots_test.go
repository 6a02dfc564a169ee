package judge

import (
	"context"
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestSlots(t *testing.T) {
	s := newSlots(2)
	all, err := s.take(t.Context(), 8) // as many as there are
	require.NoError(t, err)

	interrupted := errors.New("interrupted")
	ctx, cancel := context.WithCancelCause(t.Context())
	cancel(interrupted)
	_, err = s.take(ctx, 1)
	require.ErrorIs(t, err, interrupted, "whoever gives up is told why")

	all()
	one, err := s.take(t.Context(), 1)
	require.NoError(t, err)
	another, err := s.take(t.Context(), 1)
	require.NoError(t, err, "two processors, and two that need one each")
	one()
	another()
	assert.True(t, s.free.TryAcquire(2), "everything was given back")
}
