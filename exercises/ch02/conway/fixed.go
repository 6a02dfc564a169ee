package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/metrics"
	"strings"
	"sync/atomic"
)

// This file is given: grading puts it back as it was. It has special input and
// output, which take the place of standard input and standard output. The variable
// CONWAY_TRY chooses them, and they are made for -in 4 -out 5, where each card
// makes one line. To try one:
//
//	CONWAY_TRY=dialog go run -race ./exercises/ch02/conway -in 4 -out 5
//
//	dialog  the next card comes when the line of the card before is printed
//	slow    lines are printed slowly: is too much read meanwhile?
//	full    after two lines the disk is full
//	torn    after two cards the input cannot be read any further
func init() {
	d := &fixedDesk{kind: os.Getenv("CONWAY_TRY"), lineIsPrinted: make(chan struct{}, fixedMost)}
	switch d.kind {
	case "dialog":
		d.cards = 5
	case "slow", "full":
		d.cards = fixedMost
	case "torn":
		d.cards = 2
	default:
		return
	}
	stdin, stdout = fixedInput{d}, fixedOutput{d}
}

// fixedMost is how many cards there are at most, and fixedAhead is how many may be
// read ahead.
const fixedMost, fixedAhead = 500, 100

// A fixedDesk has cards on one side and a printer on the other.
type fixedDesk struct {
	kind          string
	cards         int    // how many there are
	rest          string // of the card that is being read
	read          atomic.Int64
	printed       atomic.Int64
	full          atomic.Int64 // how many cards were read when the disk was full; 0: it is not
	lineIsPrinted chan struct{}
	ended         bool // the end of the input has been read
}

type (
	fixedInput  struct{ *fixedDesk }
	fixedOutput struct{ *fixedDesk }
)

// Read gives one card, or what fits into p.
func (d fixedInput) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	if d.rest == "" {
		if err := d.nextCard(); err != nil {
			return 0, err
		}
	}
	n := copy(p, d.rest)
	d.rest = d.rest[n:]
	return n, nil
}

func (d fixedInput) nextCard() error {
	read := d.read.Load()
	if d.kind == "dialog" && read > 0 && !d.ended {
		<-d.lineIsPrinted // before the next card, or the end, the line of this one
	}
	if read == int64(d.cards) {
		d.ended = true
		if d.kind == "torn" {
			return errors.New("the cable is torn")
		}
		return io.EOF
	}
	d.rest = fmt.Sprintf("%04d\n", read+1)
	read = d.read.Add(1)
	if full := d.full.Load(); full > 0 && read-full > fixedAhead {
		fixedBroken("%d more cards are read, though lines cannot be written any more", read-full)
	}
	if printed := d.printed.Load(); d.kind == "slow" && read-printed > fixedAhead+1 {
		fixedBroken("%d cards are read, but only %d lines are printed", read, printed)
	}
	return nil
}

// Write prints what it is given.
func (d fixedOutput) Write(p []byte) (int, error) {
	switch {
	case d.kind == "full" && d.printed.Load() >= 2:
		d.full.CompareAndSwap(0, max(1, d.read.Load()))
		return 0, errors.New("the disk is full")
	case d.kind == "slow" && d.printed.Load() < 3:
		fixedSettle() // all others may go on as far as they can
	}
	n, err := os.Stdout.Write(p)
	for range strings.Count(string(p[:n]), "\n") {
		d.printed.Add(1)
		select {
		case d.lineIsPrinted <- struct{}{}:
		default: // more lines than there are cards
		}
	}
	return n, err
}

// fixedSettle asks the scheduler whether any goroutine but this one runs or is
// about to. Some programs never rest, so it does not ask for ever.
func fixedSettle() {
	const inARow, most = 20, 20_000
	s := []metrics.Sample{{Name: "/sched/goroutines/runnable:goroutines"}, {Name: "/sched/goroutines/running:goroutines"}}
	for calm, looks := 0, 0; calm < inARow && looks < most; looks++ {
		runtime.Gosched()
		metrics.Read(s)
		if calm++; s[0].Value.Uint64() > 0 || s[1].Value.Uint64() > 1 {
			calm = 0
		}
	}
}

// fixedBroken ends the program: it broke its word.
func fixedBroken(what string, args ...any) {
	fmt.Fprintf(os.Stderr, "reads too far: %s\n", fmt.Sprintf(what, args...))
	os.Exit(1)
}
