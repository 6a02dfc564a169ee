// Package hits counts how often each page of a web site is asked for.
package hits

import (
	"cmp"
	"slices"
	"sync"
)

// Page is a page, and how often it was asked for.
type Page struct {
	Path string
	Hits int
}

// Counter counts the hits of every page. The web server calls Hit from many
// goroutines, and dashboards call Count and Top meanwhile: all methods are for
// use by many goroutines at once. Counters have nothing to do with each other.
//
// Nobody tells a Counter when it is no longer needed. So it keeps no goroutine
// running between calls.
//
// TODO: with one goroutine, all of this works. With many, it does not keep what
// its comments promise. Repair it; the comments are right.
type Counter struct {
	hits map[string]int
	kept map[int][]Page // what Top has worked out since the last hit, by n
}

// New returns a counter without hits.
func New() *Counter {
	return &Counter{hits: map[string]int{}, kept: map[int][]Page{}}
}

// Hit counts one hit of the page. When it returns, the hit is counted, and no
// hit is ever lost.
func (c Counter) Hit(path string) {
	var mu sync.Mutex
	mu.Lock()
	defer mu.Unlock()
	c.hits[path]++
	clear(c.kept)
}

// Count returns how many hits the page has had: 0 for one that had none. To ask
// changes nothing.
func (c Counter) Count(path string) int {
	return c.hits[path]
}

// Top returns the n pages with the most hits, or all pages that had a hit if
// there are fewer than n. For an n of 0 or less it returns none.
//
// The page with the most hits comes first; of two with the same number, the one
// whose path is less as a string.
//
// All numbers are from one moment: Top sees every hit that was counted before it,
// and none that came after. The slice is the caller's to keep and to change.
func (c Counter) Top(n int) []Page {
	if pages, ok := c.kept[n]; ok {
		return pages // dashboards ask often: do not sort again for nothing
	}
	var pages []Page
	for path, hits := range c.hits {
		pages = append(pages, Page{path, hits})
	}
	slices.SortFunc(pages, func(a, b Page) int {
		return cmp.Or(cmp.Compare(b.Hits, a.Hits), cmp.Compare(a.Path, b.Path))
	})
	pages = pages[:max(0, min(n, len(pages)))]
	c.kept[n] = pages
	return pages
}
