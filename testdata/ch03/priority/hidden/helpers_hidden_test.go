package priority_test

import (
	"context"
	"runtime"
	"strings"
	"sync"
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch03/priority"
	"github.com/concurrency-in-go/course/exercises/internal/kit"
	"github.com/stretchr/testify/require"
)

// most is more events than any test has. Who handles more invents them, and ctx is
// ended so that the test ends.
const most = 200

// site is a loop with its channels, and what it has handled.
type site struct {
	ctx            context.Context
	cancel         context.CancelFunc
	urgent, normal chan string
	handled        chan string // every event, as it is handled
	meanwhile      func(n int) // called inside handle, with the number of the event, from 1

	mu    sync.Mutex
	order []string // guarded by mu
}

// newSite returns a site at which u urgent and n normal events are ready.
func newSite(t *testing.T, u, n int) *site {
	s := &site{
		urgent: make(chan string, most), normal: make(chan string, most),
		handled: make(chan string, 2*most), meanwhile: func(int) {},
	}
	s.ctx, s.cancel = context.WithCancel(kit.Forever())
	send(s.urgent, "u", u)
	send(s.normal, "n", n)
	return s
}

func send(ch chan<- string, kind string, n int) {
	for range n {
		ch <- kind
	}
}

func (s *site) close() {
	close(s.urgent)
	close(s.normal)
}

// loop runs Loop, and returns its error.
func (s *site) loop() error {
	return priority.Loop(s.ctx, s.urgent, s.normal, s.handle)
}

// start runs Loop in a goroutine of its own.
func (s *site) start() <-chan error {
	ended := make(chan error, 1)
	go func() { ended <- s.loop() }()
	return ended
}

func (s *site) handle(e string) {
	s.mu.Lock()
	s.order = append(s.order, e)
	n := len(s.order)
	s.mu.Unlock()
	if n > most {
		s.cancel()
		return
	}
	s.meanwhile(n)
	s.handled <- e
}

// history is what was handled, in order: "uuuun".
func (s *site) history() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return strings.Join(s.order, "")
}

// left is how many events are still in the channels.
func (s *site) left() int { return len(s.urgent) + len(s.normal) }

// stopped requires that the loop was ended by ctx.
func stopped(t *testing.T, err error) {
	t.Helper()
	require.ErrorIs(t, err, context.Canceled, "ctx is done: Loop returns its error")
}

// drained requires that the loop has ended because both channels are closed.
func drained(t *testing.T, err error) {
	t.Helper()
	require.NoError(t, err, "both channels are closed and empty, and nobody has ended ctx: Loop returns nil (or did it handle events that nobody sent?)")
}

// oneProcessor lets only one goroutine run at a time, so that the loop does not get
// to run between two steps of the test.
func oneProcessor(t *testing.T) {
	before := runtime.GOMAXPROCS(1)
	t.Cleanup(func() { runtime.GOMAXPROCS(before) })
}
