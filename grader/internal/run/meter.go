package run

import "time"

// usage is what a tree of processes uses.
type usage struct {
	cpu       time.Duration
	memory    int64 // bytes resident
	written   int64 // bytes
	prints    int64 // lines, or calls that write
	processes int
	asleep    bool // each thread waits for something, and not for a processor or a disk
}

func (u *usage) add(v usage) {
	u.asleep = v.asleep && (u.asleep || u.processes == 0)
	u.cpu += v.cpu
	u.memory += v.memory
	u.written += v.written
	u.prints += v.prints
	u.processes += v.processes
}

// meter holds what a tree of processes uses against its limits, look by look.
type meter struct {
	limits Limits
	at     time.Time // of the last look
	last   usage     // as it was then
	calm   time.Duration

	// Since the start, or the last sign of progress:
	before usage         // as it was then
	rested time.Duration // in all
	peak   int64         // bytes resident at most
	half   *usage        // as it was when half of the time was over, with the peak by then
	more   int           // how often the time was doubled
}

func newMeter(limits Limits) *meter { return &meter{limits: limits, at: time.Now()} }

// progress starts the limits of time anew.
func (m *meter) progress(u usage) { m.before, m.rested, m.peak, m.half, m.more = u, 0, 0, nil, 0 }

// look says which limit the processes have gone over. It counts no time that it
// could not see: who looks may have been kept waiting as well.
func (m *meter) look(u usage, now time.Time) Excess {
	passed := min(now.Sub(m.at), 2*lookEvery)
	if m.calm += passed; !rests(m.last, u) {
		m.calm = 0
	}
	if m.calm > 0 || !tells {
		m.rested += passed
	}
	m.at, m.last, m.peak = now, u, max(m.peak, u.memory)
	cpu, l := u.cpu-m.before.cpu, m.limits
	switch {
	case over(u.memory, l.Memory):
		return Memory
	case over(u.processes, l.Processes):
		return Processes
	case over(u.written, l.Output), over(u.prints, l.Prints):
		return Output
	case m.half != nil && (over(cpu, l.CPU<<m.more) || over(m.rested, l.Rest<<m.more)):
		return m.timeout(u)
	case m.half == nil && (over(cpu, l.CPU/2) || over(m.rested, l.Rest/2)):
		m.mark(u)
	}
	return None
}

// mark remembers how it was when half of the time was over.
func (m *meter) mark(u usage) {
	m.half = &u
	m.half.memory = m.peak
}

// timeout says what a process has gone over whose time is over. One that still grows,
// or still prints, may do so without end, and how far it has come depends on the
// machine. So one that prints has printed too much, and one that grows gets more time,
// until it has grown too much or has what it needs.
func (m *meter) timeout(u usage) Excess {
	const doublings, prints = 3, 100
	switch {
	case m.grows() && m.more < doublings:
		m.more++
		m.mark(u)
		return None
	case m.grows():
		return Memory
	case m.limits.Prints > 0 && u.prints-m.half.prints > prints:
		return Output
	}
	return Time
}

// grows reports whether a process that has much memory got a good part of it in the
// last half of its time.
func (m *meter) grows() bool {
	return over(m.peak, m.limits.Memory/16) && m.peak-m.half.memory > m.peak/3
}

func over[N int | int64 | time.Duration](n, limit N) bool { return limit > 0 && n > limit }

// rests reports whether processes have waited from one look to the next. One that
// wants a processor and does not get it does not wait.
func rests(before, now usage) bool {
	const tick = 10 * time.Millisecond // the unit in which the system tells
	return now.asleep && now.cpu-before.cpu <= tick
}
