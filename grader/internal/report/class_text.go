package report

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/concurrency-in-go/course/grader/internal/verdict"
)

const (
	many    = 50 // students that a terminal shows one by one
	few     = 20 // students that are shown where there are more
	hardest = 5  // exercises that are called hard
)

// ClassText writes a class for a person at a terminal.
type ClassText struct {
	All bool // every student, however many there are
}

// Write writes who stands where, what is hard, and how attempts ended.
func (t ClassText) Write(w io.Writer, c *Class) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s  %s, %s, %s graded\n\n", Strong("Class"), count(len(c.Students), "student"),
		count(len(c.Exercises), "exercise"), count(c.Graded(), "attempt"))
	b.WriteString(t.students(c))
	b.WriteString(hard(c))
	b.WriteString(endings(c))
	b.WriteString(warnings(c))
	return Print(w, b.String())
}

// students is the table of those who fit, with a word on those who do not.
func (t ClassText) students(c *Class) string {
	shown := c.Students
	var left string
	if len(shown) > many && !t.All {
		shown = fewest(shown, few)
		left = Wrap(fmt.Sprintf("These are the %d with the fewest points, of %d students. With --all you see every one; "+
			"--html and --csv write them to a file.", len(shown), len(c.Students)), "  ")
	}
	rows := [][]string{{Faint("student"), Faint("points"), Faint("passed"), Faint("name")}}
	for _, s := range shown {
		rows = append(rows, []string{
			Cut(s.ID, 26), Points(s.Points) + "/" + Points(s.Max),
			fmt.Sprintf("%d of %d", s.Passed, len(c.Exercises)), Cut(remark(s), 26),
		})
	}
	return Table(rows) + left + "\n"
}

// remark is the student's name, and what keeps the points from being the last word.
func remark(s Student) string {
	if s.Faults == 0 {
		return s.Name
	}
	return strings.TrimSpace(fmt.Sprintf("(%s) %s", count(s.Faults, "fault"), s.Name))
}

// fewest returns the n students with the smallest share of the points.
func fewest(all []Student, n int) []Student {
	all = slices.Clone(all)
	slices.SortStableFunc(all, func(a, b Student) int {
		x, y := Share(a.Points, a.Max), Share(b.Points, b.Max)
		switch {
		case x < y:
			return -1
		case x > y:
			return 1
		}
		return 0
	})
	return all[:min(n, len(all))]
}

// hard lists the exercises that the class has earned least of.
func hard(c *Class) string {
	rows := [][]string{}
	for _, e := range c.Hardest(hardest) {
		rows = append(rows, []string{
			Cut(e.ID, 26), fmt.Sprintf("%d%% of the points", percent(e.Share())),
			fmt.Sprintf("%d of %d pass", e.Passed(), len(c.Students)), mostly(e),
		})
	}
	if len(rows) == 0 {
		return ""
	}
	return Strong("Hardest exercises") + "\n" + Table(rows) + "\n"
}

// percent of what is not whole is never 100, and of what is not nothing never 0.
func percent(share float64) int {
	switch {
	case share <= 0:
		return 0
	case share >= 1:
		return 100
	}
	return min(max(int(share*100+0.5), 1), 99)
}

// mostly is the way in which most attempts at the exercise failed.
func mostly(e Exercise) string {
	var most Ending
	for _, end := range Endings()[1:] {
		if end != Missing && end != Ending(verdict.Fault) && e.Endings[end] > e.Endings[most] {
			most = end
		}
	}
	if most == "" {
		return ""
	}
	return "mostly " + string(most)
}

// endings says of each exercise how attempts at it ended.
func endings(c *Class) string {
	if len(c.Exercises) == 0 {
		return ""
	}
	rows := [][]string{}
	for _, e := range c.Exercises {
		lines := others(e)
		for i, line := range lines {
			row := []string{"", "", "", line}
			if i == 0 {
				row = []string{Cut(e.ID, 26), strip(e, len(c.Students)), fmt.Sprintf("%d pass", e.Passed()), line}
			}
			rows = append(rows, row)
		}
	}
	return Strong("Outcomes") + "\n" + Table(rows)
}

// strip draws how many of the class passed.
func strip(e Exercise, students int) string {
	const width = 10
	n := int(Share(float64(e.Passed()), float64(students)) * width)
	return Good(strings.Repeat("█", n)) + Faint(strings.Repeat("░", width-n))
}

// others counts the endings that are no pass, in lines that fit beside the rest.
func others(e Exercise) []string {
	const width = 26
	lines := []string{""}
	for _, end := range Endings()[1:] {
		n := e.Endings[end]
		if n == 0 {
			continue
		}
		part, last := fmt.Sprintf("%s %d", end, n), &lines[len(lines)-1]
		switch {
		case *last == "":
			*last = part
		case len(*last)+len(", ,")+len(part) <= width:
			*last += ", " + part
		default:
			*last += ","
			lines = append(lines, part)
		}
	}
	return lines
}

// warnings says what the figures do not tell by themselves.
func warnings(c *Class) string {
	var b strings.Builder
	for _, text := range Caveats(c) {
		b.WriteString("\n" + Wrap(text, ""))
	}
	return b.String()
}
