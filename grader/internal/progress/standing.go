package progress

import (
	"github.com/concurrency-in-go/course/grader/internal/course"
	"github.com/concurrency-in-go/course/grader/internal/verdict"
)

// Standing says how far the student is with an exercise.
type Standing string

// The standings. Only the first counts as done.
const (
	Solved  Standing = "solved"  // the files as they are now have passed
	Changed Standing = "changed" // other files passed than those that are there now
	Tried   Standing = "tried"   // graded, and never passed
	Open    Standing = "open"    // not graded yet
)

// Standing returns how the exercise stands, given the SHA-256 of its files as
// they are now.
func (r *Record) Standing(id course.ID, sha string) Standing {
	s := Open
	for _, e := range r.entries {
		switch {
		case e.Exercise != id || e.SHA256 == "":
			// of another exercise, or a hint
		case e.Outcome != verdict.Pass:
			if s == Open {
				s = Tried
			}
		case e.SHA256 == sha:
			return Solved
		default:
			s = Changed
		}
	}
	return s
}

// Passed reports whether any attempt at the exercise has ever passed.
func (r *Record) Passed(id course.ID) bool {
	for _, e := range r.entries {
		if e.Exercise == id && e.Outcome == verdict.Pass {
			return true
		}
	}
	return false
}

// Hints returns how many hints of the exercise have been shown: the highest
// number among them.
func (r *Record) Hints(id course.ID) int {
	most := 0
	for _, e := range r.entries {
		if e.Exercise == id {
			most = max(most, e.Hint)
		}
	}
	return most
}
