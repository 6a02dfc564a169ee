package diagnose

import "strings"

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
		if l == "Diff:" {
			break
		}
		if l = inWords(l); l != "" {
			lines = append(lines, l)
		}
	}
	return apart(lines[:min(len(lines), most)])
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

var prefixes = []struct{ from, to string }{
	{"expected: ", "want: "},
	{"actual  : ", "got:  "},
	{"in chain: ", "got:  "},
	{"Not equal:", ""},
	{"Target error should be in err chain:", ""},
	{"Received unexpected error:", "want: no error, got:"},
	{"An error is expected but got nil.", "want: an error, got: none"},
	{"Should be true", "want: true, got: false"},
	{"Should be false", "want: false, got: true"},
}

func inWords(line string) string {
	for _, p := range prefixes {
		if rest, ok := strings.CutPrefix(line, p.from); ok {
			return p.to + rest
		}
	}
	return line
}

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
			lines[len(lines)-1] += " " + l
		}
	}
	return lines
}
