package capture_test

import (
	"fmt"
	"slices"
	"sync/atomic"
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch03/capture"
	"github.com/concurrency-in-go/course/exercises/internal/kit"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// readers returns n addresses: reader 0, reader 1, and so on.
func readers(n int) []string {
	all := make([]string, n)
	for i := range all {
		all[i] = fmt.Sprint("reader ", i)
	}
	return all
}

// call is f in a goroutine of its own.
type call struct {
	returned atomic.Bool
	over     chan struct{} // closed when the goroutine has ended
}

func start(f func()) *call {
	c := &call{over: make(chan struct{})}
	go func() {
		defer close(c.over)
		f()
		c.returned.Store(true)
	}()
	return c
}

type mail struct {
	number  int
	address string
}

func TestSendAllOncePerAddress(t *testing.T) {
	for _, n := range []int{0, 1, 2, 20} {
		var want []mail
		for i, address := range readers(n) {
			want = append(want, mail{i, address})
		}
		var sent record[mail]
		capture.SendAll(readers(n), func(number int, address string) { sent.add(mail{number, address}) })
		assert.ElementsMatch(t, want, sent.all(), "%d addresses: each gets one mail, with its own number", n)
	}
}

func TestSendAllAtTheSameTime(t *testing.T) {
	for _, n := range []int{1, 2, 20} {
		all := kit.NewRendezvous(n)
		capture.SendAll(readers(n), func(int, string) { all.Meet() })
	}
}

func TestSendAllReturnsAfterTheLast(t *testing.T) {
	gate := kit.NewGate()
	c := start(func() {
		capture.SendAll(readers(3), func(number int, _ string) {
			if number != 1 {
				gate.Wait()
			}
		})
	})
	kit.Settle()
	assert.False(t, c.returned.Load(), "SendAll has returned, and two calls of send have not")
	gate.Open()
	<-c.over
}

func TestRetriesInAnyOrder(t *testing.T) {
	var sent record[string]
	retries := capture.Retries([]string{"ann", "bob", "cid"}, sent.add)
	require.Len(t, retries, 3, "a function for each address")
	for _, i := range []int{2, 0, 2, 1} {
		retries[i]()
	}
	assert.Equal(t, []string{"cid", "ann", "cid", "bob"}, sent.all(), "whoever calls a function, once or more often, sends to the address it was made for")
}

func TestRetriesKeepTheirAddress(t *testing.T) {
	var sent record[string]
	mine := []string{"ann", "bob"}
	retries := capture.Retries(mine, sent.add)
	mine[0], mine[1] = "zoe", "zoe"
	require.Len(t, retries, 2, "a function for each address")
	retries[0]()
	retries[1]()
	assert.Equal(t, []string{"ann", "bob"}, sent.all(), "the caller has changed its slice of addresses, and the functions use the new ones: they must keep the address, and not the slice")
}

// The attachments are ready in reverse order.
func TestSizesByPlace(t *testing.T) {
	const n = 5
	attachments := readers(n)
	ready := make([]*kit.Gate, n+1)
	for i := range ready {
		ready[i] = kit.NewGate()
	}
	ready[n].Open()

	sizes := capture.Sizes(attachments, func(a string) int {
		i := slices.Index(attachments, a)
		if i < 0 {
			return -1
		}
		ready[i+1].Wait()
		defer ready[i].Open()
		return 100 + i
	})

	assert.Equal(t, []int{100, 101, 102, 103, 104}, sizes, "size i belongs to attachment i, whichever is ready first")
}

// All sizes are known at the same moment, so that nothing but Sizes orders what is
// done with them.
func TestSizesAtTheSameTime(t *testing.T) {
	for _, n := range []int{0, 1, 2, 20} {
		all := kit.NewRendezvous(n)
		attachments := readers(n)
		sizes := capture.Sizes(attachments, func(a string) int {
			all.Meet()
			return slices.Index(attachments, a)
		})
		require.Len(t, sizes, n, "a size for each attachment")
		for i, s := range sizes {
			assert.Equal(t, i, s, "size i belongs to attachment i: do two goroutines write in one place?")
		}
	}
}

func TestTallyAddsUp(t *testing.T) {
	add, total := capture.Tally()
	assert.Zero(t, total(), "a tally begins at 0")
	add(3)
	assert.Equal(t, 3, total(), "add and total work on one number: do they still share it?")
	add(-5)
	assert.Equal(t, -2, total(), "add and total work on one number: do they still share it?")
}

func TestTalliesAreIndependent(t *testing.T) {
	add, total := capture.Tally()
	_, other := capture.Tally()
	add(3)
	assert.Zero(t, other(), "what was added to one tally shows in another")
	assert.Equal(t, 3, total(), "what was added is gone when there is another tally")
}

func TestTallyBesideItself(t *testing.T) {
	for range 3 {
		add, total := capture.Tally()
		kit.Together(
			func() { add(1) },
			func() { add(2) },
			func() { total() },
		)
		assert.Equal(t, 3, total(), "two goroutines added at once, and one number got lost")
	}
}

func TestTallyLosesNothing(t *testing.T) {
	add, total := capture.Tally()
	kit.Hammer(8, 200, func(int, int) { add(1) })
	assert.Equal(t, 1600, total(), "eight goroutines added at once, and some numbers got lost")
}
