package button_test

import (
	"sync"
	"sync/atomic"
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch03/button"
	"github.com/concurrency-in-go/course/exercises/internal/kit"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The subscriber is held up in its first call, with two more clicks waiting.
func TestCloseWaits(t *testing.T) {
	b := button.New()
	var heard history
	hold := kit.NewGate()
	b.OnClick(func(n int) {
		hold.Wait()
		heard.hear(n)
	})
	click(b, 3)

	var returned atomic.Int32
	var closers sync.WaitGroup
	results := make(chan []int, 2)
	for range 2 {
		closers.Go(func() {
			b.Close()
			returned.Add(1)
			results <- heard.all()
		})
	}
	kit.Settle()
	assert.Zero(t, returned.Load(), "Close returned while a subscriber was still being called")
	hold.Open()
	closers.Wait()

	for range 2 {
		assert.Equal(t, from(1, 3), <-results, "when Close returns, every subscriber must have heard all 3 clicks from before")
	}
}

// The subscriber has cancelled, but is still in its last call.
func TestCloseWaitsForTheCancelled(t *testing.T) {
	b := button.New()
	hold := kit.NewGate()
	var heard history
	cancel := b.OnClick(func(n int) {
		hold.Wait()
		heard.hear(n)
	})
	b.Click()
	kit.Settle()
	cancel()

	var returned atomic.Bool
	var closer sync.WaitGroup
	closer.Go(func() {
		b.Close()
		returned.Store(true)
	})
	kit.Settle()
	assert.False(t, returned.Load(), "Close returned while the function of a subscriber, cancelled in the middle of its call, had not returned: its goroutine is left")
	hold.Open()
	closer.Wait()
	assert.Equal(t, from(1, 1), heard.all(), "the call under way when cancel came")
}

// While Close waits for it, a subscriber uses the button.
func TestButtonInUseDuringClose(t *testing.T) {
	b := button.New()
	hold := kit.NewGate()
	cancelOther := b.OnClick(func(int) {})
	b.OnClick(func(int) {
		hold.Wait()
		b.Click()
		cancel := b.OnClick(func(int) {})
		cancel()
		cancelOther()
	})
	b.Click()

	var closer sync.WaitGroup
	closer.Go(b.Close)
	kit.Settle() // Close waits for the subscriber
	hold.Open()
	closer.Wait()
}

// This subscriber clicks each time that it hears a click. Only Close can end that.
func TestCloseEndsAChain(t *testing.T) {
	b := button.New()
	var heard, other history
	third := kit.NewGate()
	b.OnClick(other.hear)
	b.OnClick(func(n int) {
		heard.hear(n)
		b.Click()
		if n >= 3 {
			third.Open()
		}
	})

	b.Click()
	third.Wait()
	b.Close() // does not return: clicks still count after Close has begun

	assert.True(t, inOrder(heard.all()), "each click once, in order, also those beside Close")
	assert.Equal(t, heard.all(), other.all(), "two subscribers heard different clicks: a click beside Close counts for all, or for none")
}

func TestAfterClose(t *testing.T) {
	b := button.New()
	var before, after history
	b.OnClick(before.hear)
	b.Click()
	kit.Hammer(3, 2, func(int, int) { b.Close() })
	b.Close()

	b.Click()
	cancel := b.OnClick(after.hear)
	b.Click()
	kit.Settle()
	assert.Empty(t, after.all(), "who subscribes to a closed button hears nothing")
	assert.Equal(t, []int{1}, before.all(), "clicks on a closed button do nothing")
	// The last one neither cancels nor is closed again: it must not leave a goroutine.
	b.OnClick(after.hear)
	cancel()
}

func TestCloseUnused(*testing.T) {
	button.New().Close()

	b := button.New()
	click(b, 2)
	b.OnClick(func(int) {})
	b.Close()
}

func TestClickBesideClose(t *testing.T) {
	for range 200 {
		const subscribers = 3
		b := button.New()
		var heard [subscribers]history
		for i := range heard {
			b.OnClick(heard[i].hear)
		}
		clicks := func() { click(b, 8) }

		kit.Together(clicks, clicks, b.Close, b.Close)

		first := heard[0].all()
		require.True(t, inOrder(first), "each click once, in order, also those beside Close")
		for i := range heard {
			require.Equal(t, first, heard[i].all(), "two subscribers heard different clicks: a click beside Close counts for all, or for none")
		}
	}
}

func TestOnClickBesideClose(t *testing.T) {
	for range 20 {
		b := button.New()
		var closed, late atomic.Bool
		subscribe := func() {
			b.OnClick(func(int) {
				if closed.Load() {
					late.Store(true)
				}
			})
			b.Click()
		}
		kit.Together(subscribe, subscribe, func() {
			b.Close()
			closed.Store(true)
		})
		require.False(t, late.Load(), "Close has returned, and a subscriber was called after it")
	}
}
