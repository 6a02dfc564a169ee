package gather_test

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
	"time"

	"github.com/concurrency-in-go/course/exercises/ch03/gather"
	"github.com/concurrency-in-go/course/exercises/internal/kit"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// counted returns fetch, and counts the fetches that begin.
func counted(begun *atomic.Int32, fetch fetcher) fetcher {
	return func(ctx context.Context, url string) (page, error) {
		begun.Add(1)
		return fetch(ctx, url)
	}
}

// There is room for every fetch, and none may begin.
func TestDoneBefore(t *testing.T) {
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	late, cancel := context.WithDeadline(t.Context(), time.Unix(0, 0))
	defer cancel()
	for _, ctx := range []context.Context{cancelled, late} {
		for _, limit := range []int{1, 3, 40} {
			var begun atomic.Int32
			pages, err := gather.FetchAll(ctx, urls(40), limit, counted(&begun, echo))
			require.ErrorIs(t, err, ctx.Err(), "limit %d: ctx was done, so nothing was fetched, and the error does not say why", limit)
			assert.Zero(t, begun.Load(), "limit %d: fetches began, and ctx was done before", limit)
			assert.Equal(t, make([]page, 40), pages, "limit %d: for a URL that was not fetched there is the zero Page", limit)
		}
	}
}

// Three fetches are under way and the others wait when ctx is done.
func TestDoneWhenTheLimitIsReached(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var begun atomic.Int32
	gate := kit.NewGate()
	f := start(ctx, urls(40), 3, counted(&begun, func(ctx context.Context, url string) (page, error) {
		gate.Wait()
		return echo(ctx, url)
	}))
	kit.Settle() // whatever can begin has begun
	cancel()
	kit.Settle()
	gate.Open()
	<-f.over

	assert.LessOrEqual(t, begun.Load(), int32(3), "ctx was done when three fetches were under way, and others began after that")
	require.ErrorIs(t, f.err, context.Canceled, "most URLs were not fetched, and the error does not say why")
	require.Len(t, f.pages, 40, "as many pages as URLs, also when ctx is done")
	fetched := 0
	for i, p := range f.pages {
		if p != (page{}) {
			fetched++
			assert.Equal(t, urls(40)[i], p.URL, "page %d belongs to URL %d", i, i)
		}
	}
	assert.EqualValues(t, begun.Load(), fetched, "a fetch that was under way when ctx was done has brought a page, and it got lost")
}

// A fetch makes ctx done while no other is under way.
func TestDoneInBetween(t *testing.T) {
	for range 20 {
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		closed := errors.New("closed")
		var begun atomic.Int32
		_, err := gather.FetchAll(ctx, urls(10), 1, func(context.Context, string) (page, error) {
			switch begun.Add(1) {
			case 3:
				return page{}, closed
			case 4:
				cancel()
			}
			return page{}, nil
		})

		require.ErrorIs(t, err, context.Canceled, "six URLs were not fetched, and the error does not say why")
		require.ErrorIs(t, err, closed, "a fetch failed before ctx was done, and its error got lost")
		require.LessOrEqual(t, begun.Load(), int32(4), "the fourth fetch made ctx done, and a fifth began all the same: look at ctx just before each fetch")
	}
}

// The last fetch makes ctx done. Nothing is left to fetch.
func TestDoneAtTheEnd(t *testing.T) {
	for _, limit := range []int{1, 3} {
		ctx, cancel := context.WithCancel(t.Context())
		var ended atomic.Int32
		pages, err := gather.FetchAll(ctx, urls(6), limit, func(ctx context.Context, url string) (page, error) {
			p, err := echo(ctx, url)
			if ended.Add(1) == 6 {
				cancel()
			}
			return p, err
		})
		require.NoError(t, err, "limit %d: ctx was done when every page had been fetched: the error is nil", limit)
		for i, p := range pages {
			require.Equal(t, urls(6)[i], p.URL, "page %d belongs to URL %d", i, i)
		}
	}
}

// A ctx may know why it was cancelled. Its error is the same as ever.
func TestDoneWithACause(t *testing.T) {
	ctx, cancel := context.WithCancelCause(t.Context())
	cancel(errors.New("tired"))
	_, err := gather.FetchAll(ctx, urls(3), 2, echo)
	assert.ErrorIs(t, err, context.Canceled, "nothing was fetched: errors.Is must find ctx.Err() in the error, which is not the cause of ctx")
}

// The ctx that a fetch gets is good until FetchAll returns, for whatever the fetch
// leaves to others.
func TestFetchMayKeepItsContext(t *testing.T) {
	var first atomic.Pointer[context.Context]
	_, err := gather.FetchAll(t.Context(), urls(3), 1, func(ctx context.Context, _ string) (page, error) {
		first.CompareAndSwap(nil, &ctx)
		return page{}, (*first.Load()).Err()
	})
	assert.NoError(t, err, "the context that the first fetch got was done when that fetch had ended, and not when FetchAll returned")
}

// The ctx is not done, and never will be.
func TestNobodyStaysForTheCtx(t *testing.T) {
	for _, limit := range []int{1, 3} {
		_, err := gather.FetchAll(kit.Forever(), urls(6), limit, echo)
		assert.NoError(t, err, "every page was fetched")
	}
}

// The fetches do not listen to ctx, and take their time.
func TestDoneIsNoReasonToLeave(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	gate := kit.NewGate()
	f := start(ctx, urls(5), 2, func(context.Context, string) (page, error) {
		gate.Wait()
		return page{}, nil
	})
	kit.Settle()
	cancel()
	kit.Settle()
	assert.False(t, f.returned.Load(), "ctx is done and FetchAll has returned, but two fetches are still under way")
	gate.Open()
	<-f.over
}

// The same, and nobody asks whether FetchAll came back early.
func TestDoneLeavesNobodyBehind(t *testing.T) {
	for _, limit := range []int{1, 2, 5} {
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		gate := kit.NewGate()
		f := start(ctx, urls(9), limit, func(context.Context, string) (page, error) {
			gate.Wait()
			return page{}, nil
		})
		kit.Settle()
		cancel()
		kit.Settle()
		gate.Open()
		<-f.over
		assert.ErrorIs(t, f.err, context.Canceled, "limit %d: some URLs were not fetched, and the error does not say why", limit)
	}
}

// The fetches do nothing but listen to the ctx that they get.
func TestFetchIsToldWhenDone(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	f := start(ctx, urls(5), 2, func(ctx context.Context, _ string) (page, error) {
		<-ctx.Done()
		return page{}, ctx.Err()
	})
	kit.Settle()
	cancel()
	<-f.over
	assert.ErrorIs(t, f.err, context.Canceled, "the fetches stopped because ctx was done, and the error does not say so")
}

// One fetch fails. The other looks at its ctx then.
func TestFailedFetchStopsNobody(t *testing.T) {
	for failed := range 2 {
		gate := kit.NewGate()
		f := start(t.Context(), urls(4), 2, func(ctx context.Context, url string) (page, error) {
			if url == urls(4)[failed] {
				return page{}, errors.New("closed")
			}
			gate.Wait()
			return page{URL: url}, ctx.Err()
		})
		kit.Settle()
		gate.Open()
		<-f.over
		assert.NotErrorIs(t, f.err, context.Canceled, "one fetch failed, and the others were told to stop")
		require.Len(t, f.pages, 4, "as many pages as URLs")
		for i, p := range f.pages {
			if i != failed {
				assert.Equal(t, urls(4)[i], p.URL, "one fetch failed, and page %d, of another shop, is missing", i)
			}
		}
	}
}
