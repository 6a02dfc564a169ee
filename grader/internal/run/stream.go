package run

import (
	"io"
	"os"
	"os/exec"
	"slices"
	"time"
)

// drainTime is how long it may take to read what an ended process has left in its
// pipes. Only a descendant that is out of reach holds one open for longer.
const drainTime = 10 * time.Second

// stream is what a process writes to one of its pipes.
type stream struct {
	theirs, ours *os.File
	ended        chan struct{}
}

// openStream has what is written to the stream copied to w, which must not fail.
func openStream(w io.Writer) (*stream, error) {
	r, theirs, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	s := &stream{theirs, r, make(chan struct{})}
	go func() {
		defer close(s.ended)
		_, _ = io.Copy(w, r)
	}()
	return s, nil
}

// drain returns when all has been read.
func (s *stream) drain() {
	<-s.ended
	s.ours.Close()
}

// pipes are all that a process writes to.
type pipes struct {
	stdout, stderr *stream
	private        *private
}

func openPipes(cmd *exec.Cmd, c Command, out *budget) (p pipes, err error) {
	if p.stdout, err = openStream(out.limit(c.Stdout)); err != nil {
		return p, err
	}
	if p.stderr, err = openStream(out.limit(c.Stderr)); err == nil {
		cmd.Stdout, cmd.Stderr = p.stdout.theirs, p.stderr.theirs
		p.private, err = openPrivate(cmd, c.Private)
	}
	if err != nil {
		p.started()
		p.drain()
	}
	return p, err
}

func (p pipes) streams() []*stream {
	all := []*stream{p.stdout, p.stderr}
	if p.private != nil {
		all = append(all, p.private.report)
	}
	return slices.DeleteFunc(all, func(s *stream) bool { return s == nil })
}

// started closes the ends that are the process's, once it has been started or not.
func (p pipes) started() {
	for _, s := range p.streams() {
		s.theirs.Close()
	}
	if p.private != nil {
		p.private.lineR.Close()
	}
}

// drain reads to the end what the process, which has ended, has written. It returns
// what was written to the private pipe.
func (p pipes) drain() []byte {
	late := time.AfterFunc(drainTime, func() {
		for _, s := range p.streams() {
			s.ours.Close()
		}
	})
	defer late.Stop()
	for _, s := range p.streams() {
		s.drain()
	}
	if p.private == nil {
		return nil
	}
	p.private.lineW.Close()
	return p.private.text.Bytes()
}
