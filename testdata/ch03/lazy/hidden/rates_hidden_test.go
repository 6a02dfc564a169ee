package lazy_test

import (
	"sync/atomic"
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch03/lazy"
	"github.com/concurrency-in-go/course/exercises/internal/kit"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

type table = map[string]float64

func TestRates(t *testing.T) {
	var loads atomic.Int32
	r := lazy.NewRates(func() table {
		loads.Add(1)
		return table{"EUR": 1.25, "XXX": 0}
	})
	kit.Settle()
	require.Zero(t, loads.Load(), "the table was loaded, though nobody has asked for a rate")

	rate, ok := r.Of("EUR")
	assert.True(t, ok, "a currency that is in the table was not found")
	assert.InDelta(t, 1.25, rate, 0, "this is not the rate in the table")
	_, ok = r.Of("XXX")
	assert.True(t, ok, "a currency with a rate of 0 is in the table all the same")
	_, ok = r.Of("CHF")
	assert.False(t, ok, "a currency was found that is not in the table")
	assert.EqualValues(t, 1, loads.Load(), "the table must be loaded once")
}

func TestEmptyRatesAreLoaded(t *testing.T) {
	for _, empty := range []table{nil, {}} {
		var loads atomic.Int32
		r := lazy.NewRates(func() table {
			loads.Add(1)
			return empty
		})
		for range 3 {
			_, ok := r.Of("EUR")
			require.False(t, ok, "a currency was found in an empty table")
		}
		require.EqualValues(t, 1, loads.Load(), "an empty table was loaded like any other: it must not be loaded again")
	}
}

// Loading takes its time, and others ask meanwhile.
func TestRatesAreWhole(t *testing.T) {
	var loads, missing atomic.Int32
	hold := kit.NewGate()
	r := lazy.NewRates(func() table {
		loads.Add(1)
		hold.Wait()
		return table{"EUR": 1.25}
	})
	answered := make(chan bool, 4)
	for range cap(answered) {
		go func() {
			rate, ok := r.Of("EUR")
			if !ok || rate != 1.25 {
				missing.Add(1)
			}
			answered <- true
		}()
	}

	kit.Settle()
	assert.Empty(t, answered, "Of returned while the table was still being loaded")
	hold.Open()
	for range cap(answered) {
		<-answered
	}

	assert.Zero(t, missing.Load(), "somebody did not find the rate of a currency that is in the table")
	assert.EqualValues(t, 1, loads.Load(), "4 asked while the table was being loaded, and it must be loaded once: who has waited for the lock must look again")
}

func TestRateBesideRate(t *testing.T) {
	for range 20 {
		var loads, missing atomic.Int32
		r := lazy.NewRates(func() table {
			loads.Add(1)
			return table{"EUR": 1.25}
		})
		ask := func() {
			if rate, ok := r.Of("EUR"); !ok || rate != 1.25 {
				missing.Add(1)
			}
		}
		kit.Together(ask, ask, ask)

		require.Zero(t, missing.Load(), "somebody did not find the rate of a currency that is in the table")
		require.EqualValues(t, 1, loads.Load(), "3 asked at once, and the table must be loaded once")
	}
}
