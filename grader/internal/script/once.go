package script

import "strings"

// Once reports whether a script says that one run of it tells as much as many:
// its first line is a comment that begins with "once:", and goes on with why.
// Most often the program does there what no schedule can change, such as refusing
// a flag. A start of a program under the race detector is what costs time.
func Once(text string) bool {
	comment, ok := strings.CutPrefix(text, "#")
	return ok && strings.HasPrefix(strings.TrimLeft(comment, " "), "once:")
}
