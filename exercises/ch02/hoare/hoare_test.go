package hoare_test

import (
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch02/hoare"
	"github.com/stretchr/testify/assert"
)

// Two cards go in, and lines of four characters come out.
func TestCardsToLines(t *testing.T) {
	done := make(chan struct{})
	cards := make(chan string, 2)
	cards <- "2**10"
	cards <- "*a"
	close(cards)

	characters := hoare.Squash(done, hoare.Copy(done, hoare.Disassemble(done, cards)))
	var lines []string
	for line := range hoare.Assemble(done, characters, 4) {
		lines = append(lines, line)
	}

	want := []string{"2^10", " *a "}
	assert.Equal(t, want, lines, "lines of 4 characters out of the cards \"2**10\" and \"*a\", with a space after each card")
}

// Nobody ever receives, and the input stays open. Does the process end with done?
func TestAbandonedCopy(t *testing.T) {
	done := make(chan struct{})
	in := make(chan rune, 1)
	in <- 'a'

	hoare.Copy(done, in)

	close(done)
}
