// Package heartbeat runs a worker that shows that it is alive.
package heartbeat

import (
	"context"
	"time"
)

// Work starts a worker and returns at once. The worker takes one job after the
// other from jobs, calls do with it and sends what do returns to results: one
// result for each job, in the order of the jobs, one call of do at a time.
//
// Beats tell that the worker is alive, and pulse, which is greater than zero, is
// how often:
//
//   - While the worker waits, be it for a job or for somebody to take a result,
//     it sends a beat every pulse, the first one pulse after the call of Work.
//   - As long as do is running no beat is sent. That is what beats are for: a
//     worker that hangs in do falls silent. It beats again once do has returned.
//   - A stream of jobs does not silence it. Where no call of do takes as long as
//     a pulse, beats go out between the jobs, even if the next job is there.
//   - The beats that a long job kept back are not made up for. When do returns,
//     no more than two are sent at once.
//   - Beats do not delay work: an idle worker begins a job as soon as it comes,
//     and nobody has to read the beats. They do not pile up either: a reader that
//     was away finds at most one that waited for it.
//
// The worker ends when jobs is closed and it has sent all results. It also ends
// when ctx is done: within one pulse, even if nobody takes its last result. No
// call of do begins after ctx is done, but one that is running is not abandoned:
// the worker waits for it, however long it takes, and may drop what it returns.
//
// At the end, and not before, both channels are closed, and no goroutine is left.
//
// The tests use fake time, which stands still while a goroutine waits for a mutex.
// If you make goroutines wait for each other, use channels.
func Work[J, R any](ctx context.Context, pulse time.Duration, jobs <-chan J, do func(J) R) (beats <-chan struct{}, results <-chan R) {
	panic("TODO: start the goroutine that works and beats, and return its two channels")
}
