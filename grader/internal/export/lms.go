package export

import (
	"cmp"
	"fmt"
	"io"

	"github.com/concurrency-in-go/course/grader/internal/course"
	"github.com/concurrency-in-go/course/grader/internal/gradebook"
	"github.com/concurrency-in-go/course/grader/internal/report"
	"github.com/concurrency-in-go/course/grader/internal/verdict"
)

// Canvas writes the class as a gradebook that Canvas imports. It finds students by
// their login. A column that it does not know becomes a new assignment, with the
// points of the second row; one that it knows is overwritten.
func Canvas(w io.Writer, records []gradebook.Record, o Options) error {
	c := report.NewClass(records)
	head := []string{"Student", "ID", "SIS User ID", "SIS Login ID", "Section"}
	possible := []string{"    Points Possible", "", "", "", ""}
	columns := columns(c, o.By)
	for _, col := range columns {
		head, possible = append(head, Cell(col.name)), append(possible, report.Points(col.max))
	}
	rows := [][]string{head, possible}
	for _, s := range c.Students {
		row := cells(cmp.Or(s.Name, s.ID), "", "", s.ID, "")
		rows = append(rows, append(row, grades(s, columns)...))
	}
	return table(w, rows)
}

// Moodle writes the class as grades that Moodle imports, with the username to map
// to a user. There is no feedback in it: Moodle takes a grade away where feedback
// comes without one.
func Moodle(w io.Writer, records []gradebook.Record, o Options) error {
	c := report.NewClass(records)
	head := []string{"Username", "Full name"}
	columns := columns(c, o.By)
	for _, col := range columns {
		head = append(head, Cell(fmt.Sprintf("%s (of %s)", col.name, report.Points(col.max))))
	}
	rows := [][]string{head}
	for _, s := range c.Students {
		rows = append(rows, append(cells(s.ID, s.Name), grades(s, columns)...))
	}
	return table(w, rows)
}

// lmsColumn is a column of grades: the sum of some exercises.
type lmsColumn struct {
	name      string
	max       float64
	exercises []int // positions in the class
}

// columns puts exercises together that go into one column.
func columns(c *report.Class, by string) []lmsColumn {
	var all []lmsColumn
	for i, e := range c.Exercises {
		name := column(e, by)
		if len(all) == 0 || all[len(all)-1].name != name {
			all = append(all, lmsColumn{name: name})
		}
		last := &all[len(all)-1]
		last.max, last.exercises = round(last.max+e.Max), append(last.exercises, i)
	}
	return all
}

func column(e report.Exercise, by string) string {
	switch by {
	case "chapter":
		return "Concurrency in Go: " + course.ID(e.ID).Chapter()
	case "total":
		return "Concurrency in Go"
	}
	return e.ID
}

// grades is a student's points in each column.
func grades(s report.Student, columns []lmsColumn) []string {
	var row []string
	for _, col := range columns {
		row = append(row, grade(s, col))
	}
	return row
}

// grade is empty where nothing was handed in, so that the system's own rule for
// that applies, and where one of the exercises could not be graded: the sum is not
// known then.
func grade(s report.Student, col lmsColumn) string {
	sum, given := 0.0, false
	for _, i := range col.exercises {
		r := s.Attempts[i]
		switch {
		case r == nil:
		case r.Outcome == verdict.Fault:
			return ""
		default:
			sum, given = sum+r.Points, true
		}
	}
	if !given {
		return ""
	}
	return report.Points(sum)
}
