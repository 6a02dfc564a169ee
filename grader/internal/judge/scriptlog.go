package judge

import (
	"strings"

	"github.com/concurrency-in-go/course/grader/internal/diagnose"
)

// scriptLog shows the end of a script's log: the command that failed, what the
// program printed, and why that is not what was asked for.
func scriptLog(log string, visible bool) []string {
	const most = 16
	var lines []string
	for line := range strings.Lines(log) {
		line = strings.TrimRight(diagnose.Clean(strings.TrimRight(line, "\n")), " ")
		if line == "" || strings.HasPrefix(line, "PASS") || strings.HasPrefix(line, "WORK=") {
			continue
		}
		if len(line) > 76 {
			line = line[:75] + "…"
		}
		lines = append(lines, line)
	}
	if len(lines) > most {
		lines = append([]string{"…"}, lines[len(lines)-most:]...)
	}
	return lines
}
