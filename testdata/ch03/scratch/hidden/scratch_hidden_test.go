package scratch_test

import (
	"bytes"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch03/scratch"
	"github.com/concurrency-in-go/course/exercises/internal/kit"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestTextOfAllItems(t *testing.T) {
	w := new(watched)
	r := scratch.New(w)
	for _, words := range [][]string{{"a"}, {}, {"b", "c"}, {""}, {"d", "", "e\nf"}, {}, {strings.Repeat("g", 1000)}} {
		want := ""
		for _, word := range words {
			want += word + "\n"
		}
		require.Equal(t, want, string(r.Render(list(words...))), "each item stands on a line, in order, and nothing else does")
	}
	w.fine(t)
}

// Whoever had the buffer before has left bytes in it, more than are written now.
func TestBufferIsDirty(t *testing.T) {
	w := &watched{free: []*bytes.Buffer{dirty(100), dirty(100)}}
	r := scratch.New(w)
	require.Equal(t, "a\n", string(r.Render(list("a"))), "the buffer held bytes of somebody else, and they are in the result")
	require.Empty(t, string(r.Render(nil)), "there are no items, so there is no text: where do these bytes come from?")
}

func TestEmptyPool(t *testing.T) {
	w := new(watched)
	r := scratch.New(w)
	first := r.Render(list("a", "b"))
	require.Equal(t, "a\nb\n", string(first), "the pool has no buffer, so Render makes one. Was the text in it overwritten when it went to the pool?")
	_, puts := w.counts()
	require.Equal(t, 1, puts, "a buffer that Render has made goes to the pool too: how else would one get there?")
	w.fine(t)
}

// The pool writes over what it gets, so a result that lies there changes at once.
func TestResultIsNotInBuffer(t *testing.T) {
	w := &watched{free: []*bytes.Buffer{dirty(1000)}}
	r := scratch.New(w)
	first := r.Render(list("mine"))
	require.Equal(t, "mine\n", string(first), "the result lies in the buffer, which is the pool's by now: copy it before")
	second := r.Render(list("his"))
	require.Equal(t, "mine\n", string(first), "a later call has changed the result of an earlier one")
	require.Equal(t, "his\n", string(second), "the second call has a text of its own")
}

// Callers write to their results, and behind them.
func TestResultsAreApart(t *testing.T) {
	r := scratch.New(new(watched))
	results := make([][]byte, 4)
	for i := range results {
		results[i] = r.Render(list(fmt.Sprint("list ", i)))
	}
	for i := range results {
		results[i][0] = 'L'
		results[i] = append(results[i], "and more"...)
	}
	for i, got := range results {
		require.Equal(t, fmt.Sprint("List ", i, "\nand more"), string(got), "one caller has appended to a result, and another one's result has changed: they share memory")
	}
	require.Equal(t, "list 0\n", string(r.Render(list("list 0"))), "a caller has written to a result, and the next rendering shows it")
}

// One buffer goes round: each call gets it and gives it back.
func TestBufferGoesBack(t *testing.T) {
	const calls = 10
	w := &watched{free: []*bytes.Buffer{dirty(1000)}}
	r := scratch.New(w)
	for range calls {
		r.Render(list("a", "b"))
	}
	gets, puts := w.counts()
	assert.Equal(t, calls, gets, "each call gets one buffer from the pool")
	assert.Equal(t, calls, puts, "each call puts its buffer back, once")
	require.Len(t, w.free, 1, "there was one buffer, and all calls can share it, one after the other")
	w.fine(t)
}

func TestLargeBufferIsNotKept(t *testing.T) {
	w := &watched{free: []*bytes.Buffer{dirty(100)}}
	r := scratch.New(w)
	got := r.Render([]fmt.Stringer{text("a"), large(), text("b")})
	require.Len(t, got, 2*scratch.MaxKept+5, "the text of a large list is all its items")
	require.LessOrEqual(t, w.largest, scratch.MaxKept, "a buffer that has grown above MaxKept was put back")
	require.Equal(t, "c\n", string(r.Render(list("c"))), "after a large list comes a small one")
	w.fine(t)
}

// It was large when it came. What counts is what it can hold, not what it holds.
func TestLargeBufferFromPool(t *testing.T) {
	w := &watched{free: []*bytes.Buffer{dirty(2 * scratch.MaxKept)}}
	r := scratch.New(w)
	require.Equal(t, "a\n", string(r.Render(list("a"))), "the text is that of the items")
	require.LessOrEqual(t, w.largest, scratch.MaxKept, "a buffer with a capacity above MaxKept was put back, with little in it")
}

// The limit itself is not above it, nor are three quarters of it.
func TestMediumBufferIsKept(t *testing.T) {
	w := &watched{free: []*bytes.Buffer{dirty(scratch.MaxKept)}}
	scratch.New(w).Render(list("a"))
	_, puts := w.counts()
	require.Equal(t, 1, puts, "the buffer's capacity is MaxKept, and not above it, so it goes back")

	w = &watched{free: []*bytes.Buffer{dirty(scratch.MaxKept * 3 / 4)}}
	r := scratch.New(w)
	r.Render(list(strings.Repeat("m", scratch.MaxKept/2)))
	_, puts = w.counts()
	require.Equal(t, 1, puts, "the buffer's capacity is not above MaxKept, so it goes back")
	w.fine(t)
}

func TestStringIsCalledOnce(t *testing.T) {
	calls := 0
	r := scratch.New(new(watched))
	got := r.Render([]fmt.Stringer{call(func() string {
		calls++
		return "a"
	})})
	require.Equal(t, 1, calls, "String is called once for each item")
	require.Equal(t, "a\n", string(got), "the text is that of the items")
}

// Three calls are in the middle of their work at the same time.
func TestRendersOverlap(t *testing.T) {
	w := &watched{free: []*bytes.Buffer{dirty(100), dirty(100)}}
	r := scratch.New(w)
	inside := kit.NewRendezvous(3)
	render := func(name string) func() {
		return func() {
			got := r.Render([]fmt.Stringer{text(name), call(func() string {
				inside.Meet()
				return "met"
			}), text(name)})
			assert.Equal(t, name+"\nmet\n"+name+"\n", string(got), "another call wrote to the same buffer at the same time")
		}
	}
	kit.Together(render("a"), render("b"), render("c"))
	w.fine(t)
	_, puts := w.counts()
	require.Equal(t, 3, puts, "three calls used three buffers, and all go back")
}

// However many there are.
func TestManyRendersOverlap(t *testing.T) {
	const many = 200
	r := scratch.New(&watched{})
	inside := kit.NewRendezvous(many)
	kit.Hammer(many, 1, func(int, int) {
		r.Render([]fmt.Stringer{call(func() string {
			inside.Meet() // stuck here: a call of Render waits for another one to end
			return "met"
		})})
	})
}

// An item is a list itself, and renders that.
func TestItemRendersItems(t *testing.T) {
	w := &watched{free: []*bytes.Buffer{dirty(100)}}
	r := scratch.New(w)
	inner := call(func() string { return strings.TrimSuffix(string(r.Render(list("b", "c"))), "\n") })
	got := r.Render([]fmt.Stringer{text("a"), inner, text("d")})
	require.Equal(t, "a\nb\nc\nd\n", string(got), "an item called Render, and the two calls have got into each other's way")
	gets, puts := w.counts()
	require.Equal(t, gets, puts, "each of the two calls has a buffer, and puts it back")
	w.fine(t)
}

// A panic goes on to the caller. The renderer works as before.
func TestPanicGoesOn(t *testing.T) {
	w := &watched{free: []*bytes.Buffer{dirty(100)}}
	r := scratch.New(w)
	require.PanicsWithValue(t, "no such item", func() {
		r.Render([]fmt.Stringer{text("a"), call(func() string { panic("no such item") })})
	}, "String panicked, and Render did not let the panic through")
	require.Equal(t, "b\n", string(r.Render(list("b"))), "after a panic in String the next call works as before")
	w.fine(t)
}

// Many goroutines and a real pool.
func TestManyRender(t *testing.T) {
	r := scratch.New(new(sync.Pool))
	var mu sync.Mutex
	bad := ""
	kit.Hammer(4, 20, func(g, c int) {
		want := fmt.Sprintf("%d\n%d\n", g, c)
		kept := r.Render(list(fmt.Sprint(g), fmt.Sprint(c)))
		r.Render(list("something", "else", "and more"))
		if string(kept) != want {
			mu.Lock()
			defer mu.Unlock()
			bad = fmt.Sprintf("want %q, got %q", want, kept)
		}
	})
	require.Empty(t, bad, "a goroutine's result holds what is not its own")
}
