package hits_test

import (
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch01/hits"
	"github.com/concurrency-in-go/course/exercises/internal/kit"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestTopIsACopy(t *testing.T) {
	c := hits.New()
	c.Hit("/")
	c.Hit("/about")
	c.Hit("/")

	want := []hits.Page{{Path: "/", Hits: 2}, {Path: "/about", Hits: 1}}
	mine := c.Top(2)
	require.Equal(t, want, mine, "the page with the most hits comes first")

	mine[0].Path = "Home"
	assert.Equal(t, want, c.Top(2), "one caller changed the slice that it got from Top, and the next one sees the change: do they share memory?")
}

// Eight goroutines hit one page. Run it with -race: it names the two lines that
// get at the same memory at the same time.
func TestNoHitIsLost(t *testing.T) {
	c := hits.New()
	const goroutines, loops = 8, 100

	kit.Hammer(goroutines, loops, func(int, int) { c.Hit("/") })

	assert.Equal(t, goroutines*loops, c.Count("/"), "hits were lost: two goroutines read the same number, and each wrote one more")
}
