package pi_test

import (
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch01/pi"
	"github.com/concurrency-in-go/course/exercises/internal/kit"
	"github.com/stretchr/testify/assert"
)

func TestDigitsOfPi(t *testing.T) {
	assert.Equal(t, "243f6a8885a308d3", string(pi.Digits(0, 16, 4, pi.HexDigit)), "pi begins with these digits, in this order")
	assert.Equal(t, "308d3", string(pi.Digits(11, 5, 2, pi.HexDigit)), "these are the five digits from position 11 on")
}

// Two calls meet inside digit. If the second began only when the first had ended,
// they would never meet.
func TestTwoCallsOverlap(t *testing.T) {
	both := kit.NewRendezvous(2)

	got := pi.Digits(0, 2, 2, func(int) byte {
		both.Meet()
		return '7'
	})

	assert.Equal(t, "77", string(got), "digit said 7 for both positions")
}

func TestSpeedup(t *testing.T) {
	assert.InDelta(t, 1.6, pi.Speedup(0.75, 2), 1e-9, "of four minutes, one stays, and three become one and a half: 4 / 2.5")
}
