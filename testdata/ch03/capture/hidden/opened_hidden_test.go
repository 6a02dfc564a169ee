package capture_test

import (
	"sync/atomic"
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch03/capture"
	"github.com/concurrency-in-go/course/exercises/internal/kit"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Who has not opened the mail is known first, and is done before the others are known.
func TestProgressCountsOnlyTheOpened(t *testing.T) {
	for _, n := range []int{0, 1, 2, 20} {
		all, others := kit.NewRendezvous(n), kit.NewGate()
		var counts record[int]
		returned := make(chan struct{})
		go func() {
			defer close(returned)
			capture.CountOpened(readers(n), func(address string) bool {
				all.Meet()
				if address == "reader 0" || address == "reader 7" {
					return false
				}
				others.Wait()
				return true
			}, counts.add)
		}()
		kit.Settle()
		others.Open()
		<-returned

		want := []int{}
		for i := range readers(n) {
			if i != 0 && i != 7 {
				want = append(want, len(want)+1)
			}
		}
		assert.Equal(t, want, append([]int{}, counts.all()...), "%d mails, and the readers 0 and 7 have not opened theirs: the others are counted one by one", n)
	}
}

// They are found at the same time. Who counts first must be shown first.
func TestProgressCountsUp(t *testing.T) {
	const n = 8
	want := []int{1, 2, 3, 4, 5, 6, 7, 8}
	for range 200 {
		all := kit.NewRendezvous(n)
		var counts record[int]
		capture.CountOpened(readers(n), func(string) bool { all.Meet(); return true }, counts.add)
		require.Equal(t, want, counts.all(), "progress is called with 1, then with 2, and so on: is a number found under the lock under which it is shown?")
	}
}

func TestOpenedIsAskedOncePerAddress(t *testing.T) {
	var asked record[string]
	capture.CountOpened(readers(9), func(address string) bool { asked.add(address); return false }, func(int) {})
	assert.ElementsMatch(t, readers(9), asked.all(), "opened is called once for each address")
}

// The first call of progress takes its time.
func TestProgressIsNeverCalledTwiceAtOnce(t *testing.T) {
	var inside kit.Peak
	gate := kit.NewGate()
	c := start(func() {
		capture.CountOpened(readers(4), func(string) bool { return true }, func(int) {
			inside.Enter()
			defer inside.Leave()
			gate.Wait()
		})
	})
	kit.Settle()
	assert.False(t, c.returned.Load(), "CountOpened has returned, and a call of progress has not")
	gate.Open()
	<-c.over
	assert.Equal(t, 1, inside.Max(), "calls of progress never overlap")
}

// A call of progress ends when everybody has been asked.
func TestOpenedDoesNotWaitForProgress(t *testing.T) {
	const n = 9
	var asked atomic.Int32
	all := kit.NewGate()
	capture.CountOpened(readers(n), func(string) bool {
		if asked.Add(1) == n {
			all.Open()
		}
		return true
	}, func(int) { all.Wait() })
}
