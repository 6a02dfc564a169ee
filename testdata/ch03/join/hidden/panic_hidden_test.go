package join_test

import (
	"errors"
	"runtime"
	"slices"
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch03/join"
	"github.com/concurrency-in-go/course/exercises/internal/kit"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// panicOf returns the PanicError that errors.As finds.
func panicOf(t *testing.T, err error) *join.PanicError {
	t.Helper()
	var p *join.PanicError
	require.ErrorAs(t, err, &p, "a function panicked, and errors.As finds no *PanicError")
	require.NotNil(t, p, "the *PanicError is nil")
	return p
}

//go:noinline
func openIndex() error { panic("no index") }

//go:noinline
func readPrices() error { panic("no prices") }

func TestPanicIsAnError(t *testing.T) {
	defer kit.Settle() // whatever comes too late comes now
	type reason struct{ code int }
	for _, value := range []any{"no index", 0, reason{7}} {
		fails := func() error { panic(value) }
		for _, fs := range [][]func() error{{fails}, {fails, ok}, {ok, ok, fails}} {
			p := panicOf(t, join.Run(fs...))
			assert.Equal(t, value, p.Value, "Value is what the function panicked with")
		}
	}
}

// The runtime panics with errors, and people do.
func TestPanicWithAnError(t *testing.T) {
	var index map[string]int
	err := join.Run(ok, func() error { index["go"] = 1; return nil })

	var r runtime.Error
	assert.ErrorAs(t, err, &r, "the value of the panic is an error, and errors.As does not find it: what was thrown away?")
	panicOf(t, err)
}

// Many fail at the same moment, by panics and by errors.
func TestEveryPanicIsFound(t *testing.T) {
	const n = 20
	all := kit.NewRendezvous(n)
	errs := make([]error, n)
	var fs []func() error
	for i := range n {
		errs[i] = errors.New("failed")
		fs = append(fs, func() error {
			all.Meet()
			if i%2 == 0 {
				panic(errs[i])
			}
			return errs[i]
		})
	}

	err := join.Run(fs...)

	lost := []string{}
	for i, e := range errs {
		if !errors.Is(err, e) {
			lost = append(lost, []string{"a panic", "an error"}[i%2])
		}
	}
	assert.Empty(t, lost, "ten functions panicked, and ten returned errors: what got lost?")
}

func TestPanicDoesNotEndItEarly(t *testing.T) {
	for panics := range 3 {
		g := kit.NewGate()
		fs := []func() error{waits(g), waits(g), waits(g)}
		fs[panics] = openIndex
		r := start(fs...)
		kit.Settle()
		assert.False(t, r.returned.Load(), "Run has returned at the first panic, and other functions are still running")
		g.Open()
		<-r.over
		panicOf(t, r.err)
	}
}

func TestStackShowsThePlace(t *testing.T) {
	p := panicOf(t, join.Run(ok, openIndex, ok))
	assert.Contains(t, string(p.Stack), "openIndex", "openIndex panicked, and it is not on the stack: when was the stack taken, and in which goroutine?")
}

// An error is kept. A later call of Run must not write over it.
func TestStackMayBeKept(t *testing.T) {
	first := panicOf(t, join.Run(openIndex))
	second := panicOf(t, join.Run(readPrices))
	assert.Contains(t, string(first.Stack), "openIndex", "the stack in an error that was kept has changed since")
	assert.Contains(t, string(second.Stack), "readPrices", "this is the stack of an earlier panic")
}

// runtime.Goexit ends a goroutine. Its deferred calls still run, and nothing else.
func TestGoexitCountsAsEnded(t *testing.T) {
	exits := func() error { runtime.Goexit(); return nil }
	noPrices := errors.New("no prices")
	for n := 1; n <= 3; n++ {
		for at := range n {
			fs := slices.Repeat([]func() error{func() error { return noPrices }}, n)
			fs[at] = exits
			r := start(fs...)
			<-r.over
			require.True(t, r.returned.Load(), "a function called runtime.Goexit, and it ended the goroutine that called Run: give each function a goroutine of its own")
			if n > 1 {
				assert.ErrorIs(t, r.err, noPrices, "a function called runtime.Goexit, and the error of another one got lost")
			}
		}
	}
}
