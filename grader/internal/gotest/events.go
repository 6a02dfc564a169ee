package gotest

import (
	"bytes"
	"strings"
)

// marker begins a line of the testing package in the form that test2json reads.
// It may come in the middle of a line that the attempt has printed.
const marker = 0x16

// Event is what one run of one test came to.
type Event struct {
	Test    string
	Ended   bool
	Verdict string // PASS, FAIL or SKIP
	Output  []byte // between its beginning and its end
}

// Events are the runs of the tests in the order in which they began.
type Events struct {
	Runs  []*Event
	Stray int // ends without a beginning: nothing honest prints them
}

// ParseEvents reads the output of a test binary run with -test.v=test2json.
// Subtests belong to their test.
func ParseEvents(out []byte) Events {
	var ev Events
	var open *Event
	keep := func(text []byte) {
		if open != nil {
			open.Output = append(open.Output, text...)
		}
	}
	for i, part := range bytes.Split(out, []byte{marker}) {
		if i == 0 {
			continue
		}
		line, rest, _ := bytes.Cut(part, []byte("\n"))
		word, name := split(string(line))
		switch {
		case strings.Contains(name, "/"): // a subtest
			keep(part)
		case word == "RUN":
			open = &Event{Test: name}
			ev.Runs = append(ev.Runs, open)
			keep(rest)
		case word == "PASS" || word == "FAIL" || word == "SKIP":
			if open == nil || open.Test != name || open.Ended {
				ev.Stray++
				continue
			}
			open.Ended, open.Verdict = true, word
			keep(rest)
			open = nil
		default: // NAME, PAUSE, CONT
			keep(rest)
		}
	}
	return ev
}

// split reads "=== RUN   TestX" and "--- PASS: TestX (0.00s)".
func split(line string) (word, name string) {
	if rest, ok := strings.CutPrefix(line, "=== "); ok {
		word, name, _ = strings.Cut(rest, " ")
		return word, strings.TrimSpace(name)
	}
	rest, ok := strings.CutPrefix(line, "--- ")
	if !ok {
		return "", ""
	}
	word, name, _ = strings.Cut(rest, ": ")
	name, _, _ = strings.Cut(name, " (")
	return word, name
}

// Of returns the runs of one test.
func (ev Events) Of(test string) []*Event {
	var runs []*Event
	for _, r := range ev.Runs {
		if r.Test == test {
			runs = append(runs, r)
		}
	}
	return runs
}
