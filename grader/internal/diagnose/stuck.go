package diagnose

import (
	"fmt"
	"slices"
)

// Stuck explains a dump of every goroutine of a process in which nothing moves.
func (s Source) Stuck(dump []byte) Finding {
	a := &account{Source: s}
	all := a.waits(readDump(string(dump)))
	if len(all) == 0 {
		a.say("No goroutine in your code is left, and the test still waits.")
		return a.done("deadlock: the test waits for something that never comes")
	}
	a.tellAll(all, a.what)
	if len(all) == 1 && all[0].count == 1 {
		a.say("Every other goroutine has ended: nobody is left to wake it.")
	} else {
		a.say("No other goroutine is left that could wake them.")
	}
	if advice := a.advice(all); advice != "" {
		a.say(advice)
	} else if all[0].state() == "chan receive" && a.rank(all[0]) == 2 {
		a.say("Your code is at its end, and somebody waits for more: who was to send once more, or to close the channel?")
	}
	return a.done("deadlock: " + a.headline(all))
}

// headline says in half a sentence what the student's goroutines wait for.
func (a *account) headline(all []*wait) string {
	var mine []*wait
	count := 0
	for _, w := range all {
		if a.what(w) == rendezvous && w.whose == student {
			return "a call of your " + function(w.at) + " waits " + rendezvous
		}
		if a.rank(w) < 2 {
			mine = append(mine, w)
			count += w.count
		}
	}
	w := all[0]
	alike := !slices.ContainsFunc(mine, func(o *wait) bool { return a.what(o) != a.what(w) })
	switch {
	case count == 0:
		return a.who(w.Goroutine) + " waits " + a.what(w)
	case count == 1 && w.whose == student:
		return "your " + function(w.at) + " waits " + a.what(w)
	case count == 1:
		return "a call inside your code waits " + a.what(w)
	case alike:
		return fmt.Sprintf("%d goroutines in your code wait %s", count, a.what(w))
	}
	return fmt.Sprintf("%d goroutines in your code wait for what never comes", count)
}

// advice says how a deadlock of this kind comes about, the likeliest first.
func (a *account) advice(all []*wait) string {
	in := map[string]bool{}
	gated := slices.ContainsFunc(all, func(w *wait) bool { return a.what(w) == gate })
	cause := ""
	for _, w := range all {
		if a.rank(w) == 2 {
			continue
		}
		if a.what(w) == rendezvous {
			return "The test needs calls that overlap, and your code lets in one at a time: is there a lock that all of them take, or a limit that is too low?"
		}
		in[w.state()] = true
		if cause == "" {
			cause = a.cause(w, all)
		}
	}
	switch {
	case in["sync.Mutex.Lock"] && gated:
		return "Your code calls a function of the test's, which takes its time, and holds a lock meanwhile that others need. Unlock before the call."
	case in["sync.Mutex.Lock"] && mixed(in):
		return "Who holds the lock? Perhaps one that waits for something else meanwhile: unlock before you wait. Or code that was left without Unlock."
	case in["sync.Mutex.Lock"]:
		return a.lockAdvice(all)
	case in["sync.RWMutex.Lock"] && in["sync.RWMutex.RLock"]:
		return "Once a writer waits in Lock, a new RLock waits behind it. So do not RLock again while you hold an RLock."
	case in["sync.RWMutex.Lock"]:
		return "Who holds the lock? A read lock does not turn into a write lock: RUnlock comes before Lock. And nobody should wait for a writer while he reads."
	case in["sync.RWMutex.RLock"]:
		return "A writer holds the lock. Look for a way out of that code without Unlock, such as an error or a panic: defer it."
	case gated && len(in) == 1:
		return "The test's function waits for the test, and the test waits for your call, which waits for that function: who is to wait for whom?"
	case all[0].whose == fixed:
		return "The call in " + all[0].at.SrcName + " waits for something that your code is to do. What that is stands there."
	}
	return cause
}

// waiting is how many goroutines are in a state.
func waiting(all []*wait, state string) int {
	n := 0
	for _, w := range all {
		if w.state() == state {
			n += w.count
		}
	}
	return n
}

// mixed reports whether somebody waits neither for a mutex nor for those who do.
func mixed(states map[string]bool) bool {
	for s := range states {
		if s != "sync.Mutex.Lock" && s != "sync.WaitGroup.Wait" {
			return true
		}
	}
	return false
}

func (a *account) cause(w *wait, all []*wait) string {
	if w.state() == "sync.Cond.Wait" && waiting(all, "sync.Cond.Wait") > 1 {
		return causes[w.state()] + " Signal wakes one of those who wait, Broadcast all."
	}
	if a.ranges(w) {
		return "A loop over a channel ends when the channel is closed. Who closes it, and when?"
	}
	return causes[w.state()]
}

var causes = map[string]string{
	"sync.Cond.Wait":          "A Signal or Broadcast that comes before the Wait is lost. Keep what you wait for in a variable, and call Wait only while it is not so.",
	"chan send (nil chan)":    "A channel is nil until make. From a nil one nothing comes, and nothing goes into it.",
	"chan receive (nil chan)": "A channel is nil until make. From a nil one nothing comes, and it is never closed.",
	"chan send":               "A send waits until somebody receives, unless the channel has room. Who was to receive, and why does it not?",
	"chan receive":            "A receive waits until somebody sends or closes the channel. Who was to do it, and why does it not?",
	"select":                  "A select waits until one of its cases can happen. Who was to bring that about, and why does it not?",
	"sync.WaitGroup.Wait":     "Was Done called as often as Add counted? Look for a way out of a goroutine without Done: defer it.",
}

func (a *account) lockAdvice(all []*wait) string {
	var locks []string
	for _, w := range all {
		if w.state() == "sync.Mutex.Lock" {
			locks = append(locks, w.locks...)
		}
	}
	slices.Sort(locks)
	switch {
	case len(slices.Compact(locks)) > 1:
		return "They wait for different locks. Does each hold the one that another wants? Take the locks in the same order everywhere."
	case slices.ContainsFunc(all, a.nested):
		return "Does the goroutine hold the lock already? A mutex cannot be locked twice, not even by the goroutine that locked it."
	}
	if len(all) == 1 && all[0].count == 1 {
		return "Who has locked it? Either this goroutine itself, a few lines earlier: a mutex cannot be locked twice. Or code that was left without Unlock."
	}
	return "Who has locked it? Look for a way out of that code without Unlock, and for a wait while the lock is held."
}

// nested reports whether w waits for a lock in a function that another one of the
// student's has called.
func (a *account) nested(w *wait) bool {
	mine := 0
	for _, c := range w.Stack.Calls {
		if a.owner(c) == student {
			mine++
		}
	}
	return w.whose == student && w.state() == "sync.Mutex.Lock" && mine > 1
}
