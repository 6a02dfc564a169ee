package hallway_test

import (
	"context"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/concurrency-in-go/course/exercises/ch01/hallway"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const left, right = hallway.Left, hallway.Right

// outcome is how a walk ended.
type outcome struct {
	err     error
	through bool
	took    time.Duration
}

// pair is two walkers, and how long after the other each one comes.
type pair struct {
	names [2]string
	sides [2]hallway.Side
	late  [2]time.Duration
}

// walk lets both walkers of all pairs pass, in a bubble of its own. After limit,
// the context that all share is done.
func walk(t *testing.T, limit time.Duration, pairs ...pair) (all [][2]outcome) {
	all = make([][2]outcome, len(pairs))
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), limit)
		defer cancel()
		start := time.Now()
		var wg sync.WaitGroup
		for p, pr := range pairs {
			a, b := hallway.Meet(pr.names[0], pr.sides[0], pr.names[1], pr.sides[1])
			for i, w := range [2][2]*hallway.Walker{{a, b}, {b, a}} {
				wg.Go(func() {
					time.Sleep(pr.late[i])
					err := hallway.Pass(ctx, w[0], w[1].Seen())
					all[p][i] = outcome{err, w[0].Through(), time.Since(start)}
				})
			}
		}
		wg.Wait()
	})
	return all
}

// bothThrough checks that both walkers of every pair got through.
func bothThrough(t *testing.T, all [][2]outcome, why string) {
	t.Helper()
	for _, p := range all {
		for _, o := range p {
			require.NoError(t, o.err, why)
			require.True(t, o.through, "Pass returned nil, but the walker is not through")
		}
	}
}

func TestFromEverySide(t *testing.T) {
	for _, sides := range [][2]hallway.Side{{left, left}, {right, right}, {left, right}, {right, left}} {
		for range 3 {
			all := walk(t, time.Hour, pair{names: [2]string{"Ann", "Bob"}, sides: sides})
			bothThrough(t, all, "two walkers met at the same moment, and did not get past each other: do both do the same, again and again?")
		}
	}
}

func TestWhateverTheirNames(t *testing.T) {
	for _, names := range [][2]string{{"Bob", "Ann"}, {"Eve", "Zoe"}, {"Al", "Alice"}, {"Zacharias", "Ann"}, {"", "x"}, {"Ann", "ann"}} {
		all := walk(t, time.Hour, pair{names: names, sides: [2]hallway.Side{right, right}})
		bothThrough(t, all, "two walkers with other names than Ann and Bob did not get past each other")
	}
}

func TestOneComesLater(t *testing.T) {
	const s = time.Second
	for _, late := range []time.Duration{1, s / 2, s - 1, s, s + 1, 3 * s / 2, 2 * s, 7 * s, 10 * s} {
		for _, l := range [][2]time.Duration{{0, late}, {late, 0}} {
			same := pair{[2]string{"Ann", "Bob"}, [2]hallway.Side{left, left}, l}
			across := pair{[2]string{"Ann", "Bob"}, [2]hallway.Side{left, right}, l}
			bothThrough(t, walk(t, time.Hour, same), "one came later than the other, and they did not get past each other")
			bothThrough(t, walk(t, time.Hour, across), "one came later than the other, on the other side, and they did not get past each other")
		}
	}
}

// Three hallways, in which the first ones come first, and then the second ones.
func TestHallwaysDoNotDisturbEachOther(t *testing.T) {
	const s = time.Second
	ll, rr := [2]hallway.Side{left, left}, [2]hallway.Side{right, right}
	all := walk(t, time.Hour,
		pair{[2]string{"Ann", "Bob"}, ll, [2]time.Duration{0, 2}},
		pair{[2]string{"Ann", "Bob"}, rr, [2]time.Duration{1, 3}},
		pair{[2]string{"Bob", "Cy"}, ll, [2]time.Duration{s, s}},
	)
	bothThrough(t, all, "three pairs met in three hallways, and not everybody got through: do the pairs share something?")
}

func TestManyPairs(t *testing.T) {
	pairs := make([]pair, 30)
	for i := range pairs {
		pairs[i] = pair{names: [2]string{"Ann", "Bob"}, sides: [2]hallway.Side{left, left}}
	}
	bothThrough(t, walk(t, time.Hour, pairs...), "thirty pairs met at the same moment, and not everybody got through")
}

// A step takes a second, so half a second is too short for everybody.
func TestEndsAtOnceWhenDone(t *testing.T) {
	for _, limit := range []time.Duration{500003, 500000003, 1370001003, 2370001003, 3370001003} {
		all := walk(t, limit, pair{names: [2]string{"Ann", "Bob"}, sides: [2]hallway.Side{left, left}})
		for _, o := range all[0] {
			if o.through {
				require.NoError(t, o.err, "the walker got through before the context was done, so Pass returns nil")
				require.LessOrEqual(t, o.took, limit, "the context was done before the walker was through, and it walked on all the same")
				continue
			}
			require.ErrorIs(t, o.err, context.DeadlineExceeded, "the context was done before the walker was through: Pass returns the error of the context")
			require.Equal(t, limit, o.took, "the context was done, and Pass did not return at that moment: what was it waiting for?")
		}
	}
}

func TestTakesNoStepWhenDone(t *testing.T) {
	for _, bobs := range []hallway.Side{left, right} {
		synctest.Test(t, func(t *testing.T) {
			ann, bob := hallway.Meet("Ann", left, "Bob", bobs)
			ctx, cancel := context.WithCancel(t.Context())
			cancel()
			start := time.Now()
			assert.ErrorIs(t, hallway.Pass(ctx, ann, bob.Seen()), context.Canceled, "the context was done already, so Pass returns its error")
			assert.ErrorIs(t, hallway.Pass(ctx, bob, ann.Seen()), context.Canceled, "the context was done already, so Pass returns its error")
			assert.Zero(t, ann.Steps()+bob.Steps(), "the context was done already, and a walker took a step all the same")
			assert.Zero(t, time.Since(start), "the context was done already, and Pass took its time all the same")
		})
	}
}
