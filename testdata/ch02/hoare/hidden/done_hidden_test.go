package hoare_test

import (
	"strings"
	"sync"
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch02/hoare"
	"github.com/concurrency-in-go/course/exercises/internal/kit"
	"github.com/stretchr/testify/require"
)

// late receives until the channel is closed. done has been closed.
func late[T any](t *testing.T, out <-chan T, process string) {
	t.Helper()
	require.NotNil(t, out, "the channel of %s is nil: nobody can receive from it", process)
	n := 0
	for range out {
		n++
		require.Less(t, n, 100, "done is closed, but %s goes on and on: it is to close its channel", process)
	}
}

// Nothing comes from in, which stays open. Each process has something in its hands
// if it can: Squash an asterisk, Assemble part of a line.
func TestDoneWhileWaitingForInput(t *testing.T) {
	done := make(chan struct{})

	hoare.Copy(done, make(chan rune))
	hoare.Disassemble(done, make(chan string))
	hoare.Squash(done, make(chan rune))
	hoare.Squash(done, holding('*'))
	hoare.Assemble(done, make(chan rune), 3)
	hoare.Assemble(done, holding('a', 'b'), 3)

	kit.Settle()
	close(done)
}

// Something lies ready for each process, and nobody takes what comes of it.
func TestDoneWhileNobodyReceives(t *testing.T) {
	done := make(chan struct{})

	hoare.Copy(done, holding([]rune("ab")...))
	hoare.Disassemble(done, holding("ab", "c"))
	hoare.Disassemble(done, holding(""))
	hoare.Squash(done, holding([]rune("ab")...))
	hoare.Squash(done, holding([]rune("**ab")...))
	hoare.Squash(done, holding([]rune("*ab")...))
	hoare.Assemble(done, holding([]rune("abcd")...), 2)

	kit.Settle()
	close(done)
}

// The receiver leaves in the middle of a card, and after the asterisk of "*b".
func TestReceiverLeaves(t *testing.T) {
	done := make(chan struct{})

	a := hoare.Copy(done, holding([]rune("abc")...))
	next(t, a, 'a', "the first character that Copy is to pass on")
	card := hoare.Disassemble(done, holding("ab", "cd"))
	next(t, card, 'a', "the first character of the card")
	whole := hoare.Disassemble(done, holding("a"))
	next(t, whole, 'a', "the first character of the card")
	star := hoare.Squash(done, holding([]rune("*bc")...))
	next(t, star, '*', "the b shows that the asterisk before it is alone")
	line := hoare.Assemble(done, holding([]rune("abcdef")...), 2)
	next(t, line, "ab", "the first full line")

	kit.Settle()
	close(done)
}

// The input has ended, and nobody takes the last thing that there is to send.
func TestDoneAtTheEnd(t *testing.T) {
	done := make(chan struct{})

	hoare.Copy(done, characters("a"))
	hoare.Disassemble(done, ended(""))
	hoare.Squash(done, characters("a"))
	hoare.Squash(done, characters("*"))
	hoare.Assemble(done, characters("ab"), 2)
	hoare.Assemble(done, characters("a"), 2)

	kit.Settle()
	close(done)
}

func TestDoneBeforeTheStart(t *testing.T) {
	done := make(chan struct{})
	close(done)

	for range 10 {
		hoare.Copy(done, holding([]rune("ab")...)) // nobody receives
		hoare.Disassemble(done, make(chan string))
		hoare.Squash(done, characters("ab*"))
		hoare.Assemble(done, holding([]rune("abcd")...), 2)

		late(t, hoare.Copy(done, make(chan rune)), "Copy")
		late(t, hoare.Disassemble(done, holding("ab", "c")), "Disassemble")
		late(t, hoare.Squash(done, holding([]rune("a**b*")...)), "Squash")
		late(t, hoare.Assemble(done, holding([]rune("abcde")...), 2), "Assemble")
	}
}

// Someone still receives after done, and must learn that this is the end.
func TestDoneClosesTheChannel(t *testing.T) {
	done := make(chan struct{})

	a := hoare.Copy(done, holding('a', 'b'))
	idle := hoare.Copy(done, make(chan rune))
	card := hoare.Disassemble(done, holding("ab", "c"))
	noCard := hoare.Disassemble(done, make(chan string))
	squashed := hoare.Squash(done, holding([]rune("**ab")...))
	star := hoare.Squash(done, holding('*'))
	lines := hoare.Assemble(done, holding([]rune("abcd")...), 2)
	part := hoare.Assemble(done, holding([]rune("abc")...), 5)
	kit.Settle()
	close(done)
	kit.Settle()

	late(t, a, "Copy")
	late(t, idle, "Copy, with no input,")
	late(t, card, "Disassemble")
	late(t, noCard, "Disassemble, with no input,")
	late(t, squashed, "Squash")
	late(t, star, "Squash, with an asterisk held back,")
	late(t, lines, "Assemble")
	late(t, part, "Assemble, in the middle of a line,")
}

// endless sends v again and again, until stop is closed.
func endless[T any](wg *sync.WaitGroup, stop <-chan struct{}, v T) <-chan T {
	in := make(chan T)
	wg.Go(func() {
		for {
			select {
			case in <- v:
			case <-stop:
				return
			}
		}
	})
	return in
}

// There is always more input, and always somebody who receives. The process must
// end anyway, in the middle of a very long card too.
func TestDoneInMidStream(t *testing.T) {
	var senders sync.WaitGroup
	stop := make(chan struct{})
	defer senders.Wait()
	defer close(stop)

	midStream(t, "Copy", func(done <-chan struct{}) <-chan rune {
		return hoare.Copy(done, endless(&senders, stop, 'a'))
	})
	midStream(t, "Squash", func(done <-chan struct{}) <-chan rune {
		return hoare.Squash(done, endless(&senders, stop, '*'))
	})
	midStream(t, "Disassemble", func(done <-chan struct{}) <-chan rune {
		return hoare.Disassemble(done, holding(strings.Repeat("a", 2000)))
	})
	midStream(t, "Assemble", func(done <-chan struct{}) <-chan string {
		return hoare.Assemble(done, endless(&senders, stop, 'a'), 3)
	})
}

func midStream[T any](t *testing.T, process string, start func(done <-chan struct{}) <-chan T) {
	t.Helper()
	done := make(chan struct{})
	out := start(done)
	require.NotNil(t, out, "the channel of %s is nil: nobody can receive from it", process)
	for range 5 {
		_, ok := <-out
		require.True(t, ok, "%s closed its channel, though neither in nor done is closed", process)
	}
	close(done)
	for range 20 {
		<-out
	}
	kit.Settle() // nobody receives, so now is the end
	late(t, out, process)
}

// Of two processes one is told to end. The other goes on where it was.
func TestDoneEndsOnlyItsOwn(t *testing.T) {
	in := make(chan rune)
	out := hoare.Squash(never(), in)
	in <- '*'
	done := make(chan struct{})
	other := hoare.Squash(done, holding('*'))
	kit.Settle()
	close(done)
	late(t, other, "Squash")
	kit.Settle()

	select {
	case in <- '*':
	case _, ok := <-out:
		require.True(t, ok, "another Squash was told to end, and this one ended too: each has a done of its own")
		require.Fail(t, "Squash sent an asterisk on before it knew what comes next")
	}
	next(t, out, '^', "another Squash was told to end, and this one lost the asterisk that it held back")
	close(in)
	require.Empty(t, text(t, out), "Squash sent more than there is")
}
