package hoare_test

import (
	"strings"
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch02/hoare"
	"github.com/concurrency-in-go/course/exercises/internal/kit"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// never is a done that nobody closes: the end of the input is all there is.
func never() <-chan struct{} { return make(chan struct{}) }

// holding returns a channel in which vs lie ready. It stays open.
func holding[T any](vs ...T) chan T {
	in := make(chan T, len(vs))
	for _, v := range vs {
		in <- v
	}
	return in
}

// ended returns a channel in which vs lie ready, and then the end.
func ended[T any](vs ...T) <-chan T {
	in := holding(vs...)
	close(in)
	return in
}

func characters(s string) <-chan rune { return ended([]rune(s)...) }

// text receives characters until the channel is closed.
func text(t *testing.T, out <-chan rune) string {
	t.Helper()
	return string(values(t, out))
}

// values receives until the channel is closed.
func values[T any](t *testing.T, out <-chan T) []T {
	t.Helper()
	require.NotNil(t, out, "the channel is nil: nobody can receive from it")
	var all []T
	for v := range out {
		all = append(all, v)
		require.Less(t, len(all), 5000, "the input has ended, but the process sends on and on: what does it receive from a closed channel?")
	}
	return all
}

// next receives one value, which must be want.
func next[T any](t *testing.T, out <-chan T, want T, why string) {
	t.Helper()
	require.NotNil(t, out, "the channel is nil: nobody can receive from it")
	got, ok := <-out
	require.True(t, ok, "the channel was closed before %q, though neither in nor done is", want)
	require.Equal(t, want, got, why)
}

func TestCopyPassesOn(t *testing.T) {
	for _, s := range []string{"", "a", "one card", "**", "grüße, 世界 \n\t\x00 end", strings.Repeat("0123456789", 30)} {
		assert.Equal(t, s, text(t, hoare.Copy(never(), characters(s))), "Copy is to pass on every character as it is")
	}
}

func TestCopySendsAtOnce(t *testing.T) {
	in := make(chan rune)
	out := hoare.Copy(never(), in)
	for _, c := range "a*é" {
		in <- c
		next(t, out, c, "Copy is to pass on the character that it received last")
	}
	close(in)
	assert.Empty(t, text(t, out), "Copy sent more than it received")
}

func TestSquashPairs(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"", ""},
		{"a", "a"},
		{"**", "^"},
		{"****", "^^"},
		{"a**b", "a^b"},
		{"a*b*c", "a*b*c"},
		{"* *", "* *"},
		{"^**^", "^^^"},
		{"x**y**z", "x^y^z"},
		{"ü**ü\x00*\x00", "ü^ü\x00*\x00"},
	} {
		assert.Equal(t, tt.want, text(t, hoare.Squash(never(), characters(tt.in))), "Squash of %q", tt.in)
	}
}

func TestSquashOddAsterisks(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"***a", "^*a"},
		{"a***b***c", "a^*b^*c"},
		{"*****x", "^^*x"},
	} {
		assert.Equal(t, tt.want, text(t, hoare.Squash(never(), characters(tt.in))), "Squash of %q: pairs are counted from the left, and an asterisk that is part of one cannot be part of another", tt.in)
	}
}

func TestSquashLastAsterisk(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"*", "*"},
		{"a*", "a*"},
		{"***", "^*"},
		{"a* *", "a* *"},
		{"*****", "^^*"},
	} {
		assert.Equal(t, tt.want, text(t, hoare.Squash(never(), characters(tt.in))), "Squash of %q: what becomes of an asterisk that is held back when the input ends?", tt.in)
	}
}

// Only an asterisk alone must wait for what comes after it.
func TestSquashSendsAtOnce(t *testing.T) {
	in := make(chan rune)
	out := hoare.Squash(never(), in)
	in <- 'a'
	next(t, out, 'a', "a character that is no asterisk goes on at once")
	in <- '*'
	in <- '*'
	next(t, out, '^', "the second asterisk makes the pair: ^ goes on at once")
	in <- '*'
	in <- 'b'
	next(t, out, '*', "the b shows that the asterisk before it is alone")
	next(t, out, 'b', "after the asterisk goes the character that came after it")
	in <- '*'
	close(in)
	next(t, out, '*', "the end shows that the last asterisk is alone")
	assert.Empty(t, text(t, out), "Squash sent more than there is")
}

func TestDisassembleCards(t *testing.T) {
	for _, tt := range []struct {
		cards []string
		want  string
	}{
		{nil, ""},
		{[]string{"ab"}, "ab "},
		{[]string{"ab", "c"}, "ab c "},
		{[]string{"*", "*"}, "* * "},
		{[]string{"a ", " b"}, "a   b "},
		{[]string{"größe", "世界"}, "größe 世界 "},
	} {
		assert.Equal(t, tt.want, text(t, hoare.Disassemble(never(), ended(tt.cards...))), "Disassemble of the cards %q: the characters of each, and a space after each", tt.cards)
	}
}

func TestDisassembleEmptyCards(t *testing.T) {
	cards := []string{"", "a", "", ""}
	assert.Equal(t, " a   ", text(t, hoare.Disassemble(never(), ended(cards...))), "Disassemble of the cards %q: of an empty card comes the space alone", cards)
}

