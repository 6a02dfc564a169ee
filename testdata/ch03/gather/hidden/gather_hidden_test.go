package gather_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/concurrency-in-go/course/exercises/ch03/gather"
	"github.com/concurrency-in-go/course/exercises/internal/kit"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

type fetcher = func(ctx context.Context, url string) (page, error)

// urls returns n URLs: /0, /1, and so on.
func urls(n int) []string {
	all := make([]string, n)
	for i := range all {
		all[i] = fmt.Sprint("/", i)
	}
	return all
}

// echo is a shop that answers at once.
func echo(_ context.Context, url string) (page, error) { return page{URL: url, Body: "of " + url}, nil }

// fetching is a call of FetchAll in a goroutine of its own.
type fetching struct {
	returned atomic.Bool
	pages    []page
	err      error
	over     chan struct{} // closed when the goroutine has ended
}

func start(ctx context.Context, urls []string, limit int, fetch fetcher) *fetching {
	f := &fetching{over: make(chan struct{})}
	go func() {
		defer close(f.over)
		f.pages, f.err = gather.FetchAll(ctx, urls, limit, fetch)
		f.returned.Store(true)
	}()
	return f
}

func TestNoURLs(t *testing.T) {
	for _, none := range [][]string{nil, {}} {
		for _, limit := range []int{0, 1, 5} {
			pages, err := gather.FetchAll(t.Context(), none, limit, func(context.Context, string) (page, error) {
				return page{}, errors.New("fetch was called without a URL")
			})
			require.NoError(t, err, "without URLs there is nothing that can fail")
			assert.Empty(t, pages, "without URLs there are no pages")
		}
	}
}

func TestOtherNumbers(t *testing.T) {
	for _, n := range []int{1, 2, 3, 100} {
		all := urls(n)
		for _, limit := range []int{1, 2, 7, 1000} {
			pages, err := gather.FetchAll(t.Context(), urls(n), limit, echo)
			require.NoError(t, err, "%d URLs, limit %d: every page was fetched", n, limit)
			require.Len(t, pages, n, "%d URLs, limit %d: as many pages as URLs", n, limit)
			for i, p := range pages {
				require.Equal(t, page{URL: all[i], Body: "of " + all[i]}, p, "%d URLs, limit %d: page %d belongs to URL %d", n, limit, i, i)
			}
		}
	}
}

// The shops answer in reverse order.
func TestOrderOfTheURLs(t *testing.T) {
	const n = 4
	answered := map[string]*kit.Gate{}
	for _, url := range urls(n) {
		answered[url] = kit.NewGate()
	}
	before := map[string]string{"/0": "/1", "/1": "/2", "/2": "/3"}

	pages, err := gather.FetchAll(t.Context(), urls(n), n, func(ctx context.Context, url string) (page, error) {
		if b, ok := before[url]; ok {
			answered[b].Wait()
		}
		defer answered[url].Open()
		return echo(ctx, url)
	})

	require.NoError(t, err, "every page was fetched")
	require.Len(t, pages, n, "as many pages as URLs")
	for i, p := range pages {
		assert.Equal(t, urls(n)[i], p.URL, "page %d belongs to URL %d, whoever answers first", i, i)
	}
}

// All answers come at the same moment, so nothing but FetchAll orders what is done
// with them.
func TestAnswersAtTheSameMoment(t *testing.T) {
	for _, n := range []int{2, 20} {
		all := kit.NewRendezvous(n)
		pages, err := gather.FetchAll(t.Context(), urls(n), n, func(ctx context.Context, url string) (page, error) {
			all.Meet()
			return echo(ctx, url)
		})
		require.NoError(t, err, "every page was fetched")
		require.Len(t, pages, n, "as many pages as URLs")
		for i, p := range pages {
			assert.Equal(t, urls(n)[i], p.URL, "page %d belongs to URL %d: do two goroutines write in one place?", i, i)
		}
	}
}

func TestListedTwice(t *testing.T) {
	var calls atomic.Int32
	pages, err := gather.FetchAll(t.Context(), []string{"/a", "/b", "/a"}, 2, func(_ context.Context, url string) (page, error) {
		return page{URL: url, Body: fmt.Sprint("answer ", calls.Add(1))}, nil
	})

	require.NoError(t, err, "every page was fetched")
	require.Len(t, pages, 3, "as many pages as URLs")
	assert.EqualValues(t, 3, calls.Load(), "a URL that is listed twice is fetched twice")
	assert.Equal(t, []string{"/a", "/b", "/a"}, []string{pages[0].URL, pages[1].URL, pages[2].URL}, "page i belongs to URL i")
	assert.NotEqual(t, pages[0], pages[2], "two fetches of one URL gave two answers, and one of them got lost")
}

// The fetches stay where they are until nothing moves any more. By then everyone who
// is let in is in.
func TestNeverMoreThanTheLimit(t *testing.T) {
	for _, limit := range []int{1, 3} {
		var inside kit.Peak
		gate := kit.NewGate()
		f := start(t.Context(), urls(12), limit, func(context.Context, string) (page, error) {
			inside.Enter()
			defer inside.Leave()
			gate.Wait()
			return page{}, nil
		})
		kit.Settle()
		gate.Open()
		<-f.over
		assert.LessOrEqual(t, inside.Max(), limit, "more fetches were under way at once than the limit allows")
	}
}

