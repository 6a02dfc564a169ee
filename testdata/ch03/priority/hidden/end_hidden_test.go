package priority_test

import (
	"strings"
	"testing"

	"github.com/concurrency-in-go/course/exercises/internal/kit"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// rounds is for bugs that are a matter of chance: a select picks at random.
const rounds = 20

func TestDoneBeforeTheLoop(t *testing.T) {
	for range rounds {
		s := newSite(t, 3, 3)
		s.cancel()
		stopped(t, s.loop())
		kit.Settle()
		require.Empty(t, s.history(), "ctx was done before Loop began, and an event was handled all the same")
		require.Equal(t, 6, s.left(), "ctx was done before Loop began, and an event was received all the same")
	}
}

// ctx is done while an event is being handled, and both kinds are ready.
func TestDoneWhileHandling(t *testing.T) {
	for round := range rounds {
		last := 1 + round%6 // an urgent one, or the fifth, which is normal
		s := newSite(t, 10, 10)
		s.meanwhile = func(n int) {
			if n == last {
				s.cancel()
			}
		}
		stopped(t, <-s.start())
		kit.Settle()
		require.Len(t, s.history(), last, "ctx was done, and more events were handled all the same: done goes before both kinds")
		require.Equal(t, 20-last, s.left(), "ctx was done, and more events were received, which are now lost")
	}
}

// The same where only one kind is ready.
func TestDoneWhileHandlingTheOnlyKind(t *testing.T) {
	for round := range rounds {
		s := newSite(t, 0, 6)
		if round%2 == 0 {
			s = newSite(t, 6, 0)
		}
		s.meanwhile = func(n int) {
			if n == 3 {
				s.cancel()
			}
		}
		stopped(t, <-s.start())
		kit.Settle()
		require.Equal(t, 3, len(s.history()), "ctx was done, and more events were handled all the same")
		require.Equal(t, 3, s.left(), "ctx was done, and more events were received, which are now lost")
	}
}

// ctx is done while the loop waits. The channels stay open, so whoever still waits
// for them is found.
func TestDoneWhileIdle(t *testing.T) {
	s := newSite(t, 1, 1)
	ended := s.start()
	<-s.handled
	<-s.handled
	kit.Settle()
	s.cancel()
	stopped(t, <-ended)

	send(s.urgent, "u", 2)
	send(s.normal, "n", 2)
	kit.Settle()
	require.Equal(t, "un", s.history(), "Loop has returned, and an event was handled all the same")
	require.Equal(t, 4, s.left(), "Loop has returned, and somebody still receives")
}

// An event comes, and at the same moment ctx is done. The event is handled, or it
// stays where it is.
func TestEventAtTheEndIsNotLost(t *testing.T) {
	oneProcessor(t)
	for round := range rounds {
		s := newSite(t, 0, 0)
		ended := s.start()
		kit.Settle()
		ch := s.urgent
		if round%2 == 1 {
			ch = s.normal
		}
		ch <- "e"
		s.cancel()
		stopped(t, <-ended)
		kit.Settle()
		require.Equal(t, 1, len(s.history())+s.left(), "an event was received and not handled: it is lost")
	}
}

// The urgent channel is over before the normal one.
func TestUrgentClosed(t *testing.T) {
	s := newSite(t, 2, 0)
	close(s.urgent)
	ended := s.start()
	<-s.handled
	<-s.handled
	kit.Settle()
	require.Empty(t, ended, "only one of the two channels is closed, and Loop has returned")
	send(s.normal, "n", 7)
	close(s.normal)
	drained(t, <-ended)
	assert.Equal(t, "uunnnnnnn", s.history(), "the urgent channel is closed: the normal one goes on, and there are no more urgent events")
}

// The normal channel is over before the urgent one.
func TestNormalClosed(t *testing.T) {
	s := newSite(t, 0, 2)
	close(s.normal)
	ended := s.start()
	<-s.handled
	<-s.handled
	kit.Settle()
	require.Empty(t, ended, "only one of the two channels is closed, and Loop has returned")
	send(s.urgent, "u", 7)
	close(s.urgent)
	drained(t, <-ended)
	assert.Equal(t, "nnuuuuuuu", s.history(), "the normal channel is closed: the urgent one goes on, and there are no more normal events")
}

// Both are closed while the loop waits for them.
func TestBothClosedWhileIdle(t *testing.T) {
	for round := range 2 {
		s := newSite(t, 0, 0)
		ended := s.start()
		kit.Settle()
		first, second := s.urgent, s.normal
		if round == 1 {
			first, second = second, first
		}
		close(first)
		kit.Settle()
		require.Empty(t, ended, "only one of the two channels is closed, and Loop has returned")
		close(second)
		drained(t, <-ended)
		assert.Empty(t, s.history(), "nobody sent an event, and one was handled: a closed channel gives zero values")
	}
}

// One channel is closed, the other has plenty. The loop has learned of both by then.
func TestDoneWhileHandlingWithOneClosed(t *testing.T) {
	for round := range 4 * rounds {
		s := newSite(t, 10*(round%2), 10*((round+1)%2))
		if round%2 == 0 {
			close(s.urgent)
		} else {
			close(s.normal)
		}
		s.meanwhile = func(n int) {
			if n == 3 {
				s.cancel()
			}
		}
		stopped(t, <-s.start())
		require.Len(t, s.history(), 3, "one channel is closed. ctx was done while an event of the other was handled, and more were handled all the same")
	}
}

// The loop sleeps. A normal event comes, and then an urgent one, which ends ctx.
func TestNothingIsHeldBack(t *testing.T) {
	oneProcessor(t)
	for range rounds {
		s := newSite(t, 0, 0)
		s.meanwhile = func(n int) {
			if s.history()[n-1] == 'u' {
				s.cancel()
			}
		}
		ended := s.start()
		kit.Settle()
		send(s.normal, "n", 1)
		send(s.urgent, "u", 1)
		stopped(t, <-ended)
		require.True(t, strings.HasSuffix(s.history(), "u"), "an urgent event was handled, which ended ctx, and a normal one after it: was it received in advance?")
	}
}

// With one channel closed, done still ends the loop.
func TestDoneWithOneClosed(t *testing.T) {
	for round := range 2 {
		s := newSite(t, 0, 0)
		if round == 0 {
			close(s.urgent)
		} else {
			close(s.normal)
		}
		ended := s.start()
		kit.Settle()
		s.cancel()
		stopped(t, <-ended)
		assert.Empty(t, s.history(), "nobody sent an event, and one was handled: a closed channel gives zero values")
	}
}
