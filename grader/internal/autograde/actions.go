package autograde

import (
	"crypto/rand"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/concurrency-in-go/course/grader/internal/course"
	"github.com/concurrency-in-go/course/grader/internal/report"
	"github.com/concurrency-in-go/course/grader/internal/verdict"
)

// Output is what goes into the file $GITHUB_OUTPUT to set an output of a step. The
// value cannot end it early: nobody knows the mark that does.
func Output(name, value string) string {
	mark := "end-" + rand.Text()
	return fmt.Sprintf("%s<<%s\n%s\n%s\n", name, mark, value, mark)
}

// Log is what a step says in its log: an account of what the student has begun,
// and one line about the rest. The runner takes no command from it, and go's
// problem matcher, which setup-go turns on, makes no annotations of it.
func Log(all []verdict.Verdict, tool string) (string, error) {
	text, err := Text(all, tool)
	if err != nil {
		return "", err
	}
	token := rand.Text()
	return command("remove-matcher", "", "owner", "go") + command("stop-commands", token) +
		harmless(plain(text)) + "::" + token + "::\n", nil
}

// Text is the results for a person.
func Text(all []verdict.Verdict, tool string) (string, error) {
	var b strings.Builder
	for _, v := range begun(all) {
		text, err := account(v, tool)
		if err != nil {
			return "", err
		}
		b.WriteString(text + "\n")
	}
	if ids := notBegun(all); len(ids) > 0 {
		b.WriteString(report.Wrap("not begun: "+strings.Join(ids, ", "), "") + "\n")
	}
	b.WriteString(tally(all) + "\n")
	if words := trust(all); words != "" {
		b.WriteString("\n" + report.Wrap(words, ""))
	}
	return b.String(), nil
}

// account is one verdict for a person.
func account(v verdict.Verdict, tool string) (string, error) {
	v.Tests = "" // which ones there are is said once, for all
	var b strings.Builder
	err := (report.Text{Command: tool}).Write(&b, []verdict.Verdict{v})
	return strings.TrimRight(b.String(), "\n") + "\n", err
}

// trust says how far the results can be trusted.
func trust(all []verdict.Verdict) string {
	if !slices.ContainsFunc(all, func(v verdict.Verdict) bool { return v.Tests == "visible" }) {
		return ""
	}
	return "This is feedback. The grade is what your instructor's run says, which has tests that you do not see.\n"
}

func notBegun(all []verdict.Verdict) []string {
	var ids []string
	for _, v := range all {
		if word(v) == "not begun" {
			ids = append(ids, v.Exercise)
		}
	}
	return ids
}

// Annotations are commands that show what went wrong beside the student's own
// lines, at most so many: of a step GitHub shows ten, and of a job fifty. Every
// exercise that failed gets one before any gets a second.
func Annotations(c *course.Course, all []verdict.Verdict, top string, most int) string {
	var b strings.Builder
	each := make([][]string, 0, len(all))
	for _, v := range all {
		each = append(each, notes(c, v, top))
	}
	for round := 0; most > 0 && slices.ContainsFunc(each, func(n []string) bool { return len(n) > round }); round++ {
		for _, n := range each {
			if most > 0 && len(n) > round {
				b.WriteString(n[round])
				most--
			}
		}
	}
	return b.String()
}

// notes are the annotations of one verdict: one for each check that failed, and
// of those that failed at the same line the first.
func notes(c *course.Course, v verdict.Verdict, top string) []string {
	e, err := c.Exercise(v.Exercise)
	if err != nil || v.Passed {
		return nil
	}
	var all []string
	seen := map[verdict.Place]bool{}
	for _, k := range v.Checks {
		place, ok := own(e, k)
		if !ok || seen[place] {
			continue
		}
		seen[place] = true
		all = append(all, command("error", saying(k),
			"file", path.Join(top, "exercises", string(e.ID), place.File),
			"line", strconv.Itoa(place.Line),
			"title", cut(v.Exercise+": "+string(k.Outcome), 100)))
	}
	return all
}

// own returns the first place of a check that lies in the student's files.
func own(e *course.Exercise, k verdict.Check) (verdict.Place, bool) {
	if k.Outcome == verdict.Pass || k.Outcome == verdict.Skipped {
		return verdict.Place{}, false
	}
	for _, p := range k.Places {
		if e.Declared(p.File) && p.Line > 0 {
			return verdict.Place{File: p.File, Line: p.Line}, true
		}
	}
	return verdict.Place{}, false
}

// saying is the text of an annotation: the sentence, and what happened.
func saying(k verdict.Check) string {
	return cut(strings.Join(append([]string{k.Message}, k.Account...), "\n"), 1000)
}
