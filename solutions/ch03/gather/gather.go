// Package gather fetches many pages, a few at a time.
package gather

import (
	"context"
	"errors"
	"sync"
)

// Page is what a shop answers.
type Page struct {
	URL  string
	Body string
}

// FetchAll fetches the page of every URL, at most limit at a time, and returns the
// pages in the order of the URLs.
//
// There are limit goroutines, and each takes the next URL when it is free: the
// number of goroutines is the limit, so nothing else has to count. Each writes only
// the places of the URLs that it took.
func FetchAll(ctx context.Context, urls []string, limit int, fetch func(ctx context.Context, url string) (Page, error)) ([]Page, error) {
	pages, errs := make([]Page, len(urls)), make([]error, len(urls))
	next := numbers(len(urls))
	var wg sync.WaitGroup
	for range max(1, min(limit, len(urls))) {
		wg.Go(func() {
			for i := range next {
				// Looked at last thing before the fetch, so that none begins later.
				if errs[i] = ctx.Err(); errs[i] == nil {
					pages[i], errs[i] = fetch(ctx, urls[i])
				}
			}
		})
	}
	wg.Wait()
	return pages, errors.Join(errs...)
}

// numbers returns a closed channel that holds 0 to n-1. Nobody has to feed it, so
// nobody can be left behind at it.
func numbers(n int) <-chan int {
	c := make(chan int, n)
	for i := range n {
		c <- i
	}
	close(c)
	return c
}
