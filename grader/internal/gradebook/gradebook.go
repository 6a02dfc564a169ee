// Package gradebook keeps what a class was graded with: a file of JSON Lines that
// only grows, one record for each grading of a student's attempt.
package gradebook

import (
	"time"

	"github.com/concurrency-in-go/course/grader/internal/verdict"
)

// Record is one line of a gradebook: a grade/v1 verdict, and whose it is.
type Record struct {
	Student string    `json:"student"`        // the username, or the folder's name: unique in a class
	Name    string    `json:"name,omitempty"` // as the roster has it
	Graded  time.Time `json:"graded"`         // when, in UTC
	Late    bool      `json:"late,omitempty"` // handed in after the deadline
	verdict.Verdict
}

// Missing reports whether the record says that nothing was handed in.
func (r Record) Missing() bool { return r.Outcome == verdict.Skipped && r.SHA256 == "" }

// Counts reports whether r takes the place of an earlier line about the same student
// and exercise: it was graded later, and a fault never takes the place of a score.
func (r Record) Counts(earlier Record) bool {
	mine, theirs := r.Outcome == verdict.Fault, earlier.Outcome == verdict.Fault
	if mine != theirs {
		return theirs
	}
	return !r.Graded.Before(earlier.Graded)
}

// Book is a gradebook in memory.
type Book struct{ Records []Record }

// Latest returns the record that counts for each student and exercise: the last
// that is not a fault, or the fault where there is nothing else. They are in the
// order in which student and exercise first appear.
func (b *Book) Latest() []Record {
	type key struct{ student, exercise string }
	at := map[key]int{}
	var latest []Record
	for _, r := range b.Records {
		k := key{r.Student, r.Exercise}
		i, seen := at[k]
		switch {
		case !seen:
			at[k] = len(latest)
			latest = append(latest, r)
		case r.Counts(latest[i]):
			latest[i] = r
		}
	}
	return latest
}
