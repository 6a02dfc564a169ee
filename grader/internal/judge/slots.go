package judge

import (
	"context"

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

// take waits for some processors, or for all if there are not so many.
func (s *slots) take(ctx context.Context, processors int) (giveBack func(), err error) {
	n := int64(min(processors, s.all))
	if err := s.free.Acquire(ctx, n); err != nil {
		return nil, context.Cause(ctx)
	}
	return func() { s.free.Release(n) }, nil
}
