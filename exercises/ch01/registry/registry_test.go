package registry_test

import (
	"sync/atomic"
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch01/registry"
	"github.com/stretchr/testify/assert"
)

func TestLookupIsACopy(t *testing.T) {
	r := registry.New()
	r.Register("db", "10.0.0.1")
	r.Register("db", "10.0.0.2")

	addrs := r.Lookup("db")
	for i := range addrs {
		addrs[i] += ":5432"
	}

	assert.Equal(t, []string{"10.0.0.1", "10.0.0.2"}, r.Lookup("db"), "one caller changed the slice that it got from Lookup, and the next one sees the change: do they share memory?")
}

// A watcher that asks the registry is nothing special. If this is stuck, look at
// what Register still holds while it calls the watcher.
func TestWatcherMayAsk(t *testing.T) {
	r := registry.New()
	var asked atomic.Int64
	r.Watch(func(name string, addrs []string) {
		asked.Add(1)
		r.All()
	})

	r.Register("db", "10.0.0.1")

	assert.EqualValues(t, 1, asked.Load(), "the watcher was not called once for one change")
}
