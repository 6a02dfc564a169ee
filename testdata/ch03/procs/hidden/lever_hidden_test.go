package procs_test

import (
	"runtime"
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch03/procs"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const notBack = "GOMAXPROCS is not what it was before the call"

// leverAt sets GOMAXPROCS to a number that is nobody's default, until the test is over.
func leverAt(t *testing.T, n int) {
	t.Helper()
	old := runtime.GOMAXPROCS(n)
	t.Cleanup(func() { runtime.GOMAXPROCS(old) })
}

func TestOldValueIsBack(t *testing.T) {
	leverAt(t, 7)
	for _, n := range []int{1, 2, 7, 12} {
		inside, calls := 0, 0
		err := procs.WithProcs(n, func() { inside = runtime.GOMAXPROCS(0); calls++ })
		require.NoError(t, err, "n is a good number, and f returned")
		assert.Equal(t, n, inside, "while f runs, GOMAXPROCS is n")
		assert.Equal(t, 1, calls, "f is called once, and has returned when WithProcs returns")
		assert.Equal(t, 7, runtime.GOMAXPROCS(0), notBack)
	}
}

func TestBackAfterPanic(t *testing.T) {
	leverAt(t, 7)
	var caught any
	func() {
		defer func() { caught = recover() }()
		_ = procs.WithProcs(3, func() { panic("f is in trouble") })
	}()
	assert.Equal(t, "f is in trouble", caught, "the panic of f goes on to the caller of WithProcs")
	assert.Equal(t, 7, runtime.GOMAXPROCS(0), "f panicked: "+notBack)
}

func TestBackAfterGoexit(t *testing.T) {
	leverAt(t, 7)
	ended := make(chan struct{})
	cameBack := false
	go func() {
		defer close(ended)
		_ = procs.WithProcs(3, runtime.Goexit)
		cameBack = true
	}()
	<-ended
	assert.False(t, cameBack, "f called runtime.Goexit: its goroutine ends, so WithProcs cannot return")
	assert.Equal(t, 7, runtime.GOMAXPROCS(0), "f called runtime.Goexit: "+notBack)
}

func TestRefusesLessThanOne(t *testing.T) {
	leverAt(t, 7)
	for _, n := range []int{0, -1} {
		called := false
		err := procs.WithProcs(n, func() { called = true })
		assert.Error(t, err, "%d is less than 1", n)
		assert.False(t, called, "f was called, though %d is less than 1", n)
		assert.Equal(t, 7, runtime.GOMAXPROCS(0), notBack)
	}
}

func TestCallsInsideCalls(t *testing.T) {
	leverAt(t, 7)
	var seen []int
	look := func() { seen = append(seen, runtime.GOMAXPROCS(0)) }

	err := procs.WithProcs(2, func() {
		look()
		assert.NoError(t, procs.WithProcs(5, func() {
			look()
			assert.NoError(t, procs.WithProcs(3, look))
			look()
		}))
		look()
		assert.Error(t, procs.WithProcs(0, look), "0 is less than 1")
		look()
	})

	require.NoError(t, err)
	assert.Equal(t, []int{2, 5, 3, 5, 2, 2}, seen, "when an inner call ends, the outer one's value is in force again")
	assert.Equal(t, 7, runtime.GOMAXPROCS(0), notBack)
}

func TestInnerPanicOuterGoesOn(t *testing.T) {
	leverAt(t, 7)
	after := 0
	err := procs.WithProcs(2, func() {
		func() {
			defer func() { _ = recover() }()
			_ = procs.WithProcs(5, func() { panic("the inner f") })
		}()
		after = runtime.GOMAXPROCS(0)
	})
	require.NoError(t, err, "the outer f recovered the panic, and returned")
	assert.Equal(t, 2, after, "the inner call panicked, and the outer one's value is not in force")
	assert.Equal(t, 7, runtime.GOMAXPROCS(0), notBack)
}
