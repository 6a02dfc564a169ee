// Package class grades what a whole class has handed in.
//
//	folder, roster → students → work → plan → records
//
// [Survey] finds out who handed in what, and keeps of every attempt its hash alone.
// A [Grader] then compares with the gradebook: what it holds already is not graded
// again, and of attempts that are the same one is graded for all. It grades some at
// a time and writes each lot into the gradebook before it begins the next, so that
// memory does not grow with the class, and a run that is interrupted goes on where
// it was.
package class

import (
	"time"

	"github.com/concurrency-in-go/course/grader/internal/course"
)

// Class is what there is to grade.
type Class struct {
	Students  []*Student
	Exercises []*course.Exercise
	Work      []*Work // every exercise for the first student, then for the next, …

	// Notes are sentences about what is not as one would expect: a folder that
	// nobody on the roster owns, an archive that is damaged.
	Notes []string

	among []*course.Exercise // that were looked for: what to look for again
}

// Student is somebody on the roster, or without a roster whoever has a folder.
type Student struct {
	ID      string    // the username, or the folder's name
	Name    string    // as the roster has it
	Handed  time.Time // when the classroom's system says it was handed in, or zero
	sources []string  // folders and archives
	undated bool      // neither a system nor the files say when
}

// Work is what one student handed in for one exercise.
type Work struct {
	Student   *Student
	Exercise  *course.Exercise
	Attempt   string // where it is, as reports name it
	SHA256    string // of the attempt, or "" where there is none to grade
	Untouched bool   // it equals the stub
	Late      bool   // handed in after the deadline
	Refused   string // why what was handed in cannot be read, or ""

	path     string    // the folder or archive to read it from
	modified time.Time // see [attempt.Attempt]
	dated    bool      // whether it is late is known
}

// empty reports whether there is nothing that could be built.
func (w *Work) empty() bool { return w.SHA256 == "" }

// Error is a problem with what the user named.
type Error struct {
	Path    string
	Problem string // a sentence that goes on from the path
	Tip     string // what to do about it
}

func (e *Error) Error() string { return e.Path + ": " + e.Problem }

// Hint says what to do about it.
func (e *Error) Hint() string { return e.Tip }
