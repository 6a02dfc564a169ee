package lazy_test

import (
	"errors"
	"fmt"
	"runtime"
	"sync/atomic"
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch03/lazy"
	"github.com/concurrency-in-go/course/exercises/internal/kit"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// result is what one Get came to.
type result struct {
	value    *int
	err      error
	panicked any
}

// get calls Get in the background.
func get(l *lazy.Lazy[*int]) <-chan result {
	c := make(chan result, 1)
	go func() {
		var r result
		defer func() {
			r.panicked = recover()
			c <- r
		}()
		r.value, r.err = l.Get()
	}()
	return c
}

func getMany(n int, l *lazy.Lazy[*int]) []<-chan result {
	all := make([]<-chan result, n)
	for i := range all {
		all[i] = get(l)
	}
	return all
}

// returned counts the results that are there.
func returned(all []<-chan result) (n int) {
	for _, c := range all {
		n += len(c)
	}
	return n
}

func TestWaitersShareTheValue(t *testing.T) {
	var calls atomic.Int32
	hold := kit.NewGate()
	made := new(int)
	l := lazy.New(func() (*int, error) {
		calls.Add(1)
		hold.Wait()
		return made, nil
	})

	all := getMany(5, l)
	kit.Settle()
	assert.LessOrEqual(t, calls.Load(), int32(1), "two calls of init were under way at the same time")
	assert.Zero(t, returned(all), "Get returned while init was still at work: where did it get a value from?")
	hold.Open()

	for _, c := range all {
		r := <-c
		require.Nil(t, r.panicked, "Get panicked, and init did not")
		require.NoError(t, r.err, "init succeeded, but Get says it did not")
		require.Same(t, made, r.value, "who waited for init must get the value that it made")
	}
	assert.EqualValues(t, 1, calls.Load(), "5 asked at once, and init must be called once")
}

func TestWaitersShareTheError(t *testing.T) {
	var calls atomic.Int32
	hold := kit.NewGate()
	outOfOrder := errors.New("out of order")
	l := lazy.New(func() (*int, error) {
		calls.Add(1)
		hold.Wait()
		return nil, outOfOrder
	})

	all := getMany(5, l)
	kit.Settle()
	assert.Zero(t, returned(all), "Get returned while init was still at work")
	hold.Open()

	for _, c := range all {
		require.ErrorIs(t, (<-c).err, outOfOrder, "who waited for a call of init that failed must get its error")
	}
	assert.EqualValues(t, 1, calls.Load(), "5 waited for one call of init, which failed: they share its error and do not call init again, one after the other")
}

// The first attempt fails with others waiting. Before they have run, the next
// attempt is under way, and takes its time.
func TestWaitersDoNotWaitForTheNextAttempt(t *testing.T) {
	for range 10 {
		first, second := kit.NewGate(), kit.NewGate()
		outOfOrder := errors.New("out of order")
		made := new(int)
		begun := kit.NewGate()
		var calls atomic.Int32
		l := lazy.New(func() (*int, error) {
			if calls.Add(1) == 1 {
				begun.Open()
				first.Wait()
				return nil, outOfOrder
			}
			second.Wait()
			return made, nil
		})
		again := make(chan result, 1)
		go func() {
			_, _ = l.Get()
			again <- <-get(l)
		}()
		begun.Wait()
		waiting := getMany(8, l)
		kit.Settle()

		first.Open()
		for _, c := range waiting {
			r := <-c // stuck here: it waits for the second attempt
			require.ErrorIs(t, r.err, outOfOrder, "who waited for the first attempt must get its error, and not what the second one comes to")
		}
		second.Open()
		r := <-again
		require.NoError(t, r.err, "the second attempt succeeded, but Get says it did not")
		require.Same(t, made, r.value, "the second attempt made a value: that is the one to return")
	}
}

func TestPanicFreesTheWaiters(t *testing.T) {
	var calls atomic.Int32
	hold := kit.NewGate()
	made := new(int)
	l := lazy.New(func() (*int, error) {
		if calls.Add(1) == 1 {
			hold.Wait()
			panic("boom")
		}
		return made, nil
	})

	all := getMany(5, l)
	kit.Settle()
	hold.Open()

	panics := 0
	for _, c := range all {
		switch r := <-c; { // stuck here: somebody waits for a call of init that has panicked
		case r.panicked != nil:
			panics++
			require.Equal(t, "boom", r.panicked, "Get must panic with the value of init's panic")
		case r.err == nil:
			require.Same(t, made, r.value, "init panicked, and a Get that waited returned no error and no value either")
		}
	}
	assert.Positive(t, panics, "init panicked: the Get that called it must panic too")
	r := <-get(l)
	require.Nil(t, r.panicked, "init does not panic any more, but Get does: a panic must not be kept")
	require.NoError(t, r.err, "init does not fail any more, but Get does")
	assert.Same(t, made, r.value, "after a panic, Get returns what the next call of init made")
}

// Those who waited may try again, but one at a time.
func TestAfterAPanicOneAtATime(t *testing.T) {
	var calls atomic.Int32
	var inside kit.Peak
	hold, holdAgain := kit.NewGate(), kit.NewGate()
	l := lazy.New(func() (*int, error) {
		if calls.Add(1) == 1 {
			hold.Wait()
			panic("boom")
		}
		inside.Enter()
		defer inside.Leave()
		holdAgain.Wait()
		return new(int), nil
	})

	all := getMany(5, l)
	kit.Settle()
	hold.Open()
	kit.Settle()
	assert.LessOrEqual(t, inside.Max(), 1, "init panicked, and those who had waited for it all call it again: two calls of init are under way at the same time")
	holdAgain.Open()
	for _, c := range all {
		<-c
	}
}

// Somebody waits for an attempt that fails. Before he gets to run, the next attempt
// has succeeded.
func TestWaiterGetsTheErrorOfHisAttempt(t *testing.T) {
	before := runtime.GOMAXPROCS(1)
	defer runtime.GOMAXPROCS(before)
	closed := errors.New("closed")
	for range 5 {
		var l *lazy.Lazy[*int]
		var waiter <-chan result
		first := true
		l = lazy.New(func() (*int, error) {
			if !first {
				return new(int), nil
			}
			first = false
			waiter = get(l)
			kit.Settle()
			return nil, closed
		})

		_, err := l.Get()
		_, again := l.Get()

		require.ErrorIs(t, err, closed, "init failed: the Get that called it returns its error")
		require.NoError(t, again, "an error does not stay: init does not fail any more")
		r := <-waiter
		require.ErrorIs(t, r.err, closed, "somebody waited for an attempt that failed, and got what the next attempt made: Get returns what the call returned that it waited for")
	}
}

// Every attempt fails, with an error of its own.
func TestNoErrorComesTwice(t *testing.T) {
	var calls atomic.Int64
	l := lazy.New(func() (int, error) { return 0, attempt(calls.Add(1)) })
	var last [4]attempt

	kit.Hammer(len(last), 300, func(g, _ int) {
		_, err := l.Get()
		var a attempt
		if !errors.As(err, &a) || a <= last[g] {
			t.Errorf("a Get that began after an error had been returned came to %v, an attempt from before: the last one was %v", err, last[g])
		}
		last[g] = a
	})
}

type attempt int64

func (a attempt) Error() string { return fmt.Sprint("attempt ", int64(a), " has failed") }
