// Package racy is the back room of a status page: six pieces of code that watch
// some hosts and tell people about them. Each does what its comment says, its
// tests pass, and each has a data race.
//
// TODO: find the six races with go test -race, and repair them. What the comments
// promise must still be true afterwards.
package racy

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"
)

// Failing checks all hosts at the same time and returns those whose check failed,
// sorted. After each check it calls progress with the number of hosts that have
// failed so far, the one just checked among them. Calls of progress may overlap.
func Failing(hosts []string, check func(host string) error, progress func(failed int)) []string {
	var (
		wg     sync.WaitGroup
		mu     sync.Mutex
		failed []string
	)
	for _, host := range hosts {
		wg.Go(func() {
			if check(host) != nil {
				mu.Lock()
				failed = append(failed, host)
				mu.Unlock()
			}
			progress(len(failed))
		})
	}
	wg.Wait()
	slices.Sort(failed)
	return failed
}

// Publish writes the page to the disk and to the cloud at the same time. It
// returns when both are done, with the errors of both, joined: each begins with
// the place that it comes from. It returns nil if there is none.
func Publish(page []byte, disk, cloud func(page []byte) error) error {
	var (
		wg   sync.WaitGroup
		err  error
		errs [2]error
	)
	wg.Go(func() {
		if err = disk(page); err != nil {
			errs[0] = fmt.Errorf("disk: %w", err)
		}
	})
	wg.Go(func() {
		if err = cloud(page); err != nil {
			errs[1] = fmt.Errorf("cloud: %w", err)
		}
	})
	wg.Wait()
	return errors.Join(errs[:]...)
}

// Fetch calls get and returns what get returns. If ctx is done before that, Fetch
// does not wait for get any longer, and returns no body and the error of ctx. The
// goroutine that runs get ends as soon as get has returned.
func Fetch(ctx context.Context, get func() (string, error)) (body string, err error) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		body, err = get()
	}()
	select {
	case <-done:
		return body, err
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

// Ping pings all hosts at the same time and returns how long each took. A host
// that is named twice is pinged once.
func Ping(hosts []string, ping func(host string) time.Duration) map[string]time.Duration {
	var (
		wg   sync.WaitGroup
		mu   sync.Mutex
		took = make(map[string]time.Duration)
	)
	for _, host := range hosts {
		if _, seen := took[host]; seen {
			continue
		}
		took[host] = 0 // its place is taken, so that nobody pings it again
		wg.Go(func() {
			d := ping(host)
			mu.Lock()
			defer mu.Unlock()
			took[host] = d
		})
	}
	wg.Wait()
	return took
}

// Notifier tells somebody something.
type Notifier interface {
	Notify(message string)
}

// Alarm passes messages on to a Notifier, which can be replaced at any time by
// one of another type. It is for use by many goroutines at once.
type Alarm struct {
	mu sync.Mutex
	to Notifier
}

// NewAlarm returns an alarm that notifies to.
func NewAlarm(to Notifier) *Alarm {
	return &Alarm{to: to}
}

// Send notifies whoever is to be notified at the moment, and returns when that is
// done. A Notifier may take its time: Sends do not wait for each other.
func (a *Alarm) Send(message string) {
	a.to.Notify(message)
}

// Reroute makes to the one whom every later Send notifies. It does not wait for a
// Send that is under way, which may still notify the one before.
func (a *Alarm) Reroute(to Notifier) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.to = to
}

// Preload calls load in a goroutine and returns at once. The function that it
// returns never waits. It says whether the page is there, which it is for good
// soon after load has returned, and if so what load returned. It is for use by
// many goroutines at once.
func Preload(load func() string) (page func() (text string, ready bool)) {
	var (
		loaded string
		there  bool
	)
	go func() {
		loaded = load()
		there = true
	}()
	return func() (string, bool) {
		if !there {
			return "", false
		}
		return loaded, true
	}
}
