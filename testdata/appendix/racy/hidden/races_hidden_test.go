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

// Each of these tests is for one kind of race, and the detector is the judge. It
// sees a race only if nothing orders the two goroutines, so here no channel and no
// lock does. Each tries a few times, because that costs nothing.
const tries = 5

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
	for range tries {
		got := racy.Failing([]string{"mail", "web", "db"}, check, func(int) {})
		assert.Equal(t, []string{"db", "mail"}, got, "these two hosts failed")
	}
}

func TestCapturedErr(t *testing.T) {
	write := func([]byte) error { return nil }
	for range tries {
		assert.NoError(t, racy.Publish(nil, write, write), "both writes went well")
	}
}

// ctx is done and get returns, in that order, while Fetch waits for both.
func TestNamedResult(t *testing.T) {
	for range 5 * tries {
		ctx, cancel := context.WithCancel(t.Context())
		var once sync.Once
		returning := kit.NewGate()

		body, err := racy.Fetch(ctx, func() (string, error) {
			once.Do(kit.Settle) // now Fetch waits
			cancel()
			returning.Open()
			return "late", nil
		})
		returning.Wait()
		kit.Settle() // whoever takes the late answer has it

		if err == nil {
			assert.Equal(t, "late", body, "Fetch returned neither an error nor what get returned")
		} else {
			assert.ErrorIs(t, err, context.Canceled, "neither ctx nor get has this error")
			assert.Empty(t, body, "ctx was done before get had returned: there is no body")
		}
	}
}

// The host that is named once more comes last: nothing orders the look at it and
// what the goroutines write.
func TestMap(t *testing.T) {
	for range tries {
		got := racy.Ping([]string{"web", "db", "web"}, func(host string) time.Duration {
			return time.Duration(len(host))
		})
		assert.Equal(t, map[string]time.Duration{"web": 3, "db": 2}, got, "not every host has the time that its ping took")
	}
}

// pager and siren are notifiers of two types.
type pager struct{}

func (pager) Notify(string) {}

type siren string

func (siren) Notify(string) {}

func TestInterface(t *testing.T) {
	for range tries {
		alarm := racy.NewAlarm(pager{})
		var wg sync.WaitGroup
		wg.Go(func() { alarm.Reroute(siren("loud")) })
		kit.Settle() // this one is first, but the detector takes no notice of Settle
		for range 3 {
			wg.Go(func() { alarm.Send("disk full") })
			wg.Go(func() { alarm.Reroute(pager{}) })
		}
		wg.Wait()
	}
}

// Two goroutines ask until the page is there.
func TestMissingPublish(t *testing.T) {
	for range tries {
		page := racy.Preload(func() string { return "all is well" })

		kit.Hammer(2, 1, func(int, int) { await(page) })
		kit.Settle() // whoever has still to write has written

		text, ready := page()
		assert.True(t, ready, "the page was there, and then it was not: it is there for good")
		assert.Equal(t, "all is well", text, "this is not what load returned")
	}
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
