package hallway_test

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"github.com/concurrency-in-go/course/exercises/ch01/hallway"
	"github.com/stretchr/testify/assert"
)

// Ann and Bob meet on the same side, at the same moment.
func TestAnnMeetsBob(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ann, bob := hallway.Meet("Ann", hallway.Left, "Bob", hallway.Left)
		ctx, cancel := context.WithTimeout(t.Context(), time.Hour) // nobody stands there for so long
		defer cancel()
		bobs := make(chan error, 1)

		go func() { bobs <- hallway.Pass(ctx, bob, ann.Seen()) }()
		err := hallway.Pass(ctx, ann, bob.Seen())

		assert.NoError(t, err, "Ann did not get through: do both do the same thing at the same moment, again and again?")
		assert.NoError(t, <-bobs, "Bob did not get through: do both do the same thing at the same moment, again and again?")
		assert.True(t, ann.Through(), "Pass returned, but Ann is not through")
		assert.True(t, bob.Through(), "Pass returned, but Bob is not through")
	})
}
