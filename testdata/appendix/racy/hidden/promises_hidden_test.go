package racy_test

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/concurrency-in-go/course/exercises/appendix/racy"
	"github.com/concurrency-in-go/course/exercises/internal/kit"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// These tests are for what the comments promise: a repair must not break it.

// tape remembers numbers, in any order and from any goroutine.
type tape struct {
	mu      sync.Mutex
	numbers []int
}

func (t *tape) add(n int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.numbers = append(t.numbers, n)
}

func (t *tape) sorted() []int {
	t.mu.Lock()
	defer t.mu.Unlock()
	return slices.Sorted(slices.Values(t.numbers))
}

func TestChecksOverlap(t *testing.T) {
	all := kit.NewRendezvous(3)
	racy.Failing([]string{"web", "mail", "db"}, func(string) error {
		all.Meet()
		return nil
	}, func(int) {})
}

func TestFailingIsSorted(t *testing.T) {
	none := func(string) error { return nil }
	hosts := []string{"web", "db", "mail", "cache"}

	assert.Empty(t, racy.Failing(nil, fails, func(int) {}), "there was no host to check")
	assert.Empty(t, racy.Failing(hosts, none, func(int) {}), "no check failed")
	assert.Equal(t, []string{"cache", "db", "mail", "web"}, racy.Failing(hosts, fails, func(int) {}), "all hosts failed: they come sorted, and none is lost")
}

func TestProgressCountsTheHostItself(t *testing.T) {
	var seen tape
	racy.Failing([]string{"web", "mail", "db"}, fails, seen.add)

	got := seen.sorted()
	require.Len(t, got, 3, "three checks, so three calls of progress")
	assert.Positive(t, got[0], "a host failed and progress was told that none had: the one just checked counts")
	assert.Equal(t, 3, got[2], "three hosts failed, and progress was told otherwise")
}

// web has failed before the check of db goes well.
func TestProgressAfterACheckThatWentWell(t *testing.T) {
	var seen tape
	called := kit.NewGate()
	racy.Failing([]string{"web", "db"}, func(host string) error {
		if host == "web" {
			return fails(host)
		}
		called.Wait()
		return nil
	}, func(failed int) {
		seen.add(failed)
		called.Open()
	})
	assert.Equal(t, []int{1, 1}, seen.sorted(), "one host has failed, and after each check, also one that went well, progress is told so")
}

// The check of db does not end before progress was called for web.
func TestProgressDoesNotWaitForOtherChecks(t *testing.T) {
	called := kit.NewGate()
	racy.Failing([]string{"web", "db"}, func(host string) error {
		if host == "db" {
			called.Wait()
		}
		return nil
	}, func(int) { called.Open() })
}

func TestWritesOverlap(t *testing.T) {
	both := kit.NewRendezvous(2)
	write := func([]byte) error {
		both.Meet()
		return nil
	}
	assert.NoError(t, racy.Publish(nil, write, write), "both writes went well")
}

func TestBothErrorsAreReported(t *testing.T) {
	full, away := errors.New("full"), errors.New("away")
	returns := func(err error) func([]byte) error {
		return func([]byte) error { return err }
	}

	err := racy.Publish(nil, returns(full), returns(away))
	require.Error(t, err, "both writes failed, and Publish says that all went well")
	assert.ErrorIs(t, err, full, "the error of the disk is lost")
	assert.ErrorIs(t, err, away, "the error of the cloud is lost")
	assert.ErrorContains(t, err, "disk: full", "an error begins with the place that it comes from")
	assert.ErrorContains(t, err, "cloud: away", "an error begins with the place that it comes from")

	assert.EqualError(t, racy.Publish(nil, returns(full), returns(nil)), "disk: full", "only the disk failed")
	assert.EqualError(t, racy.Publish(nil, returns(nil), returns(away)), "cloud: away", "only the cloud failed")
}

func TestFetchReturnsBodyAndError(t *testing.T) {
	body, err := racy.Fetch(kit.Forever(), func() (string, error) { return "half of it", errDown })

	assert.ErrorIs(t, err, errDown, "this is not the error of get")
	assert.Equal(t, "half of it", body, "get returned a body and an error: Fetch returns both")
}

