package lazy_test

import (
	"errors"
	"sync/atomic"
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch03/lazy"
	"github.com/concurrency-in-go/course/exercises/internal/kit"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestNotBeforeGet(t *testing.T) {
	var calls atomic.Int32
	l := lazy.New(func() (int, error) { return int(calls.Add(1)), nil })
	kit.Settle()
	require.Zero(t, calls.Load(), "init was called, though nobody has asked for the value")

	got, err := l.Get()
	require.NoError(t, err, "init succeeded, but Get says it did not")
	assert.Equal(t, 1, got, "Get returns what the first call of init made")
}

// Nothing orders these but what Get does itself.
func TestGetBesideGet(t *testing.T) {
	for range 20 {
		var calls atomic.Int32
		l := lazy.New(func() (*int, error) {
			n := int(calls.Add(1))
			return &n, nil
		})
		var wrong atomic.Int32
		get := func() {
			if p, err := l.Get(); err != nil || p == nil || *p != 1 {
				wrong.Add(1)
			}
		}
		kit.Together(get, get, get)

		require.EqualValues(t, 1, calls.Load(), "3 asked at once, and init must be called once")
		require.Zero(t, wrong.Load(), "3 asked at once, and somebody did not get what the one call of init made")
	}
}

func TestErrorIsNotKept(t *testing.T) {
	var calls atomic.Int32
	errs := []error{errors.New("first"), errors.New("second"), errors.New("third")}
	l := lazy.New(func() (int, error) {
		n := int(calls.Add(1))
		if n <= len(errs) {
			return 0, errs[n-1]
		}
		return n, nil
	})

	for i, want := range errs {
		_, err := l.Get()
		require.ErrorIs(t, err, want, "each Get after a failure calls init anew and returns the error of that call")
		require.EqualValues(t, i+1, calls.Load(), "one Get calls init once: it does not try again by itself")
	}
	for range 3 {
		got, err := l.Get()
		require.NoError(t, err, "init succeeds at last, but Get says it does not")
		require.Equal(t, len(errs)+1, got, "a value that was made stays")
	}
}

// Not there yet, and there with nothing in it, are two things.
func TestZeroIsAValue(t *testing.T) {
	var calls atomic.Int32
	l := lazy.New(func() (int, error) {
		calls.Add(1)
		return 0, nil
	})
	p := lazy.New(func() (*int, error) {
		calls.Add(1)
		return nil, nil
	})

	for range 3 {
		got, err := l.Get()
		require.NoError(t, err, "init succeeded, but Get says it did not")
		require.Zero(t, got, "init made 0, and Get returned something else")
		ptr, err := p.Get()
		require.NoError(t, err, "init succeeded, but Get says it did not")
		require.Nil(t, ptr, "init made nil, and Get returned something else")
	}
	assert.EqualValues(t, 2, calls.Load(), "0 and nil are values like any other: init succeeded, and must not be called again")
}

// One Lazy asks another one while it is being made, and others ask meanwhile.
func TestOneNeedsAnother(t *testing.T) {
	inner := lazy.New(func() (int, error) { return 20, nil })
	outer := lazy.New(func() (int, error) {
		n, err := inner.Get() // stuck here: what do two Lazies share?
		return n + 1, err
	})

	got, err := outer.Get()
	require.NoError(t, err, "both calls of init succeeded, but Get says they did not")
	assert.Equal(t, 21, got, "Get returns what init made")
}

func TestPanicIsNotKept(t *testing.T) {
	var calls atomic.Int32
	l := lazy.New(func() (int, error) {
		n := int(calls.Add(1))
		if n <= 2 {
			panic("boom")
		}
		return n, nil
	})

	for range 2 {
		require.PanicsWithValue(t, "boom", func() { _, _ = l.Get() }, "init panicked: the Get that called it must panic with the same value")
	}
	var got int
	var err error
	require.NotPanics(t, func() { got, err = l.Get() }, "init does not panic any more, but Get does: a panic must not be kept")
	require.NoError(t, err, "init does not fail any more, but Get does")
	assert.Equal(t, 3, got, "after a panic, the next Get calls init anew and returns what it made")
}
