package run

import (
	"bytes"
	"io"
	"os"
	"os/exec"
)

// PrivateVar is the environment variable that names the two ends of the private
// pipes for the process: one to read from, one to write to.
const PrivateVar = "GRADER_PIPES"

// private is a line into a process and a report out of it, over two pipes that
// are not its standard streams.
type private struct {
	lineR, lineW *os.File
	report       *stream
	text         capped
}

// openPrivate returns nil where there is no line. What it returns is to be drained, also
// where there is an error.
func openPrivate(cmd *exec.Cmd, line string) (*private, error) {
	if line == "" {
		return nil, nil
	}
	lineR, lineW, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	p := &private{lineR: lineR, lineW: lineW}
	if p.report, err = openStream(&p.text); err != nil {
		lineR.Close()
		lineW.Close()
		return nil, err
	}
	cmd.Env = append(cmd.Env, PrivateVar+"="+inherit(cmd, lineR, p.report.theirs))
	// The line is short: it fits into the pipe, so this cannot block.
	_, err = io.WriteString(lineW, line+"\n")
	return p, err
}

// maxPrivate caps what is kept of the report, in bytes.
const maxPrivate = 8 << 20

// capped keeps the beginning of what is written to it.
type capped struct{ bytes.Buffer }

func (c *capped) Write(p []byte) (int, error) {
	c.Buffer.Write(p[:min(len(p), maxPrivate-c.Len())])
	return len(p), nil
}
