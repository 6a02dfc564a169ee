package run

import (
	"io"
	"os"
	"os/exec"
	"time"
)

// PrivateVar is the environment variable that names the two ends of the private
// pipes for the process: one to read from, one to write to.
const PrivateVar = "GRADER_PIPES"

// private is a line into a process and a report out of it, over two pipes that
// are not its standard streams.
type private struct {
	theirs []*os.File // to be closed here once the process has them
	ours   []*os.File
	text   []byte
	ended  chan struct{}
}

func openPrivate(cmd *exec.Cmd, line string) (*private, error) {
	if line == "" {
		return nil, nil
	}
	lineR, lineW, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	reportR, reportW, err := os.Pipe()
	if err != nil {
		lineR.Close()
		lineW.Close()
		return nil, err
	}
	cmd.Env = append(cmd.Env, PrivateVar+"="+inherit(cmd, lineR, reportW))
	p := &private{theirs: []*os.File{lineR, reportW}, ours: []*os.File{reportR, lineW}, ended: make(chan struct{})}
	// The line is short: it fits into the pipe, so this cannot block.
	_, err = io.WriteString(lineW, line+"\n")
	go func() {
		defer close(p.ended)
		p.text, _ = io.ReadAll(io.LimitReader(reportR, maxPrivate))
	}()
	return p, err
}

// started closes the ends that are the process's.
func (p *private) started() {
	if p == nil {
		return
	}
	for _, f := range p.theirs {
		f.Close()
	}
}

// wait returns the report. It is called when the process has ended. A descendant
// that left the process's group in time is not killed and may hold the pipe open,
// so nothing is waited for longer than what is in the pipe takes to read.
func (p *private) wait() []byte {
	if p == nil {
		return nil
	}
	_ = p.ours[0].SetReadDeadline(time.Now().Add(10 * time.Second))
	<-p.ended
	for _, f := range p.ours {
		f.Close()
	}
	return p.text
}

func (p *private) close() {
	p.started()
	p.wait()
}
