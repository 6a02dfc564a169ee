// Package gather fetches many pages, a few at a time.
package gather

import "context"

// Page is what a shop answers.
type Page struct {
	URL  string
	Body string
}

// FetchAll fetches the page of every URL, and returns the pages in the order of
// the URLs: there are as many pages as URLs, and page i is what fetch returned for
// urls[i]. A URL that is listed twice is fetched twice.
//
// At most limit fetches are under way at the same time. And while URLs are left,
// no fewer are: when one fetch ends the next one begins, and does not wait for any
// other. A limit of less than 1 counts as 1.
//
// A fetch that fails does not disturb the others. In its place stands the zero
// Page, and errors.Is finds its error in the one that FetchAll returns, beside all
// other errors. If every page was fetched, the error is nil. Without URLs there are
// no pages and there is no error, as long as ctx is not done.
//
// When ctx is done, no further fetch begins. The fetches that are under way go on
// until they end, and their pages and errors count as ever. For a URL that was not
// fetched there is the zero Page, and errors.Is finds ctx.Err() in the error.
//
// When FetchAll returns, all that it started has ended, also when ctx is done and
// also when a fetch failed. It does not return before that.
//
// fetch gets ctx itself, or a context made from it that is done only when ctx is
// done or FetchAll returns. fetch does not panic. It returns the zero Page with an
// error, and it may be called from several goroutines at the same time.
func FetchAll(ctx context.Context, urls []string, limit int, fetch func(ctx context.Context, url string) (Page, error)) ([]Page, error) {
	panic("TODO: fetch them all, a few at a time")
}
