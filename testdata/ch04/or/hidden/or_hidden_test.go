package or_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch04/or"
	"github.com/concurrency-in-go/course/exercises/internal/kit"
	"github.com/stretchr/testify/require"
)

// open returns n channels that are open: to close them, and to give them to Or.
func open(n int) (all []chan struct{}, in []<-chan struct{}) {
	for range n {
		c := make(chan struct{})
		all = append(all, c)
		in = append(in, c)
	}
	return all, in
}

// requireOpen fails when out is closed, or is sent on, at this moment.
func requireOpen(t *testing.T, out <-chan struct{}, why string) {
	t.Helper()
	select {
	case <-out:
		require.Fail(t, why)
	default:
	}
}

// requireClosed waits until out closes.
func requireClosed(t *testing.T, out <-chan struct{}) {
	t.Helper()
	_, ok := <-out
	require.False(t, ok, "the result was sent on, not closed: a send wakes only one of those who wait")
}

// Whichever channel closes, the result does. All others stay open.
func whichever(t *testing.T, n int, indexes ...int) {
	t.Helper()
	for _, i := range indexes {
		t.Logf("%d channels, number %d closes", n, i)
		all, in := open(n)
		out := or.Or(in...)
		close(all[i])
		requireClosed(t, out)
	}
}

func TestOneChannel(t *testing.T)    { whichever(t, 1, 0) }
func TestTwoChannels(t *testing.T)   { whichever(t, 2, 0, 1) }
func TestThreeChannels(t *testing.T) { whichever(t, 3, 0, 1, 2) }

func TestFourToNineChannels(t *testing.T) {
	for n := 4; n <= 9; n++ {
		for i := range n {
			whichever(t, n, i)
		}
	}
}

func TestHundredChannels(t *testing.T) {
	whichever(t, 100, 0, 1, 2, 3, 49, 50, 51, 97, 98, 99)
}

// The result must not close before a channel does, however many there are.
func TestOpenUntilOneCloses(t *testing.T) {
	for _, n := range []int{1, 2, 3, 5, 100} {
		all, in := open(n)
		out := or.Or(in...)

		kit.Settle()
		requireOpen(t, out, fmt.Sprintf("of %d channels none is closed, and yet the result is", n))
		close(all[n-1])
		requireClosed(t, out)
	}
}

func TestAllWhoWaitAreWoken(t *testing.T) {
	all, in := open(3)
	out := or.Or(in...)

	woken := kit.NewRendezvous(10)
	for range 10 {
		go func() {
			<-out
			woken.Meet()
		}()
	}
	kit.Settle() // all ten wait
	close(all[1])

	<-woken.Met()
	requireClosed(t, out)
}

// While it waits, nothing runs. kit.Settle returns when that is so: if a
// goroutine asks again and again, Settle never returns.
func TestWaitingCostsNothing(t *testing.T) {
	all, in := open(5)
	out := or.Or(in...)

	kit.Settle()
	close(all[4])
	requireClosed(t, out)
}

// Here nobody even looks at the result, and four of five channels stay open.
func TestLosersStayOpen(t *testing.T) {
	for _, n := range []int{2, 3, 5, 100} {
		all, in := open(n)
		or.Or(in...)
		close(all[n/2])
	}
}

func TestLosersCloseLater(t *testing.T) {
	all, in := open(5)
	out := or.Or(in...)

	close(all[2])
	requireClosed(t, out)
	kit.Settle()
	for _, i := range []int{0, 1, 3} { // number 4 stays open
		close(all[i])
		kit.Settle()
	}
	requireClosed(t, out)
}

// One of them may close the result, and no second one.
func TestManyWereClosedBefore(t *testing.T) {
	for _, n := range []int{3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 100} {
		all, in := open(n)
		for _, c := range all[:n-1] {
			close(c)
		}
		requireClosed(t, or.Or(in...))
		kit.Settle() // a second close would come by now
	}
}

func TestOneWasClosedBefore(t *testing.T) {
	for i := range 3 {
		all, in := open(3)
		close(all[i])
		requireClosed(t, or.Or(in...))
	}
}

func TestManyCloseAtOnce(t *testing.T) {
	for range 100 {
		all, in := open(9)
		out := or.Or(in...)
		kit.Hammer(8, 1, func(i, _ int) { close(all[i]) })
		requireClosed(t, out)
	}
	// Whoever has just been started finds it closed, at the same moment as the others.
	for range 1500 {
		c := make(chan struct{})
		out := or.Or(c, c, c, c)
		close(c)
		requireClosed(t, out)
	}
	kit.Settle()
}

func TestSameChannelTwice(t *testing.T) {
	all, in := open(2)
	same := in[0]
	out := or.Or(same, same, in[1], same, same)

	kit.Settle()
	close(all[0])
	requireClosed(t, out)
	kit.Settle()
}

func TestNilAmongOthers(t *testing.T) {
	for i := range 4 { // where the only channel is
		all, _ := open(1)
		in := make([]<-chan struct{}, 4)
		in[i] = all[0]
		out := or.Or(in...)

		kit.Settle()
		requireOpen(t, out, "a nil channel never closes, but with nil channels among the others the result did")
		close(all[0])
		requireClosed(t, out)
	}
}

func TestNoChannels(t *testing.T) {
	out := or.Or()

	kit.Settle()
	requireOpen(t, out, "without a channel nothing can happen, so the result must stay open")
}

func TestOnlyNilChannels(t *testing.T) {
	for n := 1; n <= 5; n++ {
		out := or.Or(make([]<-chan struct{}, n)...)

		kit.Settle()
		requireOpen(t, out, "with nil channels only nothing can happen, so the result must stay open")
	}
}

// A variadic parameter is a slice, and with f(s...) it is the caller's own.
func TestSliceIsTheCallers(t *testing.T) {
	all, _ := open(3)
	in := []<-chan struct{}{nil, all[0], nil, all[1], all[2]}
	before := slices.Clone(in)

	out := or.Or(in...)
	close(all[1])
	requireClosed(t, out)
	kit.Settle()

	require.Equal(t, before, in, "Or has changed the slice that it was called with: whose is it?")
}

// What one call of Or does is no business of another.
func TestCallsAreIndependent(t *testing.T) {
	shared := make(chan struct{})
	mine, _ := open(2)
	first, second := or.Or(mine[0], shared), or.Or(shared, mine[1])

	close(mine[0])
	requireClosed(t, first)
	kit.Settle()
	requireOpen(t, second, "another call's channel has closed, and the result of this one did too")
	close(mine[1])
	requireClosed(t, second)
}

// The result of Or is a channel like others, and Or takes it.
func TestOrOfOrs(t *testing.T) {
	all, in := open(3)
	out := or.Or(or.Or(), or.Or(in[0], in[1]), or.Or(in[2]))

	kit.Settle()
	requireOpen(t, out, "none of the channels is closed, and yet the result is")
	close(all[1])
	requireClosed(t, out)
	close(all[2])
}
