package report

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/concurrency-in-go/course/grader/internal/gradebook"
	"github.com/concurrency-in-go/course/grader/internal/verdict"
)

// Class is a gradebook as a table: students by exercises. Every text in it is
// [Clean].
type Class struct {
	Students  []Student  // by username
	Exercises []Exercise // in the order of the book
}

// Student is a row of the table.
type Student struct {
	Key      string // as the gradebook has it: not to be shown
	ID, Name string
	// Attempts has one for each exercise of the class, nil where nothing was
	// handed in.
	Attempts []*gradebook.Record
	Points   float64
	Max      float64 // of every exercise, without those that could not be graded
	Passed   int
	Faults   int // how many could not be graded
}

// Exercise is a column of the table.
type Exercise struct {
	ID, Title string
	Max       float64
	Points    float64 // that the class has earned, all students together
	Possible  float64 // what there was to earn for those who were graded
	Endings   map[Ending]int
}

// Ending is how an attempt stands in the table: its outcome, or one of the two
// ways in which there is no attempt to speak of.
type Ending string

// The endings that are no outcome.
const (
	Untouched Ending = "untouched" // handed in as it was shipped
	Missing   Ending = "missing"   // not handed in
)

// Endings lists all of them: what passed, then what failed with the gravest
// first, and last what nobody can learn from.
func Endings() []Ending {
	all := []Ending{Ending(verdict.Pass)}
	for _, o := range verdict.Outcomes() {
		if o != verdict.Pass && o != verdict.Fault {
			all = append(all, Ending(o))
		}
	}
	return append(all, Untouched, Missing, Ending(verdict.Fault))
}

// NewClass lays the records out. There is one for each student and exercise, as
// [gradebook.Book.Latest] returns them.
func NewClass(records []gradebook.Record) *Class {
	c := &Class{}
	columns, rows := map[string]int{}, map[string]int{}
	for _, raw := range records {
		r := cleaned(raw)
		c.column(columns, &r)
		c.row(rows, raw.Student, &r)
	}
	c.Exercises = sorted(c.Exercises, byBook)
	c.Students = sorted(c.Students, byName)
	at := positions(c.Exercises)
	for i := range c.Students {
		c.settle(&c.Students[i], at)
	}
	return c
}

func cleaned(r gradebook.Record) gradebook.Record {
	r.Student, r.Name = OneLine(r.Student), OneLine(r.Name)
	r.Verdict = clean(r.Verdict)
	r.Exercise, r.Title = OneLine(r.Exercise), OneLine(r.Title)
	return r
}

// OneLine is [Clean] for text that stays within a line or a cell.
func OneLine(text string) string { return strings.ReplaceAll(Clean(text), "\n", " ") }

// column adds the exercise of a record, or what the record knows of it. The last
// one counts: an exercise may have got another title, or other points.
func (c *Class) column(at map[string]int, r *gradebook.Record) {
	i, seen := at[r.Exercise]
	if !seen {
		i = len(c.Exercises)
		at[r.Exercise] = i
		c.Exercises = append(c.Exercises, Exercise{ID: r.Exercise, Endings: map[Ending]int{}})
	}
	e := &c.Exercises[i]
	e.Title = cmp.Or(r.Title, e.Title)
	if r.Outcome != verdict.Fault || e.Max == 0 {
		e.Max = r.Max
	}
}

// row adds a student's attempt. Two names may look alike once they are cleaned,
// so that the key is what tells students apart.
func (c *Class) row(at map[string]int, key string, r *gradebook.Record) {
	i, seen := at[key]
	if !seen {
		i = len(c.Students)
		at[key] = i
		c.Students = append(c.Students, Student{Key: key, ID: r.Student})
	}
	s := &c.Students[i]
	s.Name = cmp.Or(r.Name, s.Name)
	if !r.Missing() {
		s.Attempts = append(s.Attempts, r)
	}
}

