package judge

import (
	"context"
	"sync"

	"golang.org/x/sync/semaphore"
)

// slots are the processors that processes run on, so that not too many run at once.
type slots struct {
	free  *semaphore.Weighted // processors
	alive *semaphore.Weighted // processes, also those that only wait
	all   int
}

// idlers is how many processes there may be for each slot. On a machine that is too
// busy, one that is not let run looks as if it waited.
const idlers = 4

func newSlots(processors int) *slots {
	n := int64(processors)
	return &slots{semaphore.NewWeighted(n), semaphore.NewWeighted(idlers * n), processors}
}

// take waits for some processors, or for all but one if there are not so many. Whoever
// has them calls idle when they are of no use to it any more, which it need not, and
// end at the end.
func (s *slots) take(ctx context.Context, processors int) (idle, end func(), err error) {
	if err := s.alive.Acquire(ctx, 1); err != nil {
		return nil, nil, context.Cause(ctx)
	}
	n := int64(min(processors, max(1, s.all-1)))
	if err := s.free.Acquire(ctx, n); err != nil {
		s.alive.Release(1)
		return nil, nil, context.Cause(ctx)
	}
	idle = sync.OnceFunc(func() { s.free.Release(n) })
	return idle, func() { idle(); s.alive.Release(1) }, nil
}
