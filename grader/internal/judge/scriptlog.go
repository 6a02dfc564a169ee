package judge

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/concurrency-in-go/course/grader/internal/diagnose"
)

var (
	failedAt = regexp.MustCompile(`^FAIL: .*?\.txtar:([0-9]+): (.*)$`)
	exited   = regexp.MustCompile(`^\[(exit status [0-9]+|signal: .+)\]$`)
	took     = regexp.MustCompile(` \([0-9.]+m?s\)$`)
	starts   = regexp.MustCompile(`^(> )?(! )?(exec|exits) `)
	prepares = regexp.MustCompile(`^(env|stdin) `)
	found    = regexp.MustCompile(`^(?:no|unexpected) match for .* found in stderr`)
)

// scriptFinding says at which line of a script a program failed, what it was to do
// there and what it did, from the script and testscript's log.
func scriptFinding(script, log string) diagnose.Finding {
	f := diagnose.Finding{Message: "the program does not do what the script asks"}
	lines := strings.Split(strings.TrimSpace(log), "\n")
	n, reason := broken(log)
	if n == 0 {
		f.Account = output(lines)
		return f
	}
	comment, command := asked(script, n)
	message, wanted := inPlainWords(reason, command)
	if message != "" {
		f.Message = message
	}
	if comment != "" {
		f.Account = append(f.Account, diagnose.Clean(comment))
	}
	lines = split(lines[:len(lines)-1], script)
	if i := slices.IndexFunc(lines, func(l string) bool { return strings.HasPrefix(l, "> ") }); i > 0 && !strings.HasPrefix(log, "#") {
		lines = lines[i:] // of a long log there is only the end
	}
	lines = slices.DeleteFunc(lines, func(l string) bool {
		l = took.ReplaceAllString(l, "")
		return wanted != nil && l == "> "+command || l != "#" && strings.HasPrefix(l, "#") && strings.Contains("\n"+script, "\n"+l)
	})
	f.Account = append(f.Account, output(lines)...)
	if n := len(f.Account); len(wanted) > 1 && n > 0 && starts.MatchString(f.Account[n-1]) {
		f.Account = append(f.Account, "(nothing is printed)")
	}
	f.Account = append(f.Account, wanted...)
	if slices.ContainsFunc(f.Account, func(l string) bool { return strings.HasSuffix(l, "·") }) {
		f.Account = append(f.Account, explainDots)
	}
	if message == "" {
		f.Account = append(f.Account, cut(fmt.Sprintf("line %d: %s", n, diagnose.Clean(reason))))
	}
	return f
}

// situation is what a script says about the program that has failed in it, and how it
// starts it: a program may be stuck for a reason that only the script knows.
func situation(script, log string) []string {
	n, _ := broken(log)
	if n == 0 {
		return nil
	}
	comment, command := asked(script, n)
	for n > 1 && !starts.MatchString(command) { // but looks at what it has done
		n--
		comment, command = asked(script, n)
	}
	lines := []string{cut("> " + diagnose.Clean(command))}
	for n--; n > 0; n-- { // the program's environment and input
		if _, before := asked(script, n); prepares.MatchString(before) {
			lines = slices.Insert(lines, 0, cut("> "+diagnose.Clean(before)))
		} else {
			break
		}
	}
	if comment != "" {
		lines = slices.Insert(lines, 0, diagnose.Clean(comment))
	}
	return lines
}

// broken returns the line of the script that has failed, and testscript's reason; 0 if
// none has.
func broken(log string) (line int, reason string) {
	log = strings.TrimSpace(log)
	m := failedAt.FindStringSubmatch(log[strings.LastIndex(log, "\n")+1:])
	if m == nil {
		return 0, ""
	}
	line, _ = strconv.Atoi(m[1])
	return line, m[2]
}

// asked returns the n-th line of a script, and the comment above it.
func asked(script string, n int) (comment, command string) {
	lines := strings.Split(script, "\n")
	if n < 1 || n > len(lines) {
		return "", ""
	}
	end := n - 1
	for end > 0 && !strings.HasPrefix(lines[end-1], "#") {
		end--
	}
	start := end
	for start > 0 && strings.HasPrefix(lines[start-1], "#") {
		start--
	}
	var words []string
	for _, l := range lines[start:end] {
		words = append(words, strings.Fields(strings.TrimLeft(l, "#"))...)
	}
	return strings.TrimPrefix(strings.Join(words, " "), "once: "), strings.TrimSpace(lines[n-1])
}

