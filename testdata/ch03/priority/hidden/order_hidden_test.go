package priority_test

import (
	"runtime"
	"strings"
	"sync"
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch03/priority"
	"github.com/concurrency-in-go/course/exercises/internal/kit"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Few of one kind, many of the other, and none.
func TestFourUrgentThenOneNormal(t *testing.T) {
	for _, tt := range []struct {
		urgent, normal int
		want           string
	}{
		{0, 0, ""},
		{3, 1, "uuun"},
		{4, 1, "uuuun"},
		{5, 1, "uuuunu"},
		{13, 5, "uuuun" + "uuuun" + "uuuun" + "unn"},
		{40, 10, strings.Repeat("uuuun", 10)},
	} {
		s := newSite(t, tt.urgent, tt.normal)
		s.close()
		drained(t, s.loop())
		require.Equal(t, tt.want, s.history(), "all events were ready from the start: the order is four urgent, one normal, four urgent, and so on")
	}
}

// Alarms come while a normal event is being handled. They go before the normal ones
// that have been waiting for longer.
func TestUrgentThatComesMeanwhileGoesFirst(t *testing.T) {
	s := newSite(t, 0, 5)
	s.meanwhile = func(n int) {
		switch n {
		case 2:
			send(s.urgent, "u", 3)
		case 6:
			send(s.urgent, "u", 1)
			s.close()
		}
	}
	drained(t, s.loop())
	assert.Equal(t, "nn"+"uuu"+"n"+"u"+"nn", s.history(), "both kinds were ready, and the normal one went first")
}

// A normal event comes in the middle of many urgent ones. After four more at the
// latest it has its turn.
func TestNormalThatComesMeanwhileIsNotStarved(t *testing.T) {
	const many = 60
	for _, at := range []int{1, 4, 10, 19} {
		s := newSite(t, many, 0)
		s.meanwhile = func(n int) {
			if n == at {
				s.normal <- "n"
				s.close()
			}
		}
		drained(t, s.loop())
		require.Len(t, s.history(), many+1, "an event is lost or doubled")
		before := strings.Index(s.history(), "n")
		assert.LessOrEqual(t, before-at, 4, "a normal event was ready, and had to wait for more than four urgent ones")
		assert.GreaterOrEqual(t, before, at, "a normal event was handled before it came")
	}
}

// A normal event has its turn because no urgent one is there. The count begins anew.
func TestNormalInBetweenCounts(t *testing.T) {
	for u := 1; u <= 4; u++ {
		s := newSite(t, u, 1)
		s.meanwhile = func(n int) {
			if n == u+1 { // the normal one
				send(s.urgent, "u", 6)
				send(s.normal, "n", 1)
				s.close()
			}
		}
		drained(t, <-s.start())
		require.Equal(t, strings.Repeat("u", u)+"n"+"uuuunuu", s.history(), "since the last normal event four urgent ones go first, however many there were before it")
	}
}

// There is no normal event, and after four urgent ones nothing changes.
func TestUrgentAloneGoesOn(t *testing.T) {
	s := newSite(t, 20, 0)
	ended := s.start()
	for range 20 {
		<-s.handled
	}
	s.cancel()
	stopped(t, <-ended)
	assert.Equal(t, strings.Repeat("u", 20), s.history(), "an event is lost or doubled")
}

func TestNormalAloneGoesOn(t *testing.T) {
	s := newSite(t, 0, 20)
	ended := s.start()
	for range 20 {
		<-s.handled
	}
	s.cancel()
	stopped(t, <-ended)
	assert.Equal(t, strings.Repeat("n", 20), s.history(), "an event is lost or doubled")
}

// The loop waits, and is woken by an event of either kind. The channels have no
// buffer.
func TestIdleLoopWakes(t *testing.T) {
	s := newSite(t, 0, 0)
	s.urgent, s.normal = make(chan string), make(chan string)
	ended := s.start()
	const want = "unnuuuuuunu"
	for _, kind := range want {
		kit.Settle()
		ch := s.urgent
		if kind == 'n' {
			ch = s.normal
		}
		ch <- string(kind)
		<-s.handled
	}
	s.cancel()
	stopped(t, <-ended)
	assert.Equal(t, want, s.history(), "each event was handled before the next was sent, so the order is that of the sends")
}

// Events of one kind keep their order.
func TestOrderWithinAKind(t *testing.T) {
	urgent, normal := make(chan int, 20), make(chan int, 20)
	for i := range 20 {
		urgent <- i
		normal <- 100 + i
	}
	close(urgent)
	close(normal)
	var mu sync.Mutex
	var us, ns []int
	err := priority.Loop(kit.Forever(), urgent, normal, func(e int) {
		mu.Lock()
		defer mu.Unlock()
		if e < 100 {
			us = append(us, e)
		} else {
			ns = append(ns, e-100)
		}
	})
	drained(t, err)
	want := []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19}
	assert.Equal(t, want, us, "urgent events were handled in another order than they came, or lost or doubled")
	assert.Equal(t, want, ns, "normal events were handled in another order than they came, or lost or doubled")
}

func TestOneAtATime(t *testing.T) {
	var inside kit.Peak
	s := newSite(t, 3, 3)
	s.meanwhile = func(int) {
		inside.Enter()
		defer inside.Leave()
		for range 50 {
			runtime.Gosched()
		}
	}
	s.close()
	drained(t, s.loop())
	assert.Equal(t, 1, inside.Max(), "handle is called for one event at a time, and Loop returns after the last call")
	assert.Len(t, s.history(), 6, "Loop has returned, and not all events have been handled")
}
