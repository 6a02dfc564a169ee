package main

import (
	"regexp"
	"strings"

	"github.com/concurrency-in-go/course/grader/internal/course"
	"github.com/rogpeppe/go-internal/txtar"
)

// scaffold returns the files of a new exercise. It is a whole
// small exercise, so that it is proved from the first minute, and its author
// sees at once which change breaks the proof.
func scaffold(id course.ID) *txtar.Archive {
	text := strings.NewReplacer("NAME", id.Name(), "ID", string(id)).Replace(template)
	ar := txtar.Parse([]byte(text))
	for i := range ar.Files {
		// An archive inside the archive must not look like one until here.
		ar.Files[i].Data = innerFile.ReplaceAll(ar.Files[i].Data, []byte("-- $1 --"))
	}
	return ar
}

var innerFile = regexp.MustCompile(`(?m)^== (.+) ==$`)

const template = `-- exercises/ID/README.md --
# Both at once

TODO: a situation that a working programmer meets.

**Your task.** Write NAME.Both in NAME.go, so that both calls run at once.

**Run**

    go test -race ./exercises/ID
    go run ./grader run NAME

**What is looked at**

- The two calls overlap.
- Both have returned when Both returns.
- No goroutine is left behind.

**Book.** TODO: chapter and section.

Stuck? go run ./grader hint NAME
-- exercises/ID/exercise.toml --
title  = "Both at once"
kind   = "build"
files  = ["NAME.go"]
points = 2
hints = [
  "A call in a goroutine of its own does not keep its caller waiting. What does?",
  "Start one goroutine for each call, count them, and wait until the count is zero.",
  "var all sync.WaitGroup; all.Go(f); all.Go(g); all.Wait()",
]
-- exercises/ID/NAME.go --
// Package NAME runs two calls at once.
package NAME

// Both calls f and g at the same time, and returns when both have returned.
func Both(f, g func()) {
	// TODO: start both, then wait for both.
	panic("TODO: start both, then wait for both")
}
-- exercises/ID/NAME_test.go --
package NAME_test

import (
	"testing"

	"github.com/concurrency-in-go/course/exercises/ID"
	"github.com/concurrency-in-go/course/exercises/internal/kit"
)

// The two calls meet. If one ran after the other, they would never.
func TestCallsOverlap(t *testing.T) {
	both := kit.NewRendezvous(2)
	NAME.Both(both.Meet, both.Meet)
}
-- exercises/ID/main_test.go --
package NAME_test

import (
	"testing"

	"github.com/concurrency-in-go/course/exercises/internal/kit"
	"go.uber.org/goleak"
)

// TestMain ends a stuck test with an account of who waits for what, and fails
// when the tests leave goroutines behind.
func TestMain(m *testing.M) {
	goleak.VerifyTestMain(kit.Watch(m))
}
-- solutions/ID/NAME.go --
// Package NAME runs two calls at once.
package NAME

import "sync"

// Both calls f and g at the same time, and returns when both have returned.
func Both(f, g func()) {
	var all sync.WaitGroup
	all.Go(f)
	all.Go(g)
	all.Wait()
}
-- testdata/ID/hidden/NAME_hidden_test.go --
package NAME_test

import (
	"sync/atomic"
	"testing"

	"github.com/concurrency-in-go/course/exercises/ID"
	"github.com/concurrency-in-go/course/exercises/internal/kit"
	"github.com/stretchr/testify/assert"
)

func TestReturnsAfterBoth(t *testing.T) {
	var ended atomic.Int32
	slow := func() {
		kit.Settle() // let everybody else run as far as they can
		ended.Add(1)
	}
	NAME.Both(slow, func() { ended.Add(1) })
	assert.EqualValues(t, 2, ended.Load(), "Both has returned while a call was still running")
}
-- testdata/ID/right/channel.txtar --
One call runs in the caller's goroutine, and a channel tells that the other has
returned.
== NAME.go ==
package NAME

// Both calls f and g at the same time, and returns when both have returned.
func Both(f, g func()) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		f()
	}()
	g()
	<-done
}
-- testdata/ID/right/halves.txtar --
A function starts each call and returns how to wait for it.
== NAME.go ==
// Package NAME runs two calls at once.
package NAME

import "sync"

// Both calls f and g at the same time, and returns when both have returned.
func Both(f, g func()) {
	waitF, waitG := start(f), start(g)
	waitF()
	waitG()
}

func start(f func()) (wait func()) {
	var one sync.WaitGroup
	one.Go(f)
	return one.Wait
}
-- testdata/ID/wrong/oneafterother.txtar --
The second call begins when the first has returned, so they never meet.
want: TestCallsOverlap deadlock
== NAME.go ==
// Package NAME runs two calls at once.
package NAME

// Both calls f and g at the same time, and returns when both have returned.
func Both(f, g func()) {
	f()
	g()
}
-- testdata/ID/wrong/nowait.txtar --
Nobody waits for the calls.
want: TestReturnsAfterBoth wrong
== NAME.go ==
// Package NAME runs two calls at once.
package NAME

// Both calls f and g at the same time, and returns when both have returned.
func Both(f, g func()) {
	go f()
	go g()
}
-- testdata/ID/wrong/firstonly.txtar --
Both waits for one call alone, and nobody takes what the other sends.
want: TestCallsOverlap leak
== NAME.go ==
// Package NAME runs two calls at once.
package NAME

// Both calls f and g at the same time, and returns when both have returned.
func Both(f, g func()) {
	done := make(chan struct{})
	for _, call := range []func(){f, g} {
		go func() {
			call()
			done <- struct{}{}
		}()
	}
	<-done
}
`