// inPlainWords returns what testscript's reason for a failure means for a student,
// and what the program was to print. The message is empty where it is too rare.
func inPlainWords(reason, command string) (message string, wanted []string) {
	stream := "standard output"
	if found.MatchString(reason) || strings.HasPrefix(command, "stderr ") {
		stream = "standard error"
	}
	switch {
	case reason == "unexpected command failure":
		return "the program was to end with exit code 0", nil
	case reason == "unexpected command success":
		return "the program was to fail, and ended with exit code 0", nil
	case strings.HasPrefix(reason, "the exit code is "):
		return reason, nil
	case strings.HasPrefix(reason, "no match for ") && strings.Contains(command, "'(?i)usage'"):
		return "there is no usage message on standard error", []string{}
	case strings.HasPrefix(reason, "no match for ") && pattern(command) == ".":
		return "nothing is written to " + stream, []string{}
	case strings.HasPrefix(reason, "no match for "):
		return stream + " does not have what it is to have", append([]string{"It is to have, as a pattern:"}, spread(pattern(command))...)
	case strings.HasPrefix(reason, "unexpected match for ") && pattern(command) == ".":
		return "nothing was to be written to " + stream, []string{}
	case strings.HasPrefix(reason, "unexpected match for "):
		return stream + " has what it is not to have", append([]string{"It is not to have, as a pattern:"}, spread(pattern(command))...)
	case strings.HasPrefix(reason, "have "):
		have, _, _ := strings.Cut(strings.TrimPrefix(reason, "have "), " ")
		_, want, _ := cutLast(reason, ", want ")
		return stream + " has something " + have + " times, and not " + want + " times",
			append([]string{"As a pattern, that is:"}, spread(pattern(command))...)
	case strings.HasPrefix(reason, "stdout and "):
		return "standard output is not what it is to be", []string{"Lines with - were printed. Lines with + were to be printed."}
	}
	return "", nil
}

func cutLast(s, sep string) (before, after string, ok bool) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+len(sep):], true
}

// pattern is what a command such as stdout looks for.
func pattern(command string) string {
	if _, rest, ok := strings.Cut(command, "'"); ok {
		before, _, _ := cutLast(rest, "'")
		return before
	}
	return command[strings.LastIndex(command, " ")+1:]
}

// spread shows a pattern as the lines that it matches.
func spread(pattern string) []string {
	pattern = strings.TrimSuffix(strings.TrimPrefix(pattern, `\A`), `\z`)
	lines := strings.Split(strings.TrimSuffix(pattern, `\n`), `\n`)
	for i, l := range lines {
		lines[i] = "  " + dots(l)
	}
	return ends(lines, mostOfAPart)
}

// dots shows the spaces at the end of a line.
func dots(line string) string {
	text := strings.TrimRight(line, " ")
	return text + strings.Repeat("·", len(line)-len(text))
}

// explainDots is for those who have not seen such dots before.
const explainDots = "Each · is a space at the end of a line."

// printed shows a line that a program has printed, compared one of a comparison, and
// asIs any other.
func printed(line string) string {
	if line == "" {
		return "(an empty line)"
	}
	return dots(line)
}

func compared(line string) string {
	if line == "" {
		return ""
	}
	return line[:1] + dots(line[1:])
}

func asIs(line string) string { return strings.TrimRight(line, " ") }

// split parts a command from what a program printed before it without a line end.
func split(lines []string, script string) []string {
	var all []string
	for _, l := range lines {
		before, command, found := cutLast(l, "> ")
		if found && before != "" && command != "" && strings.Contains("\n"+script+"\n", "\n"+command+"\n") {
			all = append(all, before, "> "+command)
		} else {
			all = append(all, l)
		}
	}
	return all
}

// mostOfAPart is how many lines of what a program printed are shown.
const mostOfAPart = 10

// output shows the commands of a log, and the beginning and end of what each printed.
// Where a comparison follows, it shows what was printed, and better.
func output(lines []string) []string {
	var all, part []string
	flush := func() {
		if len(part) > 0 && !(strings.HasPrefix(part[0], "[stdout]") && slices.ContainsFunc(lines, func(l string) bool { return strings.HasPrefix(l, "diff stdout ") })) {
			all = append(all, ends(part, mostOfAPart)...)
		}
		part = nil
	}
	raw := asIs
	for _, line := range lines {
		line = diagnose.Clean(line)
		if marks(line) {
			raw = asIs
		}
		line = cut(raw(line))
		switch {
		case line == "" || strings.HasPrefix(line, "WORK="):
			continue
		case strings.HasPrefix(line, "PASS"):
			flush()
			raw = asIs
			continue
		case strings.HasPrefix(line, "> ") || exited.MatchString(line):
			flush()
			all = append(all, line)
			continue
		case line == "[stdout]" || line == "[stderr]":
			flush()
			raw = printed
		case strings.HasPrefix(line, "diff "):
			flush()
			raw = compared
			continue
		case strings.HasPrefix(line, "--- stdout") || strings.HasPrefix(line, "+++ ") || strings.HasPrefix(line, "@@ "):
			continue
		}
		part = append(part, line)
	}
	flush()
	return ends(all, 4*mostOfAPart)
}

// marks reports whether a line of a log is testscript's own, and ends what a program
// has printed.
func marks(line string) bool {
	return strings.HasPrefix(line, "> ") || strings.HasPrefix(line, "[std") || strings.HasPrefix(line, "diff ") || exited.MatchString(line)
}

// ends leaves away the middle of what is too long.
func ends(lines []string, most int) []string {
	if len(lines) <= most {
		return lines
	}
	half := most / 2
	return slices.Concat(lines[:half], []string{"…"}, lines[len(lines)-half:])
}

// cut ends a line where it would not fit any more.
func cut(line string) string {
	const most = 76
	if runes := []rune(line); len(runes) > most {
		return string(runes[:most-1]) + "…"
	}
	return line
}
