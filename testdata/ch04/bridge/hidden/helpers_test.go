package bridge_test

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// full returns an open channel in which values lie ready.
func full[T any](values ...T) chan T {
	c := make(chan T, len(values))
	for _, v := range values {
		c <- v
	}
	return c
}

// ended returns a closed channel in which values lie ready.
func ended[T any](values ...T) <-chan T {
	c := full(values...)
	close(c)
	return c
}

// streams returns an open channel of channels, with room for some more.
func streams[T any](cs ...<-chan T) chan (<-chan T) {
	s := make(chan (<-chan T), len(cs)+10)
	for _, c := range cs {
		s <- c
	}
	return s
}

// endedStreams returns a closed channel of channels.
func endedStreams[T any](cs ...<-chan T) chan (<-chan T) {
	s := streams(cs...)
	close(s)
	return s
}

// requireValues receives until out is closed, and compares. One value too many
// is enough: out may bring zeros for ever.
func requireValues[T any](t *testing.T, out <-chan T, want ...T) {
	t.Helper()
	got := make([]T, 0, len(want))
	for v := range out {
		if got = append(got, v); len(got) > len(want) {
			break
		}
	}
	if len(want) == 0 {
		want = []T{}
	}
	require.Equal(t, want, got, "these values must come, in this order, and no more")
}

// requireNothing fails when a value lies ready, or out is closed, at this moment.
func requireNothing[T any](t *testing.T, out <-chan T, why string) {
	t.Helper()
	select {
	case v, ok := <-out:
		require.Fail(t, why, "received %v, open: %v", v, ok)
	default:
	}
}

// wait receives, whatever comes, until out is closed.
func wait[T any](out <-chan T) {
	for range out {
	}
}
