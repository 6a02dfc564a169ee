package run

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
)

// ms counts the milliseconds of the tables below.
const ms = time.Millisecond

// at is one look, so long after the one before.
type at struct {
	after time.Duration
	usage
}

// looks repeats a look, each time with so much more of what grows.
func looks(times int, first at, grows usage) []at {
	all := make([]at, times)
	for i := range all {
		all[i] = first
		first.cpu += grows.cpu
		first.memory += grows.memory
		first.written += grows.written
		first.prints += grows.prints
	}
	return all
}

func TestMeter(t *testing.T) {
	t.Parallel()
	limits := Limits{Rest: 10 * time.Second, CPU: time.Second, Memory: 1 << 20, Output: 5000, Prints: 1000, Processes: 3}
	full := usage{memory: 1 << 20, written: 5000, prints: 1000, processes: 3}
	asleep := usage{asleep: true}
	busy := at{100 * ms, usage{cpu: 100 * ms}}
	starved := at{100 * ms, usage{cpu: 1 * ms}}
	for _, tt := range []struct {
		name  string
		looks []at
		want  Excess // at the last look, and nothing before
	}{
		{"as much as it may", []at{{ms, full}, {ms, full}}, None},
		{"memory", []at{{ms, usage{memory: 1<<20 + 1}}}, Memory},
		{"processes", []at{{ms, usage{processes: 4}}}, Processes},
		{"bytes", []at{{ms, usage{written: 5001}}}, Output},
		{"prints", []at{{ms, usage{prints: 1001}}}, Output},
		{"memory comes before time", []at{{ms, usage{cpu: 501 * ms}}, {ms, usage{cpu: time.Hour, memory: 2 << 20}}}, Memory},

		{"at rest", looks(100, at{100 * ms, asleep}, usage{}), None},
		{"at rest for too long", looks(101, at{100 * ms, asleep}, usage{}), Time},
		{"starved for an hour", looks(36_000, starved, usage{cpu: ms / 50}), None},
		{"nobody has looked for an hour", looks(40, at{time.Hour, asleep}, usage{}), None},
		{"at work now and then", append(looks(100, at{100 * ms, asleep}, usage{}), at{100 * ms, usage{cpu: 900 * ms}}), None},

		{"spins", looks(11, busy, usage{cpu: 100 * ms}), Time},
		{"spins, and prints first", append([]at{{ms, usage{prints: 900}}}, looks(11, at{100 * ms, usage{cpu: 100 * ms, prints: 900}}, usage{cpu: 100 * ms})...), Time},
		{"spins, and prints now and then", looks(11, busy, usage{cpu: 100 * ms, prints: 1}), Time},
		{"prints slowly", looks(11, busy, usage{cpu: 100 * ms, prints: 50}), Output},
		{"prints even more slowly, and rests", looks(101, at{100 * ms, asleep}, usage{prints: 3}), Output},
		{"spins in much memory", looks(11, at{100 * ms, usage{cpu: 100 * ms, memory: 1 << 20}}, usage{cpu: 100 * ms}), Time},
		{"grows slowly", looks(41, busy, usage{cpu: 100 * ms, memory: 26 << 10}), Memory},
		{"grows so slowly that it is never too much", looks(81, busy, usage{cpu: 100 * ms, memory: 10 << 10}), Memory},
		{"grows until it has what it needs", append(looks(20, busy, usage{cpu: 100 * ms, memory: 26 << 10}),
			at{100 * ms, usage{cpu: 2001 * ms, memory: 500 << 10}}, at{time.Second, usage{cpu: 3001 * ms, memory: 500 << 10}}, at{time.Second, usage{cpu: 4001 * ms, memory: 500 << 10}}), Time},
		{"needs much, and gets a little more", looks(11, at{100 * ms, usage{cpu: 100 * ms, memory: 500 << 10}}, usage{cpu: 100 * ms, memory: 10 << 10}), Time},
		{"has little, and gets more", looks(11, busy, usage{cpu: 100 * ms, memory: 5 << 10}), Time},
		{"its time was over at once", []at{{ms, usage{cpu: time.Hour, prints: 1}}, {ms, usage{cpu: time.Hour, prints: 500}}}, Output},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m, now := newMeter(limits), time.Now()
			m.at = now
			free := newMeter(Limits{})
			for i, look := range tt.looks {
				now = now.Add(look.after)
				want := None
				if i == len(tt.looks)-1 {
					want = tt.want
				}
				assert.Equal(t, want, m.look(look.usage, now), "look %d of %d", i+1, len(tt.looks))
				assert.Equal(t, None, free.look(look.usage, now), "zero is no limit")
			}
		})
	}
}

func TestMeterBeginsAnewWithProgress(t *testing.T) {
	t.Parallel()
	m, now := newMeter(Limits{Rest: time.Second, CPU: time.Second, Prints: 1000}), time.Now()
	u := usage{}
	for range 100 {
		now, u.cpu, u.prints = now.Add(100*ms), u.cpu+700*ms, u.prints+1
		assert.Equal(t, None, m.look(u, now))
		m.progress(u)
	}
}