// The space belongs to the card before it, and does not wait for the next one.
func TestDisassembleSendsAtOnce(t *testing.T) {
	in := make(chan string)
	out := hoare.Disassemble(never(), in)
	for range 2 {
		in <- "ab"
		next(t, out, 'a', "the first character of the card")
		next(t, out, 'b', "the second character of the card")
		next(t, out, ' ', "the space after the card")
	}
	close(in)
	assert.Empty(t, text(t, out), "Disassemble sent more than there is")
}

func TestAssembleFullLines(t *testing.T) {
	assert.Empty(t, values(t, hoare.Assemble(never(), characters(""), 3)), "of no characters comes no line")
	for _, tt := range []struct {
		in    string
		width int
		want  []string
	}{
		{"abc", 3, []string{"abc"}},
		{"abcdef", 3, []string{"abc", "def"}},
		{"ab*", 1, []string{"a", "b", "*"}},
		{" a  ", 2, []string{" a", "  "}},
	} {
		assert.Equal(t, tt.want, values(t, hoare.Assemble(never(), characters(tt.in), tt.width)), "Assemble of %q in lines of %d: when the input ends between two lines, there is no further line", tt.in, tt.width)
	}
}

func TestAssembleLastLine(t *testing.T) {
	for _, tt := range []struct {
		in    string
		width int
		want  []string
	}{
		{"a", 3, []string{"a  "}},
		{"abcd", 3, []string{"abc", "d  "}},
		{"abcde", 3, []string{"abc", "de "}},
		{" ", 2, []string{"  "}},
		{"a", 125, []string{"a" + strings.Repeat(" ", 124)}},
	} {
		assert.Equal(t, tt.want, values(t, hoare.Assemble(never(), characters(tt.in), tt.width)), "Assemble of %q in lines of %d: the last line is filled up with spaces", tt.in, tt.width)
	}
}

func TestAssembleCountsCharacters(t *testing.T) {
	got := values(t, hoare.Assemble(never(), characters("äöü世界"), 4))
	assert.Equal(t, []string{"äöü世", "界   "}, got, "Assemble counts characters, not bytes: ä is one of them, and 世 too")
}

// A full line does not wait for the first character of the next.
func TestAssembleSendsAtOnce(t *testing.T) {
	in := make(chan rune)
	out := hoare.Assemble(never(), in, 2)
	for _, line := range []string{"ab", "cd"} {
		for _, c := range line {
			in <- c
		}
		next(t, out, line, "a line that is full")
	}
	close(in)
	assert.Empty(t, values(t, out), "Assemble sent more lines than there are")
}

// ahead is how many values a process may have received that nobody waits for yet.
const ahead = 1

// Everything lies ready on the left, and nobody receives on the right.
func TestNobodyRunsAhead(t *testing.T) {
	done := make(chan struct{})
	defer close(done)
	const n, width = 12, 5
	a, b, c := holding([]rune("abcdefghijkl")...), holding([]rune("abcdefghijkl")...), holding([]rune("abcdefghijkl")...)
	cards := holding(strings.Split("abcdefghijkl", "")...)

	copied, squashed := hoare.Copy(done, a), hoare.Squash(done, b)
	lines, taken := hoare.Assemble(done, c, width), hoare.Disassemble(done, cards)
	kit.Settle()

	const sentence = "nobody receives from %s, but it goes on taking values from in: it runs ahead of whoever is to receive"
	assert.LessOrEqual(t, n-len(a), 1+ahead, sentence, "Copy")
	assert.LessOrEqual(t, n-len(b), 1+ahead, sentence, "Squash")
	assert.LessOrEqual(t, n-len(c), width+ahead, sentence, "Assemble")
	assert.LessOrEqual(t, n-len(cards), 1+ahead, sentence, "Disassemble")
	const buffer = "the channel of %s has a buffer: a send is to wait until somebody receives"
	assert.Zero(t, cap(copied), buffer, "Copy")
	assert.Zero(t, cap(squashed), buffer, "Squash")
	assert.Zero(t, cap(lines), buffer, "Assemble")
	assert.Zero(t, cap(taken), buffer, "Disassemble")
}

// Two processes of each kind work at the same time.
func TestTwoOfAKind(t *testing.T) {
	chain := func(cards ...string) func() []string {
		in := ended(cards...)
		return func() (lines []string) {
			squashed := hoare.Squash(never(), hoare.Copy(never(), hoare.Disassemble(never(), in)))
			for line := range hoare.Assemble(never(), squashed, 4) {
				lines = append(lines, line)
			}
			return lines
		}
	}
	var first, second []string
	one, two := chain("2**10", "*", "*a"), chain("bc*", "", "***")

	kit.Together(func() { first = one() }, func() { second = two() })

	assert.Equal(t, []string{"2^10", " * *", "a   "}, first, "the first of two chains at work at the same time: what do they share?")
	assert.Equal(t, []string{"bc* ", " ^* "}, second, "the second of two chains at work at the same time: what do they share?")
}
