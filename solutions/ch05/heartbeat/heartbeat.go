// Package heartbeat runs a worker that shows that it is alive.
package heartbeat

import (
	"context"
	"time"
)

// Work starts a worker that does the jobs and beats every pulse, except while do
// is running. It ends when jobs is closed and all results are sent, or when ctx
// is done.
func Work[J, R any](ctx context.Context, pulse time.Duration, jobs <-chan J, do func(J) R) (beats <-chan struct{}, results <-chan R) {
	heart := make(chan struct{}, 1) // one beat may wait for its reader
	done := make(chan R)
	go func() {
		defer close(heart)
		defer close(done)
		ticker := time.NewTicker(pulse)
		defer ticker.Stop()

		var result R
		in, out := jobs, chan R(nil) // one of them is nil: we wait for a job, or for a taker
		for {
			select {
			case <-ctx.Done():
				return
			case <-ticker.C:
				select {
				case heart <- struct{}{}:
				default: // the beat before is still there, and says the same
				}
			case job, ok := <-in:
				// select picks at random when ctx is done as well.
				if !ok || ctx.Err() != nil {
					return
				}
				result = do(job)
				in, out = nil, done
			case out <- result:
				in, out = jobs, nil
			}
		}
	}()
	return heart, done
}
