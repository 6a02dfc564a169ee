package kit

import "runtime/metrics"

// sample says what the goroutines of the process are doing at one moment.
type sample struct {
	runnable uint64 // ready to run, and waiting for their turn
	running  uint64 // on a processor, the reader among them
	outside  uint64 // in a system call or in C
	created  uint64 // since the process started
}

// still reports whether nobody but the reader can take a step. One goroutine may
// be outside Go for good: the one that waits for signals.
func (s sample) still() bool {
	return s.runnable == 0 && s.running <= 1 && s.outside <= 1
}

// sampler reads samples. A read costs a few microseconds.
type sampler []metrics.Sample

func newSampler() sampler {
	return sampler{
		{Name: "/sched/goroutines/runnable:goroutines"},
		{Name: "/sched/goroutines/running:goroutines"},
		{Name: "/sched/goroutines/not-in-go:goroutines"},
		{Name: "/sched/goroutines-created:goroutines"},
	}
}

func (s sampler) read() sample {
	metrics.Read(s)
	return sample{
		runnable: s[0].Value.Uint64(),
		running:  s[1].Value.Uint64(),
		outside:  s[2].Value.Uint64(),
		created:  s[3].Value.Uint64(),
	}
}