// get does not return before Fetch has. Then it does, and its goroutine must end.
func TestFetchGivesUp(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	fetched := kit.NewGate()

	body, err := racy.Fetch(ctx, func() (string, error) {
		cancel()
		fetched.Wait()
		return "late", nil
	})
	fetched.Open()

	assert.ErrorIs(t, err, context.Canceled, "ctx is done: Fetch must say so")
	assert.Empty(t, body, "ctx was done before get had returned: there is no body")
}

func TestPingsOverlap(t *testing.T) {
	all := kit.NewRendezvous(3)
	racy.Ping([]string{"web", "mail", "db"}, func(string) time.Duration {
		all.Meet()
		return 1
	})
}

// No ping ends before all have begun that ever will.
func TestEveryHostIsPingedOnce(t *testing.T) {
	var pings tape
	begun := kit.NewGate()
	var wg sync.WaitGroup
	wg.Go(func() {
		racy.Ping([]string{"web", "db", "web", "web"}, func(host string) time.Duration {
			pings.add(len(host))
			begun.Wait()
			return 1
		})
	})
	kit.Settle()
	begun.Open()
	wg.Wait()

	assert.Equal(t, []int{2, 3}, pings.sorted(), "db and web are pinged once each: these are the lengths of the names that were")
	assert.Empty(t, racy.Ping(nil, func(string) time.Duration { return 1 }), "there was no host to ping")
}

// notifierFunc is a function that is a notifier.
type notifierFunc func(message string)

func (f notifierFunc) Notify(message string) { f(message) }

func TestSendsOverlap(t *testing.T) {
	both := kit.NewRendezvous(2)
	alarm := racy.NewAlarm(notifierFunc(func(string) { both.Meet() }))
	kit.Hammer(2, 1, func(int, int) { alarm.Send("disk full") })
}

// A Send hangs in its notifier until Reroute has returned.
func TestRerouteDoesNotWaitForSend(t *testing.T) {
	inside, rerouted := kit.NewGate(), kit.NewGate()
	alarm := racy.NewAlarm(notifierFunc(func(string) {
		inside.Open()
		rerouted.Wait()
	}))
	var wg sync.WaitGroup
	wg.Go(func() { alarm.Send("disk full") })
	inside.Wait()

	var late tape
	alarm.Reroute(notifierFunc(func(message string) { late.add(len(message)) }))
	alarm.Send("disk on fire")
	rerouted.Open()
	wg.Wait()

	assert.Equal(t, []int{len("disk on fire")}, late.sorted(), "a message that was sent after Reroute goes to the new notifier, and only that")
}

// When Send returns, the notifier is done.
func TestSendIsDoneWhenItReturns(t *testing.T) {
	var done tape
	var once sync.Once
	alarm := racy.NewAlarm(pager{})
	alarm.Reroute(notifierFunc(func(string) {
		once.Do(kit.Settle) // if Send does not wait, it has returned by now
		done.add(1)
	}))
	alarm.Send("disk full")
	assert.Len(t, done.sorted(), 1, "Send has returned, and the notifier is still busy")
}

// load does not return before Preload has, and page has answered.
func TestPageIsNotWaitedFor(t *testing.T) {
	asked := kit.NewGate()
	page := racy.Preload(func() string {
		asked.Wait()
		return "all is well"
	})
	kit.Settle()
	_, ready := page()
	asked.Open()

	assert.False(t, ready, "load has not returned yet: the page cannot be there")
	assert.Equal(t, "all is well", await(page), "this is not what load returned")
}

// Every goroutine gets the page, and more than once.
func TestPageStays(t *testing.T) {
	page := racy.Preload(func() string { return "all is well" })
	await(page)

	var missing tape
	kit.Hammer(4, 2000, func(g, _ int) {
		if text, ready := page(); !ready || text != "all is well" {
			missing.add(g)
		}
	})
	assert.Zero(t, len(missing.sorted()), "the page was there, and then it was not: it is there for good")
}
