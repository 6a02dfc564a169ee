package kit

import (
	"bytes"
	"runtime"
	"slices"
	"strconv"
	"strings"
)

// goroutine is one block of a dump of all goroutines.
type goroutine struct {
	id      string
	state   string // "chan receive", "sync.Mutex.Lock", …
	bubble  bool   // in a testing/synctest bubble, where time is fake
	frames  []frame
	creator frame // the go statement that started it; zero for the first
}

// frame is one call in a goroutine's stack.
type frame struct {
	function string // "github.com/…/settings.(*Settings).Get"
	file     string
	line     int
}

// mayWake reports whether something from outside Go can make g run again. A
// sleep in a bubble cannot: the bubble's clock moves only when all in it wait in
// ways that synctest knows.
func (g goroutine) mayWake() bool {
	switch {
	case strings.HasPrefix(g.state, "sleep"):
		return !g.bubble
	case strings.HasPrefix(g.state, "IO wait"):
		return !slices.ContainsFunc(g.frames, func(f frame) bool { return strings.HasSuffix(f.function, ".waitForNothing") })
	case strings.HasPrefix(g.state, "syscall"):
		return len(g.frames) == 0 || !strings.HasPrefix(g.frames[0].function, "os/signal.")
	}
	return false
}

// goroutines returns a dump of every goroutine.
func goroutines() []byte {
	const most = 64 << 20
	for size := 1 << 20; ; size *= 4 {
		buf := make([]byte, size)
		if n := runtime.Stack(buf, true); n < size || size >= most {
			return buf[:n]
		}
	}
}

// parseDump reads what runtime.Stack writes. Lines that it does not know it skips.
func parseDump(dump []byte) []goroutine {
	var gs []goroutine
	for block := range bytes.SplitSeq(dump, []byte("\n\n")) {
		if g, ok := parseGoroutine(strings.Split(string(block), "\n")); ok {
			gs = append(gs, g)
		}
	}
	return gs
}

func parseGoroutine(lines []string) (goroutine, bool) {
	head, ok := strings.CutPrefix(lines[0], "goroutine ")
	id, state, ok2 := strings.Cut(head, " [")
	if !ok || !ok2 {
		return goroutine{}, false
	}
	g := goroutine{id: id, bubble: strings.Contains(state, "synctest bubble")}
	g.state, _, _ = strings.Cut(strings.TrimRight(state, "]:"), ",")
	for i := 1; i+1 < len(lines); i += 2 {
		call, started := strings.CutPrefix(lines[i], "created by ")
		f := parseFrame(call, lines[i+1])
		if started {
			g.creator = f
		} else {
			g.frames = append(g.frames, f)
		}
	}
	return g, true
}

func parseFrame(call, place string) frame {
	call, _, _ = strings.Cut(call, " in goroutine ")
	if i := strings.LastIndexByte(call, '('); i > 0 && strings.HasSuffix(call, ")") {
		call = call[:i]
	}
	place, _, _ = strings.Cut(strings.TrimSpace(place), " +0x")
	file, line, _ := cutLast(place, ':')
	n, _ := strconv.Atoi(line)
	return frame{function: call, file: file, line: n}
}

func cutLast(s string, sep byte) (before, after string, found bool) {
	if i := strings.LastIndexByte(s, sep); i >= 0 {
		return s[:i], s[i+1:], true
	}
	return s, "", false
}
