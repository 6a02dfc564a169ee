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

// Counter counts the hits of every page, for use by many goroutines at once.
type Counter struct {
	mu   sync.Mutex     // guards what follows
	hits map[string]int // only pages that had a hit
}

// New returns a counter without hits.
func New() *Counter { return &Counter{hits: map[string]int{}} }

// Hit counts one hit of the page.
//
// The receiver is a pointer: with (c Counter), every call would lock a copy of
// mu that nobody else knows.
func (c *Counter) Hit(path string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.hits[path]++
}

// Count returns how many hits the page has had. It only reads, and takes the lock
// all the same: to read while another writes is a race too.
func (c *Counter) Count(path string) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.hits[path]
}

// Top returns the n pages with the most hits, the most first.
//
// It copies everything in one critical section, so that the numbers are from one
// moment. It sorts after that: the copy is its own, and Hit need not wait.
func (c *Counter) Top(n int) []Page {
	pages := c.all()
	slices.SortFunc(pages, func(a, b Page) int {
		return cmp.Or(cmp.Compare(b.Hits, a.Hits), cmp.Compare(a.Path, b.Path))
	})
	return pages[:max(0, min(n, len(pages)))]
}

// all returns a copy of the counts of one moment, in no order.
func (c *Counter) all() []Page {
	c.mu.Lock()
	defer c.mu.Unlock()
	pages := make([]Page, 0, len(c.hits))
	for path, hits := range c.hits {
		pages = append(pages, Page{path, hits})
	}
	return pages
}
