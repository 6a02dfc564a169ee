package hits_test

import (
	"fmt"
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch01/hits"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// hitTimes hits the page n times.
func hitTimes(c *hits.Counter, path string, n int) {
	for range n {
		c.Hit(path)
	}
}

func TestHitIsCountedWhenItReturns(t *testing.T) {
	c := hits.New()
	late := 0
	for i := range 100 {
		c.Hit("/")
		if c.Count("/") != i+1 {
			late++
		}
	}

	assert.Zero(t, late, "Hit has returned, but Count does not know of the hit: is it counted later, or by somebody else?")
}

func TestAskingChangesNothing(t *testing.T) {
	c := hits.New()
	c.Hit("/")

	assert.Zero(t, c.Count("/nobody"), "a page without hits has 0 hits")
	assert.Equal(t, []hits.Page{{Path: "/", Hits: 1}}, c.Top(10), "Top lists a page that never had a hit: Count must not add what it does not find")
}

func TestMostHitsFirst(t *testing.T) {
	c := hits.New()
	hitTimes(c, "/a", 2)
	hitTimes(c, "/b", 30)
	hitTimes(c, "/c", 4)

	want := []hits.Page{{Path: "/b", Hits: 30}, {Path: "/c", Hits: 4}, {Path: "/a", Hits: 2}}
	assert.Equal(t, want, c.Top(3), "the page with the most hits comes first")
}

func TestTiesGoByPath(t *testing.T) {
	c := hits.New()
	var want []hits.Page
	for i := range 20 {
		path := fmt.Sprintf("/%02d", (i*7)%20)
		c.Hit(path)
		want = append(want, hits.Page{Path: fmt.Sprintf("/%02d", i), Hits: 1})
	}

	assert.Equal(t, want, c.Top(20), "pages with the same number of hits are in the order of their paths")
	assert.Equal(t, want[:3], c.Top(3), "pages with the same number of hits are in the order of their paths, also for those that are cut off")
}

func TestTopOfOtherSizes(t *testing.T) {
	c := hits.New()

	assert.Empty(t, c.Top(3), "a counter without hits has no pages")
	c.Hit("/a")
	c.Hit("/b")
	assert.Empty(t, c.Top(0), "Top(0) lists no page")
	assert.Empty(t, c.Top(-1), "Top of less than 0 lists no page")
	assert.Len(t, c.Top(1), 1, "Top(1) lists one page")
	assert.Len(t, c.Top(3), 2, "two pages had hits, and Top(3) lists them both")
	c.Hit("/c") // waits for ever if a call before kept the lock
	assert.Len(t, c.Top(3), 3, "a third page had a hit since, and Top(3) lists all three")
}

func TestTopSeesLaterHits(t *testing.T) {
	c := hits.New()
	c.Hit("/old")
	c.Hit("/old")
	c.Hit("/new")
	require.Equal(t, []hits.Page{{Path: "/old", Hits: 2}}, c.Top(1), "the page with the most hits comes first")

	c.Hit("/new")
	assert.Equal(t, []hits.Page{{Path: "/new", Hits: 2}}, c.Top(1), "Top gave an answer from before the last hit")
	c.Hit("/old")
	assert.Equal(t, []hits.Page{{Path: "/old", Hits: 3}}, c.Top(1), "Top gave an answer from before the last hit")
}

func TestTopMayBeKept(t *testing.T) {
	c := hits.New()
	c.Hit("/a")
	kept := c.Top(5)

	hitTimes(c, "/b", 3)
	c.Hit("/a")
	c.Top(5)

	assert.Equal(t, []hits.Page{{Path: "/a", Hits: 1}}, kept, "a slice that the caller has kept changed when the counter went on: it must be the caller's own")
}

// The first answer may be worked out, and the others come from what was kept.
func TestEveryAnswerMayBeChanged(t *testing.T) {
	c := hits.New()
	c.Hit("/")
	for range 4 {
		answer := c.Top(1)
		require.Equal(t, []hits.Page{{Path: "/", Hits: 1}}, answer, "a caller changed the slice that it got from Top, and the next caller sees the change")
		answer[0].Path = "Home"
	}
}

func TestTopMayBeAppendedTo(t *testing.T) {
	c := hits.New()
	hitTimes(c, "/a", 3)
	hitTimes(c, "/b", 2)
	c.Hit("/c")

	mine := append(c.Top(1), hits.Page{Path: "/mine", Hits: 99})

	want := []hits.Page{{Path: "/a", Hits: 3}, {Path: "/b", Hits: 2}, {Path: "/c", Hits: 1}}
	assert.Equal(t, want, c.Top(3), "one caller appended to the slice that it got from Top, and overwrote what the counter keeps behind its end")
	require.Len(t, mine, 2, "Top(1) lists one page")
	assert.Equal(t, "/mine", mine[1].Path, "what one caller appended to its slice was overwritten by another call of Top")
}

func TestCountersAreIndependent(t *testing.T) {
	a, b := hits.New(), hits.New()
	a.Hit("/")

	assert.Zero(t, b.Count("/"), "a hit in one counter shows in another: do they share a map?")
	assert.Empty(t, b.Top(1), "a hit in one counter shows in another: do they share a map?")
	assert.Equal(t, 1, a.Count("/"), "the hit must be counted where it was made")
}
