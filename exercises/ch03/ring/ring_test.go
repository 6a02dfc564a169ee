package ring_test

import (
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch03/ring"
	"github.com/stretchr/testify/assert"
)

// Each station writes its number at the end of the token.
func TestThreeStationsTwoLaps(t *testing.T) {
	token := ring.Ring(3, 2, func(station, token int) int {
		return token*10 + station + 1
	})
	assert.Equal(t, 123123, token, "the token must pass stations 0, 1 and 2 in this order, twice")
}
