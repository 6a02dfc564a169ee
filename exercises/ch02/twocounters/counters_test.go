package twocounters_test

import (
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch02/twocounters"
	"github.com/stretchr/testify/assert"
)

// both makes one counter of each kind.
func both() map[string]twocounters.Counter {
	return map[string]twocounters.Counter{
		"guarded": twocounters.NewGuarded(),
		"owned":   twocounters.NewOwned(),
	}
}

func TestBothCount(t *testing.T) {
	for kind, c := range both() {
		assert.NoError(t, c.Add(2), "%s: Add", kind)
		assert.NoError(t, c.Add(3), "%s: Add", kind)
		v, err := c.Value()
		assert.NoError(t, err, "%s: Value", kind)
		assert.Equal(t, 5, v, "%s: two and three", kind)
		c.Close()
	}
}

func TestClosedSaysSo(t *testing.T) {
	for kind, c := range both() {
		c.Close()
		assert.ErrorIs(t, c.Add(1), twocounters.ErrClosed, "%s: Add to a closed counter", kind)
	}
}
