package button_test

import (
	"runtime"
	"testing"
	"testing/synctest"
	"time"

	"github.com/concurrency-in-go/course/exercises/ch03/button"
	"github.com/concurrency-in-go/course/exercises/internal/kit"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Three clicks wait until the first call returns. The subscriber cancels in the
// second, when two more are waiting.
func TestCancelFromInside(t *testing.T) {
	b := button.New()
	var heard, other history
	mine := make(chan func(), 1)
	first, hold := kit.NewGate(), kit.NewGate()
	cancel := b.OnClick(func(n int) {
		heard.hear(n)
		first.Open()
		hold.Wait()
		if n == 1 {
			return
		}
		stop := <-mine
		stop()
		mine <- stop
	})
	b.OnClick(other.hear)
	mine <- cancel

	b.Click()
	first.Wait()
	click(b, 3)
	hold.Open()
	b.Close()

	assert.Equal(t, from(1, 2), heard.all(), "a subscriber cancelled while it heard click 2: that call is the last, also when more clicks are waiting")
	assert.Equal(t, from(1, 4), other.all(), "one subscriber cancelled, and another one did not hear all clicks")
}

// The subscriber is busy with its first click when somebody cancels it.
func TestCancelDropsWhatWaits(t *testing.T) {
	b := button.New()
	var heard history
	first, hold := kit.NewGate(), kit.NewGate()
	cancel := b.OnClick(func(n int) {
		heard.hear(n)
		first.Open()
		hold.Wait()
	})

	click(b, 3)
	first.Wait()
	cancel() // stuck here: cancel must not wait for the call that is under way
	b.Click()
	hold.Open()
	b.Close()

	assert.Equal(t, []int{1}, heard.all(), "a subscriber that was busy with click 1 was cancelled: it hears no other")
}

func TestCancelIsForOne(t *testing.T) {
	b := button.New()
	var same, third, fourth history
	cancelFirst := b.OnClick(same.hear)
	b.OnClick(same.hear) // the same function again: a subscriber of its own
	cancelThird := b.OnClick(third.hear)
	kit.Settle() // all wait for a click

	cancelFirst()
	b.OnClick(fourth.hear)
	cancelFirst()
	cancelThird()
	kit.Settle()
	click(b, 2)
	b.Close()

	assert.Equal(t, from(1, 2), same.all(), "one function was subscribed twice and cancelled once: it hears each click once")
	assert.Empty(t, third.all(), "a subscriber that cancelled before the first click hears none")
	assert.Equal(t, from(1, 2), fourth.all(), "a subscriber that did not cancel must hear both clicks, whoever else cancelled")
}

func TestCancelBesideClick(t *testing.T) {
	for range 20 {
		b := button.New()
		var heard, other history
		cancel := b.OnClick(heard.hear)
		b.OnClick(other.hear)
		kit.Together(b.Click, cancel, cancel)
		b.Close()

		require.Equal(t, []int{1}, other.all(), "one subscriber cancelled, and another one did not hear the click")
		require.LessOrEqual(t, len(heard.all()), 1, "one click was heard twice")
	}
}

func TestCancelAgain(t *testing.T) {
	b := button.New()
	cancel := b.OnClick(func(int) {})
	stays := b.OnClick(func(int) {})

	kit.Hammer(3, 2, func(int, int) { cancel() })
	b.Click()
	cancel()
	b.Close()
	cancel()
	stays()
	stays()
}

func TestCancelTogether(t *testing.T) {
	for range 300 {
		b := button.New()
		cancel := b.OnClick(func(int) {})
		kit.Together(cancel, cancel)
		b.Close()
	}
}

// Nobody clicks. The button stays in use, and people come and go.
func TestCancelledKeepsNoGoroutine(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const many = 40
		b := button.New()
		before := runtime.NumGoroutine()
		for range many {
			cancel := b.OnClick(func(int) {})
			synctest.Wait()
			cancel()
		}
		time.Sleep(time.Second) // in the bubble's time: whoever has something to do has done it
		synctest.Wait()
		left := runtime.NumGoroutine() - before
		b.Close()

		assert.Less(t, left, many/2, "40 subscribers came and cancelled, and goroutines of theirs are still there: who wakes them, when nobody clicks?")
	})
}
