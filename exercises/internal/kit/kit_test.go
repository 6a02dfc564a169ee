package kit_test

import (
	"sync"
	"sync/atomic"
	"testing"

	"github.com/concurrency-in-go/course/exercises/internal/kit"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) {
	become()
	goleak.VerifyTestMain(kit.Watch(m))
}

func TestRendezvous(t *testing.T) {
	r := kit.NewRendezvous(3)
	kit.Hammer(3, 1, func(int, int) { r.Meet() })
	<-r.Met()
	r.Meet() // afterwards it holds nobody up

	kit.NewRendezvous(0).Meet()
}

func TestGateHoldsUntilItOpens(t *testing.T) {
	g := kit.NewGate()
	var through atomic.Int32
	var wg sync.WaitGroup
	for range 3 {
		wg.Go(func() { g.Wait(); through.Add(1) })
	}
	kit.Settle()
	assert.Zero(t, through.Load())

	g.Open()
	g.Open()
	wg.Wait()
	assert.EqualValues(t, 3, through.Load())
}

func TestPeakRemembersTheMost(t *testing.T) {
	var p kit.Peak
	assert.Equal(t, 1, p.Enter())
	assert.Equal(t, 2, p.Enter())
	p.Leave()
	p.Leave()
	p.Enter()
	assert.Equal(t, 2, p.Max())
}

func TestHammerCallsEveryPairOnce(t *testing.T) {
	var mu sync.Mutex
	seen := map[[2]int]int{}
	kit.Hammer(4, 5, func(g, c int) {
		mu.Lock()
		defer mu.Unlock()
		seen[[2]int{g, c}]++
	})
	assert.Len(t, seen, 20)
}

// Each of them waits for the others, so they overlap.
func TestTogetherOverlaps(t *testing.T) {
	all := kit.NewRendezvous(3)
	kit.Together(all.Meet, all.Meet, all.Meet)
	kit.Together()
}

func panicBesideOneThatWaits() {
	kit.Together(func() { panic("on purpose") }, func() { select {} })
}

// One that panics ends the process, as it does in any goroutine. The other waits for
// ever, and must not make a deadlock of it.
func TestPanicInTogetherIsAPanic(t *testing.T) {
	out, err := program("panic").CombinedOutput()
	require.Error(t, err)
	assert.Contains(t, string(out), "panic: on purpose")
	assert.NotContains(t, string(out), "deadlock")
}

// After Settle a goroutine that computes first and then blocks does block.
func TestSettleWaitsForTheBusy(t *testing.T) {
	var mu sync.Mutex
	var wg sync.WaitGroup
	for range 20 {
		mu.Lock()
		var arrived atomic.Bool
		wg.Go(func() {
			n := 0
			for i := range 200_000 {
				n += i
			}
			arrived.Store(n > 0)
			mu.Lock()
			defer mu.Unlock()
		})
		kit.Settle()
		assert.True(t, arrived.Load(), "Settle returned while a goroutine was still computing")
		mu.Unlock()
		wg.Wait()
	}
}

func TestForeverIsNeverDone(t *testing.T) {
	ctx := kit.Forever()
	require.NotNil(t, ctx.Done(), "whoever looks at its end must have something to wait for")
	select {
	case <-ctx.Done():
		t.Error("it is done")
	default:
	}
	require.NoError(t, ctx.Err())
}
