package capture_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch03/capture"
	"github.com/concurrency-in-go/course/exercises/internal/kit"
	"github.com/stretchr/testify/assert"
)

var (
	errWeb     = errors.New("web: no space left")
	errArchive = errors.New("archive: closed")
)

// Both end at the same moment, so that nothing but Publish orders what is done with
// their errors.
func TestPublishTellsTheError(t *testing.T) {
	for _, tt := range []struct{ web, archive, want, not error }{
		{nil, nil, nil, nil},
		{errWeb, nil, errWeb, errArchive},
		{nil, errArchive, errArchive, errWeb},
		{errWeb, errArchive, errWeb, errArchive},
	} {
		both := kit.NewRendezvous(2)
		err := capture.Publish(
			func() error { both.Meet(); return tt.web },
			func() error { both.Meet(); return tt.archive },
		)
		kit.Settle() // what comes too late comes now
		said := fmt.Sprintf("web: %v; archive: %v", tt.web, tt.archive)
		if tt.want == nil {
			assert.NoError(t, err, "neither failed, but Publish says that one did")
			continue
		}
		assert.ErrorIs(t, err, tt.want, "the error of the one that failed got lost (%s)", said)
		assert.NotErrorIs(t, err, tt.not, "if web failed, the error is that of web alone (%s)", said)
	}
}

// One ends, and long after that the other.
func TestPublishReturnsAfterBoth(t *testing.T) {
	for _, first := range []error{nil, errWeb} {
		gate := kit.NewGate()
		late := func() error { gate.Wait(); return nil }
		early := func() error { return first }
		for _, c := range []*call{
			start(func() { _ = capture.Publish(early, late) }),
			start(func() { _ = capture.Publish(late, early) }),
		} {
			kit.Settle()
			assert.False(t, c.returned.Load(), "one of the two has ended with the error %v, and Publish has not waited for the other", first)
			defer func() { <-c.over }()
		}
		gate.Open()
	}
}

// The same, and nobody asks whether Publish came back early.
func TestPublishLeavesNobodyBehind(t *testing.T) {
	for _, lateErr := range []error{nil, errArchive} {
		gate := kit.NewGate()
		c := start(func() {
			_ = capture.Publish(
				func() error { return errWeb },
				func() error { gate.Wait(); return lateErr },
			)
		})
		kit.Settle()
		gate.Open()
		<-c.over
	}
}

// The later of the two errors must not replace the earlier one.
func TestPublishWhoeverIsLast(t *testing.T) {
	for _, webFirst := range []bool{true, false} {
		gate := kit.NewGate()
		wait := func(w bool) {
			if w {
				gate.Wait()
			}
		}
		var err error
		c := start(func() {
			err = capture.Publish(
				func() error { wait(!webFirst); return errWeb },
				func() error { wait(webFirst); return errArchive },
			)
		})
		kit.Settle()
		gate.Open()
		<-c.over
		assert.ErrorIs(t, err, errWeb, "both failed, web first: %v; the error is that of web", webFirst)
		assert.NotErrorIs(t, err, errArchive, "both failed, web first: %v; the error is that of web alone", webFirst)
	}
}
