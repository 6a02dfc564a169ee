package judge

import (
	"context"
	"sync"

	"golang.org/x/sync/semaphore"
)

// slots are the processors that processes run on, so that not too many run at once.
type slots struct {
	free *semaphore.Weighted
	all  int
}

func newSlots(processors int) *slots {
	return &slots{semaphore.NewWeighted(int64(processors)), processors}
}

// take waits for some processors, or for all but one if there are not so many. Who has
// got them gives them back once; to do so again does nothing.
func (s *slots) take(ctx context.Context, processors int) (giveBack func(), err error) {
	n := int64(min(processors, max(1, s.all-1)))
	if err := s.free.Acquire(ctx, n); err != nil {
		return nil, context.Cause(ctx)
	}
	return sync.OnceFunc(func() { s.free.Release(n) }), nil
}