// settle puts a student's attempts below their exercises, and adds them up.
func (c *Class) settle(s *Student, at map[string]int) {
	given := s.Attempts
	s.Attempts = make([]*gradebook.Record, len(c.Exercises))
	for _, r := range given {
		s.Attempts[at[r.Exercise]] = r
	}
	for i, r := range s.Attempts {
		c.count(s, &c.Exercises[i], r)
	}
	s.Points, s.Max = tidy(s.Points), tidy(s.Max)
}

// count adds what an attempt came to. One that could not be graded is no zero:
// it adds neither points nor what there was to earn.
func (c *Class) count(s *Student, e *Exercise, r *gradebook.Record) {
	end := Ended(r)
	e.Endings[end]++
	if end == Ending(verdict.Fault) {
		s.Faults++
		return
	}
	s.Max, e.Possible = s.Max+e.Max, e.Possible+e.Max
	if r == nil {
		return
	}
	s.Points, e.Points = s.Points+r.Points, e.Points+r.Points
	if r.Passed {
		s.Passed++
	}
}

// Ended returns how an attempt stands in the table.
func Ended(r *gradebook.Record) Ending {
	switch {
	case r == nil:
		return Missing
	case r.Untouched && r.Outcome != verdict.Fault && !r.Passed:
		return Untouched
	}
	return Ending(r.Outcome)
}

// Share returns points as a part of max, from 0 to 1.
func Share(points, most float64) float64 {
	if most <= 0 {
		return 0
	}
	return min(max(points/most, 0), 1)
}

// tidy takes away what adding thousandths leaves behind.
func tidy(points float64) float64 { return math.Round(points*1000) / 1000 }

func positions(all []Exercise) map[string]int {
	at := map[string]int{}
	for i, e := range all {
		at[e.ID] = i
	}
	return at
}

func sorted[T any](all []T, by func(a, b T) int) []T {
	slices.SortStableFunc(all, by)
	return all
}

// byBook puts the chapters in order, with the appendix behind the last.
func byBook(a, b Exercise) int {
	return cmp.Or(
		cmp.Compare(chapterRank(a.ID), chapterRank(b.ID)),
		strings.Compare(a.ID, b.ID),
	)
}

func chapterRank(id string) int {
	if strings.HasPrefix(id, "ch") {
		return 0
	}
	return 1
}

// byName does not put "Zoe" before "adam".
func byName(a, b Student) int {
	return cmp.Or(strings.Compare(strings.ToLower(a.ID), strings.ToLower(b.ID)), strings.Compare(a.Key, b.Key))
}

// Faults returns the attempts that could not be graded, student by student.
func (c *Class) Faults() []*gradebook.Record {
	var all []*gradebook.Record
	for _, s := range c.Students {
		for _, r := range s.Attempts {
			if Ended(r) == Ending(verdict.Fault) {
				all = append(all, r)
			}
		}
	}
	return all
}

// Graded returns how many attempts there are.
func (c *Class) Graded() int {
	n := 0
	for _, e := range c.Exercises {
		for end, k := range e.Endings {
			if end != Missing {
				n += k
			}
		}
	}
	return n
}

// Hardest returns the exercises of which the class has earned the smallest share,
// at most n, the hardest first. One that all who were graded solved is not hard.
func (c *Class) Hardest(n int) []Exercise {
	hard := slices.DeleteFunc(slices.Clone(c.Exercises), func(e Exercise) bool {
		return e.Possible == 0 || e.Share() == 1
	})
	slices.SortStableFunc(hard, func(a, b Exercise) int { return cmp.Compare(a.Share(), b.Share()) })
	return hard[:min(n, len(hard))]
}

// Share returns the part of the points that the class has earned, from 0 to 1.
func (e Exercise) Share() float64 { return Share(e.Points, e.Possible) }

// Passed returns how many students passed it.
func (e Exercise) Passed() int { return e.Endings[Ending(verdict.Pass)] }
