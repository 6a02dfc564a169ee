package settings_test

import (
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch03/settings"
	"github.com/concurrency-in-go/course/exercises/internal/kit"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestGetAndUpdate(t *testing.T) {
	s := settings.New(map[string]string{"log": "info"})

	err := s.Update(func(values map[string]string) error {
		values["log"] = "debug"
		return nil
	})

	require.NoError(t, err, "the update succeeded, but Update says it did not")
	got, ok := s.Get("log")
	assert.True(t, ok, "the value is gone after an update")
	assert.Equal(t, "debug", got, "an update that succeeded must be visible to Get")
}

// Two readers meet inside View. If the second had to wait outside for the first,
// they would never meet.
func TestViewsOverlap(t *testing.T) {
	s := settings.New(map[string]string{"log": "info"})
	both := kit.NewRendezvous(2)

	kit.Hammer(2, 1, func(int, int) {
		s.View(func(func(string) (string, bool)) { both.Meet() })
	})
}
