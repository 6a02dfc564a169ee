package priority_test

import (
	"context"
	"sync"
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch03/priority"
	"github.com/concurrency-in-go/course/exercises/internal/kit"
	"github.com/stretchr/testify/assert"
)

// All events are there from the start, and no more will come.
func TestUrgentFirst(t *testing.T) {
	urgent, normal := make(chan string, 6), make(chan string, 6)
	for range 6 {
		urgent <- "u"
		normal <- "n"
	}
	close(urgent)
	close(normal)

	var mu sync.Mutex
	order := ""
	err := priority.Loop(t.Context(), urgent, normal, func(e string) {
		mu.Lock()
		defer mu.Unlock()
		order += e
	})

	assert.NoError(t, err, "both channels were closed, and ctx is not done: Loop returns nil")
	mu.Lock()
	defer mu.Unlock()
	assert.Equal(t, "uuuunuunnnnn", order, "urgent events go first, but after four of them one normal has its turn")
}

// Nothing happens, until ctx is done.
func TestDoneEndsTheLoop(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- priority.Loop(ctx, make(chan string), make(chan string), func(string) {}) }()
	kit.Settle()

	cancel()
	assert.ErrorIs(t, <-ended, context.Canceled, "ctx is done: Loop returns its error")
}