func TestLimitBelowOneIsOne(t *testing.T) {
	for _, limit := range []int{0, -1} {
		var inside kit.Peak
		gate := kit.NewGate()
		f := start(t.Context(), urls(5), limit, func(ctx context.Context, url string) (page, error) {
			inside.Enter()
			defer inside.Leave()
			gate.Wait()
			return echo(ctx, url)
		})
		kit.Settle()
		gate.Open()
		<-f.over
		require.NoError(t, f.err, "limit %d: it counts as 1, and every page was fetched", limit)
		assert.Len(t, f.pages, 5, "limit %d: as many pages as URLs", limit)
		assert.Equal(t, 1, inside.Max(), "limit %d: it counts as 1", limit)
	}
}

func TestAsManyAsTheLimit(t *testing.T) {
	for _, size := range []struct{ urls, limit int }{{2, 2}, {2, 9}, {30, 12}, {40, 40}} {
		all := kit.NewRendezvous(min(size.urls, size.limit))
		_, err := gather.FetchAll(t.Context(), urls(size.urls), size.limit, func(context.Context, string) (page, error) {
			all.Meet()
			return page{}, nil
		})
		assert.NoError(t, err, "every page was fetched")
	}
}

// One shop answers only when all others have. It keeps one place busy, not two.
func TestSlowShopHoldsNobodyUp(t *testing.T) {
	const n = 6
	for slow := range n {
		others := kit.NewRendezvous(n)
		_, err := gather.FetchAll(t.Context(), urls(n), 2, func(_ context.Context, url string) (page, error) {
			if url == urls(n)[slow] {
				others.Meet()
				return page{}, nil
			}
			go others.Meet()
			return page{}, nil
		})
		require.NoError(t, err, "every page was fetched")
	}
}

func TestFailedFetchIsOneOfMany(t *testing.T) {
	closed, full := errors.New("closed"), errors.New("full")
	for _, limit := range []int{1, 2, 9} {
		pages, err := gather.FetchAll(t.Context(), urls(7), limit, func(ctx context.Context, url string) (page, error) {
			switch url {
			case "/0":
				return page{}, closed
			case "/3":
				return page{}, full
			}
			return echo(ctx, url)
		})

		require.ErrorIs(t, err, closed, "limit %d: the error of the first shop got lost", limit)
		require.ErrorIs(t, err, full, "limit %d: the error of the fourth shop got lost", limit)
		require.Len(t, pages, 7, "limit %d: as many pages as URLs, also when a fetch failed", limit)
		for i, p := range pages {
			want, _ := echo(t.Context(), urls(7)[i])
			if i == 0 || i == 3 {
				want = page{}
			}
			assert.Equal(t, want, p, "limit %d: page %d; the first and the fourth shop failed, and the others did not", limit, i)
		}
	}
}

// Every fetch fails, and all at once.
func TestEveryErrorIsFound(t *testing.T) {
	const n = 20
	all := kit.NewRendezvous(n)
	var mu sync.Mutex
	var errs []error
	_, err := gather.FetchAll(t.Context(), urls(n), n, func(_ context.Context, url string) (page, error) {
		e := errors.New(url + " is closed")
		mu.Lock()
		errs = append(errs, e)
		mu.Unlock()
		all.Meet()
		return page{}, e
	})

	mu.Lock()
	defer mu.Unlock()
	require.Len(t, errs, n, "each URL is fetched once")
	found := slices.DeleteFunc(errs, func(e error) bool { return !errors.Is(err, e) })
	assert.Len(t, found, n, "all %d fetches failed, and errors.Is does not find the errors of all of them", n)
}

// One has failed long before the others answer.
func TestReturnsAfterTheLastHasEnded(t *testing.T) {
	for failed := range 3 {
		gate := kit.NewGate()
		f := start(t.Context(), urls(3), 3, func(_ context.Context, url string) (page, error) {
			if url == urls(3)[failed] {
				return page{}, errors.New("closed")
			}
			gate.Wait()
			return page{}, nil
		})
		kit.Settle()
		assert.False(t, f.returned.Load(), "FetchAll has returned, and two fetches are still under way")
		gate.Open()
		<-f.over
	}
}

// atLock reports whether any goroutine waits for a mutex.
func atLock() bool {
	dump := make([]byte, 1<<20)
	dump = dump[:runtime.Stack(dump, true)]
	return bytes.Contains(dump, []byte("[sync.Mutex.")) || bytes.Contains(dump, []byte("[sync.RWMutex."))
}

// The clock is fake: a wait of ten seconds takes no time. It stands still while
// somebody waits for a mutex, so a FetchAll that waits in that way is let off.
func TestWaitsHoweverLong(t *testing.T) {
	gate := kit.NewGate()
	f := start(t.Context(), urls(2), 2, func(context.Context, string) (page, error) {
		gate.Wait()
		return page{}, nil
	})
	kit.Settle()
	locked := atLock()
	gate.Open()
	<-f.over
	if locked {
		return
	}
	synctest.Test(t, func(t *testing.T) {
		gate := kit.NewGate()
		f := start(t.Context(), urls(2), 2, func(context.Context, string) (page, error) {
			gate.Wait()
			return page{}, nil
		})
		time.Sleep(10 * time.Second)
		assert.False(t, f.returned.Load(), "FetchAll has returned, and two fetches are still under way: to sleep for a while is not to wait for them")
		gate.Open()
		<-f.over
	})
}
