// Conway reads cards, and prints what is on them in lines of another width.
//
//	conway [-in N] [-out M]
//
//	-in N   characters on a card, at least 1 (default 80)
//	-out M  characters on a line of output, at least 1 (default 125)
//
// Every line of the input is a card. Where it has fewer than N characters, the
// card has spaces on the right, so that an empty line is a card of N spaces. The
// last line counts with a line end and without. Lines are valid UTF-8, and a
// character is a rune.
//
// The characters of all cards, with one more space after each card, are one long
// text. In it two asterisks that follow each other become one ^. Pairs are counted
// from the left: *** becomes ^*. The text that comes of this is cut into lines of
// M characters, the last of which is filled up with spaces, and printed. Of an
// input with nothing in it comes nothing. Conway -in 2 -out 4 makes of the cards
// "a*", "*b" and "**" these two lines, the second of which ends with a space:
//
//	a* *
//	b ^
//
// Conway works while it reads. It prints a line as soon as the cards that it has
// read fill it, and does not wait for another card, nor for the end of the input.
// Nor does it read far ahead: it reads at most 100 cards more than it needs for the
// lines that it has printed and the next one. The input may be longer than memory.
//
// When all has gone well, conway prints nothing on standard error, and ends with
// exit code 0. Three things may go wrong. Then it prints a message on standard
// error, and ends with exit code 1:
//
//   - A line cannot be written, because the disk is full, say. Then conway stops
//     reading soon: it does not read another 100 cards.
//   - The input cannot be read any further. Lines that the cards before it fill are
//     printed all the same. What does not fill a line may be printed, or not.
//   - A card has more than N characters. The message has the number of the card,
//     from 1; the cards before it are printed as above.
//
// A flag that does not exist or has a bad value, or an argument that is not a
// flag, is a mistake: conway prints a message with the word "usage" on standard
// error and nothing on standard output, and ends with exit code 2.
//
// When main returns or calls os.Exit, every goroutine that it started has ended.
// (One that reads may be waited for: the next card, the end of the input or an
// error will come.)
package main

import (
	"bufio"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"unicode/utf8"
)

// The cards come from stdin and the lines go to stdout, and nowhere else: standard
// input and standard output, unless fixed.go puts others in their place.
var (
	stdin  io.Reader = os.Stdin
	stdout io.Writer = os.Stdout
)

func main() {
	if code := run(os.Args[1:], stdin, stdout, os.Stderr); code != 0 {
		os.Exit(code)
	}
}

// run does what the comment at the top says, and returns the exit code.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	fs := flag.NewFlagSet("conway", flag.ContinueOnError)
	fs.SetOutput(stderr)
	in := fs.Int("in", 80, "characters on a card, at least 1")
	out := fs.Int("out", 125, "characters on a line of output, at least 1")
	if fs.Parse(args) != nil {
		return 2
	}
	if *in < 1 || *out < 1 || fs.NArg() > 0 {
		fmt.Fprintln(stderr, "conway: want widths of at least 1, and flags only")
		fs.Usage()
		return 2
	}
	if err := convert(stdin, stdout, *in, *out); err != nil {
		fmt.Fprintln(stderr, "conway:", err)
		return 1
	}
	return 0
}

// convert joins the processes and prints what comes out. When it returns, all of
// them have ended.
func convert(stdin io.Reader, stdout io.Writer, in, out int) error {
	c := chain{done: make(chan struct{})}
	var readErr error // belongs to the process that reads, until it has ended
	cards := start(&c, func(put func(string) bool) { readErr = read(stdin, in, put) })
	text := start(&c, func(put func(rune) bool) { disassemble(cards, put) })
	squashed := start(&c, func(put func(rune) bool) { squash(text, put) })
	lines := start(&c, func(put func(string) bool) { assemble(squashed, out, put) })

	var err error
	for line := range lines {
		if _, err = fmt.Fprintln(stdout, line); err != nil {
			break
		}
	}
	close(c.done)
	c.all.Wait()
	if err != nil {
		return err
	}
	return readErr
}

// A chain is processes that end together.
type chain struct {
	done chan struct{} // closed when nobody wants any more
	all  sync.WaitGroup
}

// start starts a process, which sends with put until put reports false. Its channel
// is closed when it ends. So whoever receives learns from the close that there is
// no more, and only a send must watch done.
func start[T any](c *chain, process func(put func(T) bool)) <-chan T {
	out := make(chan T)
	c.all.Go(func() {
		defer close(out)
		process(func(v T) bool {
			select {
			case out <- v:
				return true
			case <-c.done:
				return false
			}
		})
	})
	return out
}

// read puts each card, filled up to n characters.
func read(r io.Reader, n int, put func(card string) bool) error {
	lines := bufio.NewReader(r)
	for number := 1; ; number++ {
		card, err := lines.ReadString('\n')
		if err != nil && (err != io.EOF || card == "") {
			if err == io.EOF {
				return nil
			}
			return fmt.Errorf("card %d: %w", number, err)
		}
		card = strings.TrimSuffix(card, "\n")
		if utf8.RuneCountInString(card) > n {
			return fmt.Errorf("card %d has more than %d characters", number, n)
		}
		if !put(fmt.Sprintf("%-*s", n, card)) {
			return nil
		}
	}
}

func disassemble(cards <-chan string, put func(rune) bool) {
	for card := range cards {
		for _, c := range card + " " {
			if !put(c) {
				return
			}
		}
	}
}

func squash(text <-chan rune, put func(rune) bool) {
	star := false // an asterisk waits for what comes after it
	for c := range text {
		ok := true
		switch {
		case star && c == '*':
			star = false
			ok = put('^')
		case star:
			star = false
			ok = put('*') && put(c)
		case c == '*':
			star = true
		default:
			ok = put(c)
		}
		if !ok {
			return
		}
	}
	if star {
		put('*')
	}
}

func assemble(text <-chan rune, n int, put func(line string) bool) {
	var line []rune
	for c := range text {
		line = append(line, c)
		if len(line) == n {
			if !put(string(line)) {
				return
			}
			line = line[:0]
		}
	}
	if len(line) > 0 {
		put(fmt.Sprintf("%-*s", n, string(line)))
	}
}
