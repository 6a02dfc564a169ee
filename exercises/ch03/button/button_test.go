package button_test

import (
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch03/button"
	"github.com/concurrency-in-go/course/exercises/internal/kit"
	"github.com/stretchr/testify/assert"
)

// One click, and three subscribers that all hear it.
func TestAllHearIt(t *testing.T) {
	b := button.New()
	heard := make(chan int, 10)
	for range 3 {
		b.OnClick(func(n int) { heard <- n })
	}
	kit.Settle() // all three wait for a click

	b.Click()

	for range 3 { // stuck here: somebody has not heard the click
		assert.Equal(t, 1, <-heard, "the first click is number 1")
	}
	b.Close()
	assert.Empty(t, heard, "somebody heard a click that nobody made")
}

// A subscriber that has heard enough unsubscribes while it hears a click.
func TestUnsubscribeFromInside(t *testing.T) {
	b := button.New()
	heard := make(chan int, 10)
	mine := make(chan func(), 1)
	cancel := b.OnClick(func(n int) {
		heard <- n
		stop := <-mine
		stop()
		mine <- stop
	})
	mine <- cancel

	b.Click()
	b.Click()
	b.Close()

	assert.Len(t, heard, 1, "one subscriber cancelled in its first call: it must hear one click")
}
