package diagnose

import (
	"io"
	"regexp"
	"strings"

	"github.com/maruel/panicparse/v2/stack"
)

// scan reads the first trace in text. It asks panicparse neither to look at the
// disk nor to name pointers. Panicparse gives up in a panic on some malformed
// names, and the names come from the attempt: then there is no trace.
func scan(text string) (gs []*stack.Goroutine) {
	defer func() {
		if recover() != nil {
			gs = nil
		}
	}()
	snap, _, _ := stack.ScanSnapshot(strings.NewReader(text), io.Discard, &stack.Opts{})
	if snap == nil {
		return nil
	}
	return snap.Goroutines
}

// Limits of what is read, beyond which an attempt only wants to keep the grader busy.
const (
	mostInput   = 4 << 20
	mostBlocks  = 2000
	mostReports = 20
)

var (
	dumpHead = regexp.MustCompile(`^goroutine \d+ (gp=\S+ m=\S+( mp=\S+)? )?\[`)
	leakHead = regexp.MustCompile(`^\[?Goroutine (\d+) in state (.*), with .* on top of the stack:$`)
)

// readDump reads every goroutine of a dump, a panic's output or goleak's report.
// Each is scanned by itself, so that one that cannot be read spoils no other.
func readDump(text string) []*stack.Goroutine {
	var all []*stack.Goroutine
	var block []string
	blocks := 0
	flush := func() {
		if len(block) > 1 && blocks < mostBlocks {
			blocks++
			all = append(all, scan(strings.Join(block, "\n")+"\n")...)
		}
		block = nil
	}
	for line := range strings.Lines(limit(text)) {
		line = strings.TrimLeft(strings.TrimRight(line, "\r\n"), " ")
		if m := leakHead.FindStringSubmatch(line); m != nil {
			line = "goroutine " + m[1] + " [" + m[2] + "]:"
		}
		switch {
		case dumpHead.MatchString(line):
			flush()
			block = []string{line}
		case line == "" || line == "]":
			flush()
		case block != nil:
			block = append(block, line)
		}
	}
	flush()
	return all
}

// limit keeps the beginning of a text that is longer than any honest one.
func limit(text string) string { return text[:min(len(text), mostInput)] }

const (
	raceTitle = "WARNING: DATA RACE"
	raceRule  = "=================="
)

var typeArguments = regexp.MustCompile(`\[.*\]`)

// readRaces returns the two sides of the first race in a log that can be read, and
// counts the reports.
func readRaces(log string) (sides []*stack.Goroutine, reports int) {
	parts := strings.Split(limit(log), raceTitle+"\n")
	for tried, p := range parts[1:] {
		if len(sides) >= 2 || tried == mostReports {
			break
		}
		sides = readRace(p)
	}
	return sides, len(parts) - 1
}

// readRace puts into panicparse's terms what it does not know: the main goroutine, a
// stack that the detector has forgotten, and type arguments with slashes.
func readRace(body string) []*stack.Goroutine {
	body, _, _ = strings.Cut(body, raceRule)
	body = strings.ReplaceAll(body, "by main goroutine:", "by goroutine 1:")
	body = strings.ReplaceAll(body, "  [failed to restore the stack]\n", "  unknown.unknown()\n      ??:0\n")
	body = typeArguments.ReplaceAllString(body, "[...]")
	return scan(raceRule + "\n" + raceTitle + "\n" + body + raceRule + "\n")
}
