package hits_test

import (
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch01/hits"
	"github.com/concurrency-in-go/course/exercises/internal/kit"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// together calls first in a goroutine of its own, and second in this one when
// first is done, or waits. Nothing tells second so: only what the counter itself
// does can put one access to its memory before the other, and the race detector
// sees every one that it forgets. The goroutine stays alive meanwhile, since the
// detector may take a new one for one that has ended.
func together(first, second func()) {
	end := kit.NewGate()
	var wg sync.WaitGroup
	wg.Go(func() {
		first()
		end.Wait()
	})
	kit.Settle()
	second()
	end.Open()
	wg.Wait()
}

// hit returns a counter that has counted one hit of /.
func hit() *hits.Counter {
	c := hits.New()
	c.Hit("/")
	return c
}

// The detector remembers the last few accesses of a place, not all, and so it
// may miss one. Hence a few counters each, which are new.
const counters = 3

func TestHitBesideHit(t *testing.T) {
	for range counters {
		c := hits.New()
		together(func() { c.Hit("/a") }, func() { c.Hit("/b") })

		assert.Equal(t, 1, c.Count("/a"), "a hit of one page was lost when another page had one")
		assert.Equal(t, 1, c.Count("/b"), "a hit of one page was lost when another page had one")
	}
}

func TestCountBesideHit(t *testing.T) {
	for range counters {
		var after, before int
		c, d := hit(), hit()
		together(func() { c.Hit("/") }, func() { after = c.Count("/") })
		together(func() { before = d.Count("/") }, func() { d.Hit("/") })

		assert.Contains(t, []int{1, 2}, after, "beside a second hit, Count sees one hit or two")
		assert.Contains(t, []int{1, 2}, before, "beside a second hit, Count sees one hit or two")
	}
}

func TestTopBesideHit(t *testing.T) {
	for range counters {
		var after, before []hits.Page
		c, d := hit(), hit()
		together(func() { c.Hit("/") }, func() { after = c.Top(1) })
		together(func() { before = d.Top(1) }, func() { d.Hit("/") })

		require.Len(t, after, 1, "the page had a hit before")
		require.Len(t, before, 1, "the page had a hit before")
		assert.Contains(t, []int{1, 2}, after[0].Hits, "beside a second hit, Top sees one hit or two")
		assert.Contains(t, []int{1, 2}, before[0].Hits, "beside a second hit, Top sees one hit or two")
	}
}

func TestTopBesideTop(t *testing.T) {
	c := hits.New()
	for i := range 5 {
		hitTimes(c, fmt.Sprint("/", i), i+1)
	}
	var three, five []hits.Page
	together(func() { three = c.Top(3) }, func() { five = c.Top(5) })

	require.Len(t, five, 5, "five pages had hits")
	assert.Equal(t, five[:3], three, "two calls of Top at once disagree, though no hit came in between")
}

// One caller writes into its slice while the counter and another caller go on.
func TestTopIsTheCallers(t *testing.T) {
	c := hits.New()
	c.Hit("/")
	mine := c.Top(1)
	require.Len(t, mine, 1, "the page had a hit")
	var theirs []string
	together(
		func() { mine[0].Path = "Home" },
		func() {
			for range 2 {
				for _, p := range c.Top(1) {
					theirs = append(theirs, p.Path)
				}
				c.Hit("/")
			}
		})

	assert.Equal(t, []string{"/", "/"}, theirs, "one caller changed its slice, and another caller sees the change")
	assert.Equal(t, []hits.Page{{Path: "/", Hits: 3}}, c.Top(1), "one caller changed its slice, and the counter shows the change")
}

// A Top that is under way must not leave an old answer behind for the next one.
func TestTopAfterTopBesideHit(t *testing.T) {
	c := hits.New()
	for i := range 30 {
		c.Hit(fmt.Sprintf("/%02d", i))
	}
	for n := 2; n < 400; n++ {
		kit.Together(func() { c.Top(3) }, func() { c.Hit("/00") })
		require.Equal(t, hits.Page{Path: "/00", Hits: n}, c.Top(3)[0], "Hit had returned before Top was called, and Top does not see the hit: was an answer kept that was old already?")
	}
}

// Many goroutines hit many pages, some of them new, while others look on.
func TestNoHitIsLostAmongMany(t *testing.T) {
	c := hits.New()
	const goroutines, loops, pages = 8, 150, 5

	kit.Hammer(goroutines, loops, func(_, call int) {
		path := fmt.Sprint("/", call%pages)
		c.Hit(path)
		if call%30 == 0 {
			c.Count(path)
			c.Top(2)
		}
	})

	for i := range pages {
		assert.Equal(t, goroutines*loops/pages, c.Count(fmt.Sprint("/", i)), "hits were lost: is reading the number and writing one more a single critical section?")
	}
	sum := 0
	for _, p := range c.Top(pages) {
		sum += p.Hits
	}
	assert.Equal(t, goroutines*loops, sum, "the numbers in Top do not add up to the number of hits")
}

// One goroutine hits the pages in their order, again and again. So at every
// moment the pages with one hit more are the first ones, and no two pages differ
// by more than one.
func TestTopIsOneMoment(t *testing.T) {
	c := hits.New()
	const pages, tops, rounds = 100, 80, 100
	paths := make([]string, pages)
	for i := range pages {
		paths[i] = fmt.Sprintf("/%03d", i)
		c.Hit(paths[i])
	}
	var done atomic.Bool
	torn := 0
	var wg sync.WaitGroup
	wg.Go(func() {
		for range rounds {
			for _, path := range paths {
				c.Hit(path)
			}
			if done.Load() {
				return
			}
		}
	})
	for range tops {
		if !oneMoment(paths, c.Top(pages)) {
			torn++
		}
	}
	done.Store(true)
	wg.Wait()

	assert.Zero(t, torn, "Top put together numbers from different moments: it showed a hit, but not one that was counted before it")
}

// oneMoment reports whether pages may be the counts of all paths at one moment.
func oneMoment(paths []string, pages []hits.Page) bool {
	if len(pages) != len(paths) {
		return false
	}
	for i, p := range pages {
		if p.Path != paths[i] || pages[0].Hits-p.Hits > 1 {
			return false
		}
	}
	return true
}
