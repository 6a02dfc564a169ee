package racy_test

import (
	"context"
	"errors"
	"runtime"
	"sync"
	"testing"
	"time"

	"github.com/concurrency-in-go/course/exercises/appendix/racy"
	"github.com/concurrency-in-go/course/exercises/internal/kit"
	"github.com/stretchr/testify/assert"
)

// Each of these tests is for one kind of race, and the detector is the judge. For
// it to see a race in every run, nothing may order the two goroutines: no channel
// and no lock. Where one must come after the other all the same, kit.Settle sees
// to it, because the detector takes no notice of that.

var errDown = errors.New("down")

func fails(string) error { return errDown }

// Two hosts fail and one does not: one goroutine appends while another one only
// wants to know how many there are.
func TestSliceHeader(t *testing.T) {
	check := func(host string) error {
		if host == "web" {
			return nil
		}
		return errDown
	}
	got := racy.Failing([]string{"mail", "web", "db"}, check, func(int) {})
	assert.Equal(t, []string{"db", "mail"}, got, "these two hosts failed")
}

func TestCapturedErr(t *testing.T) {
	write := func([]byte) error { return nil }
	assert.NoError(t, racy.Publish(nil, write, write), "both writes went well")
}

// get returns after Fetch has: it cancels, and waits until nobody moves.
func TestNamedResult(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var once sync.Once
	returning := kit.NewGate()

	body, err := racy.Fetch(ctx, func() (string, error) {
		once.Do(func() {
			cancel()
			kit.Settle()
		})
		returning.Open()
		return "late", nil
	})
	returning.Wait()
	kit.Settle() // whoever takes the late answer has it

	assert.ErrorIs(t, err, context.Canceled, "ctx was done before get had returned: Fetch must say so")
	assert.Empty(t, body, "ctx was done before get had returned: there is no body")
}

// The host that is named once more comes last: nothing orders the look at it and
// what the goroutines write.
func TestMap(t *testing.T) {
	got := racy.Ping([]string{"web", "db", "web"}, func(host string) time.Duration {
		return time.Duration(len(host))
	})
	assert.Equal(t, map[string]time.Duration{"web": 3, "db": 2}, got, "not every host has the time that its ping took")
}

// pager and siren are notifiers of two types.
type pager struct{}

func (pager) Notify(string) {}

type siren struct{ loud bool }

func (*siren) Notify(string) {}

func TestInterface(t *testing.T) {
	for _, rerouteFirst := range []bool{true, false} {
		alarm := racy.NewAlarm(pager{})
		first, second := func() { alarm.Reroute(&siren{}) }, func() { alarm.Send("disk full") }
		if !rerouteFirst {
			first, second = second, first
		}
		var wg sync.WaitGroup
		wg.Go(first)
		kit.Settle()
		wg.Go(second)
		wg.Wait()
	}
}

// Two goroutines ask until the page is there.
func TestMissingPublish(t *testing.T) {
	page := racy.Preload(func() string { return "all is well" })

	kit.Hammer(2, 1, func(int, int) { await(page) })
	kit.Settle() // whoever has still to write has written

	text, ready := page()
	assert.True(t, ready, "the page was there, and then it was not: it is there for good")
	assert.Equal(t, "all is well", text, "this is not what load returned")
}

// await asks until the page is there.
func await(page func() (string, bool)) string {
	for {
		if text, ready := page(); ready {
			return text
		}
		runtime.Gosched()
	}
}
