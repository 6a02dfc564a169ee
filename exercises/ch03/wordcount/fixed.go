package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"

	"github.com/concurrency-in-go/course/exercises/internal/kit"
)

// This file is given: grading puts it back as it was. It makes files that are hard to
// read. The variable WORDCOUNT_TRY chooses in which way:
//
//	WORDCOUNT_TRY=together go run -race ./exercises/ch03/wordcount -j 3 README.md go.mod go.sum
//
//	together  no file can be read before three are open
//	slow      a file called slow can be read only when two others have been read
//	limit3    no more than three files may be open (limit1: one, and so on)
//	torn      a file called torn cannot be read to its end (torn1: and no more than
//	          one file may be open)
func init() {
	value := os.Getenv("WORDCOUNT_TRY")
	try := strings.TrimRight(value, "0123456789")
	d := &fixedDrive{threeAreOpen: make(chan struct{}), twoAreRead: make(chan struct{})}
	d.most, _ = strconv.Atoi(value[len(try):])
	if try == "" {
		return
	}
	usual := open
	open = func(name string) (io.ReadCloser, error) {
		f, err := usual(name)
		if err != nil {
			return nil, err
		}
		d.opened()
		return &fixedFile{ReadCloser: f, drive: d, try: try, name: filepath.Base(name)}, nil
	}
}

// A fixedDrive knows which of its files are open.
type fixedDrive struct {
	most         int // how many may be open; 0: any number
	threeAreOpen chan struct{}
	twoAreRead   chan struct{}

	settling sync.Mutex // one looks whether all others are at rest

	mu    sync.Mutex
	total int // opened until now
	open  int // now
	read  int // to the end
}

func (d *fixedDrive) opened() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.open++
	if d.total++; d.total == 3 {
		close(d.threeAreOpen)
	}
	if d.most > 0 && d.open > d.most {
		fmt.Fprintf(os.Stderr, "too many open files: there are %d, and -j says %d\n", d.open, d.most)
		os.Exit(1)
	}
}

// settle lets all others go on as far as they can.
func (d *fixedDrive) settle() {
	d.settling.Lock()
	defer d.settling.Unlock()
	kit.Settle()
}

func (d *fixedDrive) closed() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.open--
}

func (d *fixedDrive) ended() {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.read++; d.read == 2 {
		close(d.twoAreRead)
	}
}

// A fixedFile is one of the files, and is used by one goroutine.
type fixedFile struct {
	io.ReadCloser
	drive         *fixedDrive
	try, name     string
	begun, at, is bool // read from; at its end; is closed
}

// Read waits for what the first read of a file has to wait for.
func (f *fixedFile) Read(p []byte) (int, error) {
	first := !f.begun
	f.begun = true
	switch {
	case first && f.try == "together":
		<-f.drive.threeAreOpen
	case first && f.try == "slow" && f.name == "slow":
		<-f.drive.twoAreRead
	case first && f.try == "limit":
		f.drive.settle()
	}
	n, err := f.ReadCloser.Read(p)
	if err == io.EOF && f.try == "torn" && f.name == "torn" {
		return n, errors.New("the drive is gone")
	}
	if err == io.EOF && !f.at {
		f.at = true
		f.drive.ended()
	}
	return n, err
}

// Close closes the file, and takes its time where the number of files is limited: one
// that is about to be closed is open.
func (f *fixedFile) Close() error {
	if !f.is {
		if f.drive.most > 0 {
			f.drive.settle()
		}
		f.is = true
		f.drive.closed()
	}
	return f.ReadCloser.Close()
}
