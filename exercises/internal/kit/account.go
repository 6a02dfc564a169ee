package kit

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// Account tells from a dump of a stuck process who waits where and for what, in
// words for the person whose code it is.
func Account(dump []byte) string {
	var b strings.Builder
	b.WriteString("DEADLOCK: nothing moves any more, and nothing ever will.\n")
	for _, w := range waits(parseDump(dump)) {
		b.WriteString("\n" + w.String())
	}
	return b.String()
}

// wait is one or more goroutines that wait at the same place for the same thing.
type wait struct {
	goroutine
	who   string
	count int
}

// waits leaves out the watchdog, the test runner and the runtime, and counts
// goroutines that are alike once.
func waits(gs []goroutine) []*wait {
	var all []*wait
	seen := map[string]*wait{}
	for _, g := range gs {
		frames := ours(g.frames)
		if len(frames) == 0 || runsTests(g) || strings.HasPrefix(g.state, "running") {
			continue
		}
		g.frames = frames
		key := fmt.Sprint(g.state, frames, g.creator)
		if w := seen[key]; w != nil {
			w.count++
			continue
		}
		w := &wait{goroutine: g, who: name(g), count: 1}
		seen[key] = w
		all = append(all, w)
	}
	return all
}

func (w *wait) String() string {
	var b strings.Builder
	switch {
	case w.count > 1:
		fmt.Fprintf(&b, "%d goroutines wait %s:\n", w.count, waitsFor(w.state))
	default:
		fmt.Fprintf(&b, "%s waits %s:\n", w.who, waitsFor(w.state))
	}
	for i, f := range w.frames {
		place := fmt.Sprintf("%s:%d", filepath.Base(f.file), f.line)
		if i == 0 {
			fmt.Fprintf(&b, "    %-22s %s\n", place, sourceLine(f))
		} else {
			fmt.Fprintf(&b, "    %-22s called from here: %s\n", place, sourceLine(f))
		}
	}
	if w.creator.line > 0 && inCourse(w.creator) {
		place := fmt.Sprintf("%s:%d", filepath.Base(w.creator.file), w.creator.line)
		fmt.Fprintf(&b, "    %-22s started here: %s\n", place, sourceLine(w.creator))
	}
	return b.String()
}

// name is the test for the goroutine that runs one, else its number.
func name(g goroutine) string {
	for _, f := range g.frames {
		_, last, _ := cutLast(f.function, '.')
		if strings.HasPrefix(last, "Test") {
			return last
		}
	}
	return "goroutine " + g.id
}

// ours keeps the frames of the exercise and its tests, the innermost first.
func ours(frames []frame) []frame {
	var kept []frame
	for _, f := range frames {
		if inCourse(f) {
			kept = append(kept, f)
		}
	}
	return kept
}

// inCourse reports whether f is of an exercise, a program or a test, and not of
// the kit itself.
func inCourse(f frame) bool {
	switch {
	case strings.HasPrefix(f.function, "main."):
		return filepath.Base(f.file) != testMain
	case strings.Contains(f.function, "/exercises/internal/"):
		return strings.HasSuffix(f.file, "_test.go")
	}
	return strings.Contains(f.function, "/exercises/")
}

// testMain is the file that the go command generates, with main in it.
const testMain = "_testmain.go"

// runsTests reports whether g is the goroutine that waits for one test after the
// other. It says nothing about why a test is stuck.
func runsTests(g goroutine) bool {
	for _, f := range g.frames {
		if f.function == "main.main" && filepath.Base(f.file) == testMain {
			return true
		}
	}
	return false
}

// waitsFor puts the runtime's word for a wait into a person's.
func waitsFor(state string) string {
	words := map[string]string{
		"chan receive":            "to receive from a channel on which nobody sends",
		"chan send":               "to send on a channel from which nobody receives",
		"chan receive (nil chan)": "to receive from a nil channel, which waits for ever",
		"chan send (nil chan)":    "to send on a nil channel, which waits for ever",
		"select":                  "in a select of which no case can happen",
		"select (no cases)":       "in an empty select, which waits for ever",
		"sync.Mutex.Lock":         "for a mutex that nobody will unlock",
		"sync.RWMutex.Lock":       "for a RWMutex that nobody will unlock",
		"sync.RWMutex.RLock":      "to read-lock a RWMutex that a writer holds or waits for",
		"sync.Cond.Wait":          "for a Signal or Broadcast that nobody will send",
		"sync.WaitGroup.Wait":     "for a WaitGroup whose count will not reach zero",
		"synctest.Run":            "for the goroutines of its bubble",
		"synctest.Wait":           "for the other goroutines of its bubble to block",
		"semacquire":              "for a lock or a WaitGroup that nobody will free",
	}
	state, _, _ = strings.Cut(state, " (durable)")
	if w, ok := words[state]; ok {
		return w
	}
	return "(" + state + ")"
}

// sourceLine returns the line of the source at f, where the file is at hand.
func sourceLine(f frame) string {
	text, err := os.ReadFile(f.file)
	if err != nil {
		return ""
	}
	lines := strings.Split(string(text), "\n")
	if f.line < 1 || f.line > len(lines) {
		return ""
	}
	return strings.TrimSpace(lines[f.line-1])
}
