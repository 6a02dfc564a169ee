package join_test

import (
	"bytes"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/concurrency-in-go/course/exercises/ch03/join"
	"github.com/concurrency-in-go/course/exercises/internal/kit"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// running is a call of Run in a goroutine of its own.
type running struct {
	returned atomic.Bool
	err      error
	over     chan struct{} // closed when the goroutine has ended
}

func start(fs ...func() error) *running {
	r := &running{over: make(chan struct{})}
	go func() {
		defer close(r.over)
		err := join.Run(fs...)
		r.err = err
		r.returned.Store(true)
	}()
	return r
}

func ok() error { return nil }

// waits returns a function that ends well when the gate is open.
func waits(g *kit.Gate) func() error {
	return func() error { g.Wait(); return nil }
}

func TestNothingToRun(t *testing.T) {
	assert.NoError(t, join.Run(), "without functions nothing can fail")
}

func TestNoErrorIsNil(t *testing.T) {
	for _, n := range []int{1, 2, 50} {
		err := join.Run(slices.Repeat([]func() error{ok}, n)...)
		assert.NoError(t, err, "%d functions, none of them failed: is the error an interface that holds a nil pointer, or one that wraps nothing?", n)
	}
}

func TestEachIsCalledOnce(t *testing.T) {
	for _, n := range []int{1, 2, 50} {
		calls := make([]atomic.Int32, n)
		var fs []func() error
		for i := range n {
			fs = append(fs, func() error { calls[i].Add(1); return nil })
		}

		_ = join.Run(fs...)

		for i := range n {
			assert.EqualValues(t, 1, calls[i].Load(), "calls of function %d of %d", i, n)
		}
	}
}

func TestFailedIsNotCalledAgain(t *testing.T) {
	var failed, panicked atomic.Int32

	_ = join.Run(
		func() error { failed.Add(1); return &missing{"prices.csv"} },
		func() error { panicked.Add(1); panic("no index") },
	)

	assert.EqualValues(t, 1, failed.Load(), "calls of a function that returns an error: each is called once")
	assert.EqualValues(t, 1, panicked.Load(), "calls of a function that panics: each is called once")
}

func TestManyAreUnderWay(t *testing.T) {
	for _, n := range []int{1, 2, 300} {
		all := kit.NewRendezvous(n)
		f := func() error { all.Meet(); return nil }
		_ = join.Run(slices.Repeat([]func() error{f}, n)...)
	}
}

// They fail at the same moment, so nothing but Run orders what becomes of it.
func TestEveryErrorIsFound(t *testing.T) {
	for _, n := range []int{1, 2, 300} {
		all := kit.NewRendezvous(n)
		errs := make([]error, n)
		var fs []func() error
		for i := range n {
			errs[i] = fmt.Errorf("error %d", i)
			fs = append(fs, func() error { all.Meet(); return errs[i] })
		}

		err := join.Run(fs...)

		lost := 0
		for _, e := range errs {
			if !errors.Is(err, e) {
				lost++
			}
		}
		assert.Zero(t, lost, "%d functions failed, and errors.Is does not find the errors of all of them", n)
	}
}

// missing is an error with something in it that only errors.As gets at.
type missing struct{ file string }

func (m *missing) Error() string { return m.file + " is missing" }

func TestErrorKeepsItsType(t *testing.T) {
	err := join.Run(ok, func() error { return &missing{"prices.csv"} }, ok)

	var m *missing
	require.ErrorAs(t, err, &m, "errors.As does not find the error: only its text is left of it")
	assert.Equal(t, "prices.csv", m.file, "this is another error than the function returned")
}

// missingAll is an error that cannot be compared with ==.
type missingAll []string

func (m missingAll) Error() string { return fmt.Sprint(len(m), " files are missing") }

func TestErrorsOfAnyType(t *testing.T) {
	err := join.Run(
		func() error { return missingAll{"a", "b"} },
		func() error { return missingAll{"a", "b"} },
		ok,
	)
	var all missingAll
	require.ErrorAs(t, err, &all, "errors.As does not find an error whose type is a slice")
	assert.Len(t, all, 2, "the error that was returned")
}

func TestErrorIsNoPanic(t *testing.T) {
	err := join.Run(ok, func() error { return &missing{"prices.csv"} })

	require.Error(t, err, "a function failed")
	var p *join.PanicError
	assert.False(t, errors.As(err, &p), "a function returned an error and did not panic, and errors.As finds a *PanicError")
}

func TestReturnsAfterTheLastHasEnded(t *testing.T) {
	for n := 1; n <= 3; n++ {
		gates := []*kit.Gate{kit.NewGate(), kit.NewGate(), kit.NewGate()}[:n]
		var fs []func() error
		for _, g := range gates {
			fs = append(fs, waits(g))
		}
		r := start(fs...)

		for _, g := range slices.Backward(gates) {
			kit.Settle()
			assert.False(t, r.returned.Load(), "Run has returned, and a function is still running")
			g.Open()
		}
		<-r.over
	}
}

// atLock reports whether any goroutine waits for a mutex.
func atLock() bool {
	dump := make([]byte, 1<<20)
	dump = dump[:runtime.Stack(dump, true)]
	return bytes.Contains(dump, []byte("[sync.Mutex.")) || bytes.Contains(dump, []byte("[sync.RWMutex."))
}

// The clock is fake: a wait of ten seconds takes no time. It stands still while
// somebody waits for a mutex, so a Run that waits in that way is let off.
func TestWaitsHoweverLong(t *testing.T) {
	g := kit.NewGate()
	r := start(waits(g), ok)
	kit.Settle()
	locked := atLock()
	g.Open()
	<-r.over
	if locked {
		return
	}
	synctest.Test(t, func(t *testing.T) {
		g := kit.NewGate()
		r := start(waits(g), ok)
		time.Sleep(10 * time.Second)
		assert.False(t, r.returned.Load(), "Run has returned, and a function is still running: to sleep for a while is not to wait for it")
		g.Open()
		<-r.over
	})
}

// Run knows of the error long before the other functions have ended.
func TestGoesOnAfterAnError(t *testing.T) {
	for failed := range 3 {
		noPrices := errors.New("no prices")
		g := kit.NewGate()
		fs := []func() error{waits(g), waits(g), waits(g)}
		fs[failed] = func() error { return noPrices }
		r := start(fs...)
		kit.Settle()
		g.Open()
		<-r.over
		assert.ErrorIs(t, r.err, noPrices, "the error of the first function to end got lost")
	}
}

func TestErrorDoesNotEndItEarly(t *testing.T) {
	for failed := range 3 {
		g := kit.NewGate()
		fs := []func() error{waits(g), waits(g), waits(g)}
		fs[failed] = func() error { return errors.New("no prices") }
		r := start(fs...)
		kit.Settle()
		assert.False(t, r.returned.Load(), "Run has returned at the first error, and other functions are still running")
		g.Open()
		<-r.over
	}
}

// Two calls of Run at once, one of which fails, and then one more.
func TestRunsAreIndependent(t *testing.T) {
	noPrices := errors.New("no prices")
	both := kit.NewRendezvous(2)
	var good, bad error
	kit.Together(
		func() { good = join.Run(func() error { both.Meet(); return nil }, ok) },
		func() { bad = join.Run(func() error { both.Meet(); return noPrices }, ok) },
	)

	require.NoError(t, good, "another call of Run failed, and this one reports its error")
	require.ErrorIs(t, bad, noPrices, "beside another call of Run, an error got lost")
	require.NoError(t, join.Run(ok), "an earlier call of Run failed, and this one reports its error")
}

func TestRunInsideRun(t *testing.T) {
	noPrices := errors.New("no prices")
	err := join.Run(ok, func() error {
		return join.Run(func() error { return noPrices }, ok)
	})
	assert.ErrorIs(t, err, noPrices, "a function called Run itself, and the error got lost")
}
