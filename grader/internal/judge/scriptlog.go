package judge

import (
	"regexp"
	"strings"

	"github.com/concurrency-in-go/course/grader/internal/diagnose"
)

// What testscript adds and a student has no use for: how long a section took, and in
// which folder of the machine the script is.
var (
	took  = regexp.MustCompile(`^(# .*) \([0-9.]+m?s\)$`)
	where = regexp.MustCompile(`^FAIL: .*[/\\](\S+:[0-9]+:)`)
)

// scriptLog shows the end of a script's log: the command that failed, what the
// program printed, and why that is not what was asked for.
func scriptLog(log string) []string {
	const most = 16
	var lines []string
	for line := range strings.Lines(log) {
		line = strings.TrimRight(diagnose.Clean(strings.TrimRight(line, "\n")), " ")
		if line == "" || strings.HasPrefix(line, "PASS") || strings.HasPrefix(line, "WORK=") {
			continue
		}
		line = took.ReplaceAllString(line, "$1")
		line = where.ReplaceAllString(line, "FAIL: $1")
		lines = append(lines, cut(line))
	}
	if len(lines) > most {
		lines = append([]string{"…"}, lines[len(lines)-most:]...)
	}
	return lines
}

// cut ends a line where it would not fit any more.
func cut(line string) string {
	const most = 76
	if runes := []rune(line); len(runes) > most {
		return string(runes[:most-1]) + "…"
	}
	return line
}
