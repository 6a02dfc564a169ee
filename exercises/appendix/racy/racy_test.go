package racy_test

import (
	"errors"
	"runtime"
	"testing"
	"time"

	"github.com/concurrency-in-go/course/exercises/appendix/racy"
	"github.com/stretchr/testify/assert"
)

// These tests pass without -race. With it, some of them show a race as they are;
// for the others, think of two goroutines that do something at the same time, and
// write a test in which they do.

func TestFailing(t *testing.T) {
	check := func(host string) error {
		if host == "mail" {
			return errors.New("no answer")
		}
		return nil
	}
	got := racy.Failing([]string{"web", "mail", "db"}, check, func(int) {})
	assert.Equal(t, []string{"mail"}, got, "only the check of mail failed")
}

func TestPublish(t *testing.T) {
	fine := func([]byte) error { return nil }
	assert.NoError(t, racy.Publish([]byte("all is well"), fine, fine), "both writes went well")
}

func TestFetch(t *testing.T) {
	got, err := racy.Fetch(t.Context(), func() (string, error) { return "ok", nil })
	assert.NoError(t, err, "get went well")
	assert.Equal(t, "ok", got, "this is not what get returned")
}

func TestPing(t *testing.T) {
	got := racy.Ping([]string{"web", "db"}, func(string) time.Duration { return time.Millisecond })
	assert.Equal(t, map[string]time.Duration{"web": time.Millisecond, "db": time.Millisecond}, got, "each ping took a millisecond")
}

type inbox []string

func (in *inbox) Notify(message string) { *in = append(*in, message) }

func TestAlarm(t *testing.T) {
	var day, night inbox
	alarm := racy.NewAlarm(&day)
	alarm.Send("disk full")
	alarm.Reroute(&night)
	alarm.Send("disk on fire")
	assert.Equal(t, []inbox{{"disk full"}, {"disk on fire"}}, []inbox{day, night}, "a message goes to the one who is to be notified at the moment")
}

func TestPreload(t *testing.T) {
	page := racy.Preload(func() string { return "all is well" })
	text, ready := page()
	for ; !ready; text, ready = page() {
		runtime.Gosched()
	}
	assert.Equal(t, "all is well", text, "this is not what load returned")
}
