package judge

import (
	"bytes"
	"strings"

	"github.com/concurrency-in-go/course/grader/internal/diagnose"
	"github.com/concurrency-in-go/course/grader/internal/verdict"
)

// sourceLine returns the line of the attempt at a place, or "".
func (t *trial) sourceLine(p verdict.Place) string {
	lines := bytes.Split(t.source.Files[p.File], []byte("\n"))
	if p.Line < 1 || p.Line > len(lines) {
		return ""
	}
	return diagnose.Clean(strings.TrimSpace(string(lines[p.Line-1])))
}
