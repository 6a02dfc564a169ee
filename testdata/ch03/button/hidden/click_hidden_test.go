package button_test

import (
	"sync/atomic"
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch03/button"
	"github.com/concurrency-in-go/course/exercises/internal/kit"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestEveryClickInOrder(t *testing.T) {
	const subscribers, goroutines, loops = 3, 4, 25
	b := button.New()
	var heard [subscribers]history
	for i := range heard {
		b.OnClick(heard[i].hear)
	}

	kit.Hammer(goroutines, loops, func(int, int) { b.Click() })
	b.Close()

	for i := range heard {
		require.Equal(t, from(1, goroutines*loops), heard[i].all(), "100 clicks from 4 goroutines: each subscriber hears each of them once, in the order of their numbers")
	}
}

// The click comes at once, perhaps before anything that OnClick started has begun.
func TestHeardAtOnce(t *testing.T) {
	for range 200 {
		b := button.New()
		heard := make(chan int, 10)
		b.OnClick(func(n int) { heard <- n })

		b.Click()

		require.Equal(t, 1, <-heard, "the first click is number 1") // stuck here: the click was missed
		b.Click()
		require.Equal(t, 2, <-heard, "the second click is number 2")
		b.Close()
	}
}

// One subscriber does not get on. 500 clicks come, and another one hears them all.
func TestNobodyWaitsForTheSlow(t *testing.T) {
	const clicks = 500
	b := button.New()
	var slow history
	hold := kit.NewGate()
	first := kit.NewGate()
	b.OnClick(func(n int) {
		first.Open()
		hold.Wait()
		slow.hear(n)
	})
	quick := make(chan int, 2*clicks)
	b.OnClick(func(n int) { quick <- n })

	b.Click()
	first.Wait()
	click(b, clicks-1)
	for n := 1; n <= clicks; n++ {
		require.Equal(t, n, <-quick, "a subscriber must hear every click once, in order, while another one is slow")
	}
	hold.Open()
	b.Close()

	assert.Equal(t, from(1, clicks), slow.all(), "clicks that came while a subscriber was busy must reach it later, each one, in order")
	assert.Empty(t, quick, "a subscriber heard more clicks than there were")
}

func TestOneCallAtATime(t *testing.T) {
	b := button.New()
	var heard history
	var inside kit.Peak
	hold := kit.NewGate()
	b.OnClick(func(n int) {
		inside.Enter()
		defer inside.Leave()
		hold.Wait()
		heard.hear(n)
	})

	click(b, 3)
	kit.Settle()
	assert.LessOrEqual(t, inside.Max(), 1, "a subscriber was called for a click while it was still busy with the one before")
	hold.Open()
	b.Close()

	assert.Equal(t, from(1, 3), heard.all(), "3 clicks came while the subscriber was busy with the first: it hears each of them, one after the other")
	assert.Equal(t, 1, inside.Max(), "a subscriber was called for a click while it was still busy with the one before")
}

func TestLateSubscriber(t *testing.T) {
	b := button.New()
	var early, late, tooLate history
	b.OnClick(early.hear)
	click(b, 2)
	b.OnClick(late.hear)
	click(b, 1)
	b.OnClick(tooLate.hear)
	b.Close()

	assert.Equal(t, from(1, 3), early.all(), "a subscriber from the start hears all 3 clicks")
	assert.Equal(t, []int{3}, late.all(), "who subscribes after 2 clicks hears those that follow, beginning with number 3")
	assert.Empty(t, tooLate.all(), "who subscribes after the last click hears none")
}

// The subscriber clicks while it hears a click.
func TestSubscriberClicks(t *testing.T) {
	b := button.New()
	var other history
	done := kit.NewGate()
	b.OnClick(other.hear)
	b.OnClick(func(n int) {
		if n < 5 {
			b.Click()
		} else {
			done.Open()
		}
	})

	b.Click()
	done.Wait()
	b.Close()

	assert.Equal(t, from(1, 5), other.all(), "a subscriber clicked 4 times more, and everybody hears that")
}

// The subscriber subscribes somebody else while it hears a click.
func TestSubscriberSubscribes(t *testing.T) {
	b := button.New()
	var other history
	var times atomic.Int32
	subscribed := kit.NewGate()
	b.OnClick(func(int) {
		if times.Add(1) == 1 {
			b.OnClick(other.hear)
			subscribed.Open()
		}
	})

	b.Click()
	subscribed.Wait()
	b.Click()
	b.Close()

	got := other.all()
	require.NotEmpty(t, got, "who was subscribed by another subscriber must hear the next click")
	assert.Equal(t, 2, got[len(got)-1], "who was subscribed by another subscriber must hear the next click, number 2")
}
