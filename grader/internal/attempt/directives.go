package attempt

import (
	"go/ast"
	"go/build/constraint"
	"regexp"
	"strconv"
	"strings"
)

// directives: a comment that speaks to the compiler or the go command. One that
// only mentions such a comment does not start with it.
func (r *review) directives(s *source) {
	for _, group := range s.tree.Comments {
		for _, c := range group.List {
			if message, hint := directive(c); message != "" {
				r.object(s, c.Pos(), message, hint)
			}
		}
	}
}

// exported is a comment for cgo or gccgo, and not a word that begins a sentence.
var exported = regexp.MustCompile(`^//(export|extern) [A-Za-z_]\w*\s*$`)

func directive(c *ast.Comment) (message, hint string) {
	word, _, _ := strings.Cut(strings.TrimSpace(c.Text), " ")
	const remove = "remove the line; an attempt has no directives"
	switch {
	case constraint.IsGoBuild(c.Text), constraint.IsPlusBuild(c.Text):
		return "a build constraint makes the file another one for the judge than for you", "remove the line"
	case strings.HasPrefix(c.Text, "//go:"):
		return word + " is an instruction to the compiler or the go command", remove
	case bendsLines(c.Text):
		return "a line directive makes errors point elsewhere", remove
	case exported.MatchString(c.Text):
		return word + " is for cgo", remove
	}
	return "", ""
}

// bendsLines reports whether the compiler takes the comment for a line
// directive: it ends in a colon and a number.
func bendsLines(text string) bool {
	rest, ok := strings.CutPrefix(text, "//line ")
	if !ok {
		if rest, ok = strings.CutPrefix(text, "/*line "); !ok {
			return false
		}
		rest = strings.TrimSuffix(rest, "*/")
	}
	rest = strings.TrimSpace(rest)
	_, err := strconv.ParseUint(rest[strings.LastIndexByte(rest, ':')+1:], 10, 64)
	return err == nil && strings.Contains(rest, ":")
}
