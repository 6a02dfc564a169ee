package twocounters_test

import (
	"runtime"
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch02/twocounters"
	"github.com/concurrency-in-go/course/exercises/internal/kit"
	"github.com/stretchr/testify/assert"
)

// value is what the counter says, or -1 with a failed test.
func value(t *testing.T, kind string, c twocounters.Counter) int {
	t.Helper()
	v, err := c.Value()
	if !assert.NoError(t, err, "%s: Value of an open counter", kind) {
		return -1
	}
	return v
}

func TestBeginsAtZero(t *testing.T) {
	for kind, c := range both() {
		assert.Zero(t, value(t, kind, c), "%s: nothing has been added", kind)
		c.Close()
	}
}

func TestAnyNumbers(t *testing.T) {
	for kind, c := range both() {
		for _, n := range []int{7, -10, 0, 1} {
			assert.NoError(t, c.Add(n), "%s: Add(%d)", kind, n)
		}
		assert.Equal(t, -2, value(t, kind, c), "%s: 7 - 10 + 0 + 1", kind)
		assert.Equal(t, -2, value(t, kind, c), "%s: to ask for the value does not change it", kind)
		c.Close()
	}
}

func TestSeenAtOnce(t *testing.T) {
	for kind, c := range both() {
		for i := 3; i <= 300; i += 3 {
			_ = c.Add(1)
			_ = c.Add(1)
			_ = c.Add(1)
			if !assert.Equal(t, i, value(t, kind, c), "%s: Add had returned before Value was called", kind) {
				break
			}
		}
		c.Close()
	}
}

func TestNothingIsLost(t *testing.T) {
	for kind, c := range both() {
		kit.Hammer(8, 25, func(int, int) { _ = c.Add(2) })
		assert.Equal(t, 8*25*2, value(t, kind, c), "%s: eight goroutines added two, each 25 times", kind)
		add := func() { _ = c.Add(-2) }
		for range 100 {
			kit.Together(add, add)
		}
		assert.Zero(t, value(t, kind, c), "%s: then two goroutines took two away at the same moment, 100 times", kind)
		c.Close()
	}
}

// Nothing orders these calls but the counter itself.
func TestEverybodyAtTheSameTime(t *testing.T) {
	for kind, c := range both() {
		seen := 0
		kit.Together(
			func() { _ = c.Add(1) },
			func() { _ = c.Add(1) },
			func() { seen, _ = c.Value() },
		)
		assert.Contains(t, []int{0, 1, 2}, seen, "%s: a value while two were added", kind)
		assert.Equal(t, 2, value(t, kind, c), "%s: two were added", kind)
		c.Close()
	}
}

func TestTwoOfAKind(t *testing.T) {
	one, two := both(), both()
	for kind := range one {
		_ = one[kind].Add(5)
		assert.Zero(t, value(t, kind, two[kind]), "%s: another counter has nothing to do with it", kind)
		one[kind].Close()
		assert.NoError(t, two[kind].Add(1), "%s: another counter was closed, not this one", kind)
		two[kind].Close()
	}
}

func TestGuardedHasNoGoroutine(t *testing.T) {
	kit.Settle()
	before := runtime.NumGoroutine()
	c := twocounters.NewGuarded()
	_ = c.Add(1)
	kit.Settle()
	assert.LessOrEqual(t, runtime.NumGoroutine(), before, "the guarded counter has a goroutine: it needs none")
	c.Close()
}

func TestOwnedHasAnOwner(t *testing.T) {
	kit.Settle()
	before := runtime.NumGoroutine()
	c := twocounters.NewOwned()
	_ = c.Add(1)
	kit.Settle()
	assert.Greater(t, runtime.NumGoroutine(), before, "the owned counter is open and has no goroutine: who owns the number?")
	c.Close()
}
