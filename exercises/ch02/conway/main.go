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
// lines that it has printed and the next one. (What one Read brings at once counts as
// one card, even if it is more.) The input may be longer than memory.
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
	"io"
	"os"
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
	panic("TODO: read the flags, join the processes, print the lines, wait for all to end")
}
