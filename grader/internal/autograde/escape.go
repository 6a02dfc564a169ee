package autograde

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"unicode"

	"github.com/concurrency-in-go/course/grader/internal/report"
)

// plain returns text without anything that is not seen: what [report.Clean]
// takes out, and the marks that a comparison of words may skip, so that a colon,
// such a mark and a colon are no command.
func plain(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.In(r, unicode.Variation_Selector, unicode.Other_Default_Ignorable_Code_Point) {
			return unicode.ReplacementChar
		}
		return r
	}, report.Clean(text))
}

// line returns text as one line of at most the given number of characters, that
// the runner of GitHub Actions does not take for a command, wherever it is
// printed. It is for strings in JSON.
func line(text string, most int) string {
	return cut(harmless(strings.Join(strings.Fields(plain(text)), " ")), most)
}

// cut returns the first characters of text.
func cut(text string, most int) string {
	runes := []rune(text)
	if len(runes) <= most {
		return text
	}
	return string(runes[:max(0, most-1)]) + "…"
}

// harmless takes apart what begins a command: "::" at the beginning of a line, and
// "##[" anywhere. Colons are taken apart anywhere, too, because what counts as
// the beginning is up to the runner, which skips some marks before it.
func harmless(text string) string {
	for _, mark := range []struct{ whole, apart string }{{"::", ": :"}, {"##[", "# #["}} {
		for strings.Contains(text, mark.whole) { // taken apart, ":::" has another
			text = strings.ReplaceAll(text, mark.whole, mark.apart)
		}
	}
	return text
}

// Quiet writes to a log that somebody reads for commands. No line of what is
// written through it is one. A line is written when it ends.
type Quiet struct {
	w    io.Writer
	open []byte // a line that has no end yet
}

// NewQuiet returns a Quiet that writes to w.
func NewQuiet(w io.Writer) *Quiet { return &Quiet{w: w} }

// Write takes text, and writes the lines in it that end.
func (q *Quiet) Write(p []byte) (int, error) {
	q.open = append(q.open, p...)
	end := bytes.LastIndexByte(q.open, '\n') + 1
	if end == 0 {
		return len(p), nil
	}
	text := string(q.open[:end])
	q.open = bytes.Clone(q.open[end:])
	_, err := io.WriteString(q.w, harmless(plain(text)))
	return len(p), err
}

// command is one workflow command. The properties are pairs of a name and a value,
// and the names are ours.
func command(name, message string, properties ...string) string {
	var b strings.Builder
	b.WriteString("::" + name)
	for i := 0; i < len(properties); i += 2 {
		sep := ","
		if i == 0 {
			sep = " "
		}
		b.WriteString(sep + properties[i] + "=" + property(properties[i+1]))
	}
	return b.String() + "::" + data(message) + "\n"
}

var forData = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")

// data escapes the message of a command. What the runner obeys it shows in the log
// as it is, so it must hold no command itself.
func data(text string) string { return forData.Replace(harmless(plain(text))) }

var forProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")

// property escapes a property of a command.
func property(text string) string { return forProperty.Replace(harmless(plain(text))) }

// cell returns text for a cell of a table in Markdown. All punctuation becomes a
// reference to the character, which Markdown shows and never obeys; two signs
// become others, because GitHub looks for mentions in what is left of Markdown.
func cell(text string, most int) string {
	var b strings.Builder
	for _, r := range line(text, most) {
		switch {
		case r == '@':
			b.WriteRune('＠')
		case r == '#':
			b.WriteRune('＃')
		case r < unicode.MaxASCII && !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != ' ':
			fmt.Fprintf(&b, "&#%d;", r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// fence returns text as a block of code in Markdown, in which nothing has a
// meaning but the row of backticks that ends it: it is longer than any in text.
func fence(text string) string {
	text = plain(text)
	longest, row := 2, 0
	for _, r := range text {
		if row++; r != '`' {
			row = 0
		}
		longest = max(longest, row)
	}
	marks := strings.Repeat("`", longest+1)
	return marks + "text\n" + strings.TrimRight(text, "\n") + "\n" + marks + "\n"
}
