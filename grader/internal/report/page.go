package report

import (
	"fmt"
	"html/template"
	"slices"
	"strings"
	"time"

	"github.com/concurrency-in-go/course/grader/internal/course"
	"github.com/concurrency-in-go/course/grader/internal/gradebook"
	"github.com/concurrency-in-go/course/grader/internal/verdict"
)

// page is what the template of the report is given. Everything is decided here:
// the template only places it.
type page struct {
	Style    template.CSS
	Policy   string
	Facts    []fact
	Caveats  []string
	Chapters []span
	Columns  []column
	Rows     []row
	Hardest  []column
	Legend   []meaning
	Shared   []shared
}

// fact is a number about the class, and what it counts.
type fact struct{ Value, Name string }

// span is a chapter above its columns.
type span struct {
	ID      string
	Columns int
}

// column is an exercise, with the bar of how attempts at it ended.
type column struct {
	Exercise
	At      int
	Name    string // the ID without the chapter
	Percent int    // of the points
	Width   int    // of the bar, in students
	Parts   []part
}

// part is a piece of a bar.
type part struct {
	Ending   Ending
	From, To int // in students
}

// Size is how many attempts ended in this way.
func (p part) Size() int { return p.To - p.From }

// row is a student.
type row struct {
	Student
	At     int
	Of     int // exercises
	Cells  []cell
	Solved []string
	Open   []string // not handed in
	Failed []failing
}

// cell is an attempt in the heat map. Colour is the class of its colour, and Text
// says the same without it.
type cell struct {
	At     int
	Colour string
	Text   string
	Says   string
	Link   bool
}

// failing is an attempt that did not pass, with what is known about it.
type failing struct {
	*gradebook.Record
	At      int
	Ending  Ending
	Groups  []told
	Remarks []string
	Again   string
	Shared  int // the number of the explanation that others have too, from 1
}

// told is checks that failed alike.
type told struct {
	Outcome verdict.Outcome
	Names   string
	Often   string
	Message string
	Account string
	Places  []verdict.Place
}

func newPage(c *Class) page {
	p := page{Facts: facts(c), Caveats: Caveats(c), Legend: legend(c), Chapters: chapters(c)}
	for i, e := range c.Exercises {
		p.Columns = append(p.Columns, newColumn(i, e, len(c.Students)))
	}
	for _, e := range c.Hardest(hardest) {
		i := slices.IndexFunc(c.Exercises, func(x Exercise) bool { return x.ID == e.ID })
		p.Hardest = append(p.Hardest, p.Columns[i])
	}
	for i, s := range c.Students {
		p.Rows = append(p.Rows, newRow(i, s, c.Exercises))
	}
	p.Shared = share(p.Rows)
	return p
}

func facts(c *Class) []fact {
	points, possible := 0.0, 0.0
	for _, e := range c.Exercises {
		points, possible = points+e.Points, possible+e.Possible
	}
	all := []fact{
		{fmt.Sprint(len(c.Students)), noun(len(c.Students), "student")},
		{fmt.Sprint(len(c.Exercises)), noun(len(c.Exercises), "exercise")},
		{fmt.Sprint(c.Graded()), noun(c.Graded(), "attempt") + " graded"},
		{fmt.Sprintf("%d%%", percent(Share(points, possible))), "of all points"},
	}
	if last := c.last(); !last.IsZero() {
		all = append(all, fact{last.UTC().Format("2 Jan 2006, 15:04"), "UTC, last graded"})
	}
	return all
}

func noun(n int, one string) string {
	if n == 1 {
		return one
	}
	return one + "s"
}

// last is when the newest attempt was graded.
func (c *Class) last() time.Time {
	var last time.Time
	for _, s := range c.Students {
		for _, r := range s.Attempts {
			if r != nil && r.Graded.After(last) {
				last = r.Graded
			}
		}
	}
	return last
}

func chapters(c *Class) []span {
	var all []span
	for _, e := range c.Exercises {
		id := course.ID(e.ID).Chapter()
		if len(all) == 0 || all[len(all)-1].ID != id {
			all = append(all, span{ID: id})
		}
		all[len(all)-1].Columns++
	}
	return all
}

func newColumn(at int, e Exercise, students int) column {
	c := column{Exercise: e, At: at, Name: course.ID(e.ID).Name(), Percent: percent(e.Share()), Width: students}
	from := 0
	for _, end := range Endings() {
		if n := e.Endings[end]; n > 0 {
			c.Parts = append(c.Parts, part{end, from, from + n})
			from += n
		}
	}
	return c
}

// Says is the bar in words.
func (c column) Says() string {
	var parts []string
	for _, p := range c.Parts {
		parts = append(parts, fmt.Sprintf("%d %s", p.Size(), p.Ending))
	}
	return strings.Join(parts, ", ")
}

func newRow(at int, s Student, exercises []Exercise) row {
	out := row{Student: s, At: at, Of: len(exercises)}
	for i, r := range s.Attempts {
		out.Cells = append(out.Cells, newCell(i, r))
		switch {
		case r == nil:
			out.Open = append(out.Open, exercises[i].ID)
		case r.Passed:
			out.Solved = append(out.Solved, r.Exercise)
		default:
			out.Failed = append(out.Failed, newFailing(i, r))
		}
	}
	return out
}

// newCell colours an attempt by its share of the points. The text is what tells
// it to those who see no colours: a sign where there is no share to speak of.
func newCell(at int, r *gradebook.Record) cell {
	c := cell{At: at, Link: r != nil && !r.Passed}
	end := Ended(r)
	switch end {
	case Missing:
		c.Colour, c.Text, c.Says = "missing", "·", "not handed in"
		return c
	case Ending(verdict.Fault):
		c.Colour, c.Text, c.Says = "fault", "?", "could not be graded"
		return c
	case Untouched:
		c.Colour, c.Text, c.Says = "untouched", "○", "as it was shipped"
		return c
	case Ending(verdict.Pass):
		c.Colour, c.Text = "full", "✓"
	default:
		share := min(percent(Share(r.Points, r.Max)), 99) // not passed is never full
		c.Colour, c.Text = fmt.Sprintf("q%d", (share+24)/25), fmt.Sprint(share)
	}
	c.Says = fmt.Sprintf("%s, %s of %s points", end, Points(r.Points), Points(r.Max))
	return c
}

// Earned is a student's points, and what there was to earn.
func (s Student) Earned() string { return Points(s.Points) + "/" + Points(s.Max) }

// Earned is an attempt's points, and what there was to earn.
func (f failing) Earned() string { return score(f.Verdict) }
