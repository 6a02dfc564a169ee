package diagnose

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Limits of a [Finding]. A student reads one screen; a hostile one prints more.
const (
	width      = 76 // columns of a line of an account
	mostLines  = 30
	mostPlaces = 10
	mostSource = 160 // columns of a place's source line
)

// Clean makes text safe to show on a terminal and to put into one string of JSON.
// What a terminal would obey, and what would reorder the text on the screen,
// becomes visible: "\x1b", "\u202e". A tab becomes four spaces.
func Clean(text string) string {
	if plain(text) {
		return text
	}
	var b strings.Builder
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case r == '\t':
			b.WriteString("    ")
		case r == utf8.RuneError && size == 1:
			fmt.Fprintf(&b, `\x%02x`, text[i])
		case !unsafeRune(r):
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r < 0x100:
			fmt.Fprintf(&b, `\x%02x`, r)
		default:
			fmt.Fprintf(&b, `\u%04x`, r)
		}
		i += size
	}
	return b.String()
}

// CleanLines is [Clean] for text of several lines, whose ends it keeps.
func CleanLines(text string) string {
	lines := strings.Split(text, "\n")
	for i, l := range lines {
		lines[i] = Clean(l)
	}
	return strings.Join(lines, "\n")
}

func plain(text string) bool {
	for i := range len(text) {
		if text[i] < ' ' || text[i] > '~' {
			return false
		}
	}
	return true
}

// unsafeRune reports whether r is a control, ends a line (U+2028 and U+2029 do), or
// changes the direction of the text behind it.
func unsafeRune(r rune) bool {
	return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) ||
		r == '\u2028' || r == '\u2029' || r == '\ufeff'
}

// cut shortens text to columns, and shows by "…" that it did.
func cut(text string, columns int) string {
	if utf8.RuneCountInString(text) <= columns {
		return text
	}
	return string([]rune(text)[:columns-1]) + "…"
}

// wrap breaks text between words into lines of the width of an account. A line
// begins with indent, and one that goes on with two columns more.
func wrap(indent, text string) []string {
	var lines []string
	line := indent
	for i, word := range strings.Fields(text) {
		switch {
		case i == 0:
			line += word
		case utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > width:
			lines = append(lines, cut(line, width))
			line = indent + "  " + word
		default:
			line += " " + word
		}
	}
	return append(lines, cut(line, width))
}
