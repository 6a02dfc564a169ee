package diagnose

import (
	"regexp"
	"strconv"
	"strings"
)

// short puts testify's account of a difference into a few lines: what was wanted and
// what was got, and not the diff.
func (f assertion) short() []string {
	if len(f.err) == 0 {
		return nil
	}
	if strings.HasPrefix(f.err[0], "elements differ") {
		return elements(f.err)
	}
	const most = 8
	var lines []string
	for _, l := range f.err {
		if l == "Diff:" || strings.HasPrefix(l, "Panic stack:") {
			break
		}
		lines = append(lines, inWords(l)...)
	}
	return apart(twins(decimal(lines[:min(len(lines), most)])))
}

// hex is how testify prints an unsigned number.
var hex = regexp.MustCompile(`^(want: |got:  )(0x[0-9a-f]+)$`)

// decimal prints unsigned numbers as the student writes them.
func decimal(lines []string) []string {
	for i, l := range lines {
		if m := hex.FindStringSubmatch(l); m != nil {
			if n, err := strconv.ParseUint(m[2], 0, 64); err == nil {
				lines[i] = m[1] + strconv.FormatUint(n, 10)
			}
		}
	}
	return lines
}

// twins says so where another error has the text of the one that was wanted.
func twins(lines []string) []string {
	if len(lines) == 2 {
		want, isWant := strings.CutPrefix(lines[0], "want: ")
		got, isGot := strings.CutPrefix(lines[1], "got:  ")
		if text, _, ok := strings.Cut(got, " (*"); isWant && isGot && (ok && text == want || got == want) {
			lines[1] = "got:  another one with the same text"
		}
	}
	return lines
}

// apart leaves away the beginning that a long want and a long got share, so that
// the difference is on the screen.
func apart(lines []string) []string {
	const column, before = width - 10, 20
	if len(lines) < 2 || max(len(lines[0]), len(lines[1])) < column {
		return lines
	}
	want, ok1 := strings.CutPrefix(lines[0], "want: ")
	got, ok2 := strings.CutPrefix(lines[1], "got:  ")
	same := 0
	for same < min(len(want), len(got)) && want[same] == got[same] {
		same++
	}
	if same -= before; !ok1 || !ok2 || same <= before {
		return lines
	}
	lines[0] = "want: …" + strings.ToValidUTF8(want[same:], "")
	lines[1] = "got:  …" + strings.ToValidUTF8(got[same:], "")
	return lines
}

// forms are the sentences of testify, each with what is said in its place: $1, $2
// stand for its parts, and a line end parts what was wanted from what was got.
var forms = []struct {
	from *regexp.Regexp
	to   string
}{
	{form(`expected: (.*)`), "want: $1"},
	{form(`actual  : (.*)`), "got:  $1"},
	{form(`in chain: (.*)`), "got:  $1"},
	{form(`Not equal:`), ""},
	{form(`Not same:`), ""},
	{form(`Should be in error chain:`), ""},
	{form(`Target error should be in err chain:`), ""},
	{form(`Received unexpected error:(.*)`), "want: no error, got:$1"},
	{form(`An error is expected but got nil\.`), "want: an error, got: none"},
	{form(`Expected error with (".*") in chain but got nil\.`), "want: the error $1\ngot:  no error"},
	{form(`Expected value not to be nil\.`), ""},
	{form(`Should be true`), "want: true, got: false"},
	{form(`Should be false`), "want: false, got: true"},
	{form(`Should be zero, but was (-?[0-9.]+)`), "want: 0\ngot:  $1"},
	{form(`Should be empty, but was 0x[0-9a-f]+`), ""},
	{form(`func \(assert\.PanicTestFunc\)\(0x[0-9a-f]+\) should panic`), "want: a panic, got: none"},
	{form(`func \(assert\.PanicTestFunc\)\(0x[0-9a-f]+\) should not panic`), ""},
	{form(`Panic value:\s+<nil>`), ""},
	{form(`Panic value:\s+(.*)`), "want: no panic\ngot:  $1"},
	{form(`Should be empty, but was (.*)`), "want: nothing\ngot:  $1"},
	{form(`Should NOT be empty, but was .*`), "want: something\ngot:  nothing"},
	{form(`Expected nil, but got: (.*)`), "want: nil\ngot:  $1"},
	{form(`Max difference between (\S+) and (\S+) allowed is .*`), "want: $1\ngot:  $2"},
	{form(`"(.*)" is not less than or equal to "(.*)"`), "want: at most $2\ngot:  $1"},
	{form(`"(.*)" is not less than "(.*)"`), "want: less than $2\ngot:  $1"},
	{form(`"(.*)" is not greater than or equal to "(.*)"`), "want: at least $2\ngot:  $1"},
	{form(`"(.*)" is not greater than "(.*)"`), "want: more than $2\ngot:  $1"},
	{form(`"0x[0-9a-f]+" should have (\d+) item\(s\), but has (\d+)`), "want: $1 of them\ngot:  $2"},
	{form(`"(.*)" should have (\d+) item\(s\), but has (\d+)`), "want: $2 of them\ngot:  $3: $1"},
}

func form(pattern string) *regexp.Regexp { return regexp.MustCompile(`^` + pattern + `$`) }

// inWords returns what is said in place of a line of testify's.
func inWords(line string) []string {
	for _, f := range forms {
		if !f.from.MatchString(line) {
			continue
		}
		if line = f.from.ReplaceAllString(line, f.to); line == "" {
			return nil
		}
		return strings.Split(line, "\n")
	}
	return []string{line}
}

// typed is what ElementsMatch puts before a value.
var typed = regexp.MustCompile(`^\([\w.*]+\) (\(len=\d+\) )?`)

// elements shortens what ElementsMatch prints: what is on one side only. The course
// passes what it wants first.
func elements(err []string) []string {
	var lines []string
	current := ""
	for _, l := range err[1:] {
		switch {
		case l == "extra elements in list A:":
			lines = append(lines, "missing:")
			current = "extra"
		case l == "extra elements in list B:":
			lines = append(lines, "too many:")
			current = "extra"
		case l == "listA:" || l == "listB:":
			current = ""
		case current == "extra" && !strings.HasPrefix(l, "([]") && l != "}":
			lines[len(lines)-1] += " " + typed.ReplaceAllString(l, "")
		}
	}
	return lines
}
