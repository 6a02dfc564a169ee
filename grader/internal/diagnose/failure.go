package diagnose

import (
	"fmt"
	"regexp"
	"strings"
)

// assertion is one failed assertion in the output of a test.
type assertion struct {
	file    string
	line    int
	err     []string // testify's Error, or the text of t.Errorf
	message string   // testify's Messages: a sentence for the student
	testify bool
}

// Failure explains the output of a failed test.
func (s Source) Failure(output []byte) Finding {
	a := &account{Source: s}
	text := limit(string(output))
	all := s.assertions(text)
	if len(all) == 0 {
		return a.done("the test failed without a word")
	}
	first := all[0]
	lines := first.short()
	if name := failed(text); name != "" {
		a.say("in the test " + name + ":")
	}
	if s.Visible[first.file] {
		a.add([]string{cut(a.text(s.row(first.file, first.line, "")), width)})
	}
	for _, l := range lines {
		if l != first.sentence() {
			a.add([]string{cut("  "+a.text(l), width)})
		}
	}
	a.others(first.sentence(), all[1:])
	return a.done(first.sentence())
}

// others adds how often the first was wrong, and what else was, each of it once.
func (a *account) others(first string, rest []assertion) {
	var order []string
	times := map[string]int{}
	for _, f := range rest {
		s := f.sentence()
		if times[s]++; times[s] == 1 && s != first {
			order = append(order, s)
		}
	}
	switch n := times[first]; {
	case n == 1:
		a.say("It found the same once more.")
	case n > 1:
		a.say(fmt.Sprintf("It found the same %d times more.", n))
	}
	if len(order) > 0 {
		a.say("It also found:")
	}
	for _, s := range order {
		if n := times[s]; n > 1 {
			s += fmt.Sprintf(" (%d times)", n)
		}
		a.note(s)
	}
}

// sentence is what the assertion was to say to the student.
func (f assertion) sentence() string {
	if f.message != "" {
		return f.message
	}
	lines := f.short()
	switch {
	case len(lines) == 0:
		return "the test failed without a word"
	case len(lines) > 1 && strings.HasPrefix(lines[0], "want:"):
		return strings.Join(lines[:2], ", ")
	}
	return lines[0]
}

var (
	header = regexp.MustCompile(`^\s+([\w.-]+\.go):(\d+): ?(.*)$`)
	label  = regexp.MustCompile(`^\s*\t(Error Trace|Error|Test|Messages):\s*(.*)$`)
	result = regexp.MustCompile(`(?m)^\s*--- FAIL: (\S+)`)
)

// failed returns the name of the innermost test that failed.
func failed(text string) string {
	m := result.FindAllStringSubmatch(text, -1)
	if m == nil {
		return ""
	}
	name := m[0][1]
	for _, n := range m[1:] {
		if strings.HasPrefix(n[1], name+"/") {
			name = n[1]
		}
	}
	return name
}

// assertions reads what testing has printed for the test. Lines of t.Log look like
// those of t.Errorf, so where testify has spoken, only its blocks count.
func (s Source) assertions(text string) []assertion {
	var all []assertion
	var cur *assertion
	current := ""
	byTestify := false
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\r\n")
		if m := header.FindStringSubmatch(line); m != nil && s.isTestFile(m[1]) {
			all = append(all, assertion{file: m[1], line: number(m[2])})
			cur, current = &all[len(all)-1], "Error"
			cur.add(current, m[3])
			continue
		}
		if cur == nil || !strings.HasPrefix(line, "    ") && !strings.HasPrefix(line, "\t") || result.MatchString(line) {
			cur = nil
			continue
		}
		if m := label.FindStringSubmatch(line); m != nil {
			current, line = m[1], m[2]
			cur.testify, byTestify = true, true
		}
		cur.add(current, line)
	}
	return only(all, byTestify)
}

func only(all []assertion, testify bool) []assertion {
	var kept []assertion
	for _, f := range all {
		if f.testify == testify {
			kept = append(kept, f)
		}
	}
	return kept
}

func (s Source) isTestFile(name string) bool {
	_, known := s.Tests[name]
	return known || len(s.Tests) == 0 && strings.HasSuffix(name, "_test.go")
}

func (f *assertion) add(label, text string) {
	text = strings.TrimSpace(text)
	switch {
	case text == "":
	case label == "Error":
		f.err = append(f.err, text)
	case label == "Messages":
		f.message = strings.TrimSpace(f.message + " " + text)
	}
}

func number(s string) int {
	n := 0
	_, _ = fmt.Sscan(s, &n)
	return n
}
