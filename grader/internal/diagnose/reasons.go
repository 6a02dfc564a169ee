package diagnose

import (
	"fmt"
	"regexp"
	"strings"
)

// reason explains the value of a panic.
type reason struct {
	match   string // how the value begins
	message string
	advice  string
}

var reasons = []reason{
	{
		"close of closed channel",
		"it closed a channel that was closed already",
		"Two goroutines closed it, or one closed it twice. Only the owner closes a channel, and once.",
	}, {
		"close of nil channel",
		"it closed a nil channel",
		"The channel was never made: var c chan T is nil until make(chan T).",
	}, {
		"send on closed channel",
		"it sent on a channel that was closed already",
		"Somebody closed it while a sender was still at work. Close a channel when the last sender is done, and let the sending side do it.",
	}, {
		"assignment to entry in nil map",
		"it wrote to a nil map",
		"The map was never made: a map is nil until make or a literal. One can read a nil map, but not write to it.",
	}, {
		"runtime error: invalid memory address or nil pointer dereference",
		"it followed a nil pointer",
		"Something on this line is nil: a pointer, an interface or a function that was never set.",
	}, {
		"runtime error: integer divide by zero",
		"it divided by zero", "",
	}, {
		"sync: negative WaitGroup counter",
		"a WaitGroup's counter went below zero",
		"Done was called more often than Add counted. Call Add once for each goroutine, before the go statement, and Done once in each.",
	}, {
		"sync: WaitGroup misuse: Add called concurrently with Wait",
		"Add ran while another goroutine was in Wait",
		"Call Add before the go statement, not inside the goroutine.",
	}, {
		"sync: WaitGroup is reused",
		"a WaitGroup was used again before its Wait had returned",
		"Use a new WaitGroup for each round.",
	}, {
		"sync: unlock of unlocked mutex",
		"it unlocked a mutex that was not locked",
		"Either Unlock ran twice, or Lock never did. Write Lock and defer Unlock next to each other. A copy of a mutex is another mutex.",
	}, {
		"sync: RUnlock of unlocked RWMutex",
		"it called RUnlock on a RWMutex that was not read-locked",
		"RUnlock goes with RLock, and Unlock goes with Lock. Write each pair next to each other, with defer.",
	}, {
		"sync: Unlock of unlocked RWMutex",
		"it called Unlock on a RWMutex that was not locked",
		"Unlock goes with Lock, and RUnlock goes with RLock. Write each pair next to each other, with defer.",
	}, {
		"concurrent map writes",
		"two goroutines wrote to the same map at the same time",
		"Nothing made one wait for the other. Guard the map with a lock wherever it is used.",
	}, {
		"concurrent map read and map write",
		"one goroutine read a map while another wrote to it",
		"Nothing made one wait for the other. Guard the map with a lock wherever it is used, for reading too.",
	}, {
		"concurrent map iteration and map write",
		"one goroutine ranged over a map while another wrote to it",
		"Nothing made one wait for the other. Hold the lock during the whole loop, or range over a copy.",
	}, {
		"stack overflow",
		"a function called itself without end, until the stack was full",
		"Look for the case in which it should stop.",
	}, {
		"sync.Cond is copied",
		"a sync.Cond was copied after its first use",
		"A copy is another Cond, and nobody waits there. Pass a pointer.",
	}, {
		"test timed out",
		"the test was still running when its time was up", "",
	}, {
		"out of memory",
		"it used more memory than there is", "",
	},
}

var (
	index   = regexp.MustCompile(`^runtime error: index out of range \[(-?\d+)\](?: with length (\d+))?`)
	tooLate = regexp.MustCompile(`^(Log|Fail) in goroutine after (\S+) has completed`)
)

// reasonFor puts the value of a panic into plain words.
func reasonFor(value string) reason {
	if strings.HasPrefix(value, "TODO") {
		return reason{message: fmt.Sprintf("not written yet: \"%s\"", value)}
	}
	if m := index.FindStringSubmatch(value); m != nil {
		return outOfRange(m[1], m[2])
	}
	if m := tooLate.FindStringSubmatch(value); m != nil {
		return reason{
			message: "a goroutine was still running when " + m[2] + " had ended, and then used the test",
			advice:  "Wait for the goroutines that you start before you return.",
		}
	}
	for _, r := range reasons {
		if strings.HasPrefix(value, r.match) || strings.HasPrefix(value, "fatal error: "+r.match) {
			return r
		}
	}
	if e, ok := strings.CutPrefix(value, "runtime error: "); ok {
		return reason{message: "it crashed: " + e}
	}
	if value == "" {
		return reason{message: "it crashed, and did not say why"}
	}
	return reason{message: "it panicked: " + value}
}

func outOfRange(i, length string) reason {
	switch {
	case length == "":
		return reason{message: "it asked for element " + i + ", which no slice has"}
	case length == "0":
		return reason{message: "it asked for element " + i + " of an empty slice"}
	}
	return reason{
		message: fmt.Sprintf("it asked for element %s of a slice of length %s", i, length),
		advice:  "The first element is number 0, so the last one is length-1.",
	}
}
