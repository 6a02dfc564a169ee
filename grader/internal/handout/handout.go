// Package handout makes the repository that students get of a course: the stubs as
// they were shipped, the visible tests and the grader, but no solution and no
// hidden test.
//
// What goes in is listed, and not what stays out: a file that nobody has thought
// of is left behind. [Make] then looks for every secret of the course in what it
// has gathered, and refuses the whole if it finds one. Git's history stays behind
// too, so [Write] takes no folder inside a repository.
package handout

import (
	"fmt"
	"maps"
	"slices"

	"github.com/concurrency-in-go/course/grader/internal/course"
)

// Files are the files of a handout, by path, with slashes.
type Files map[string][]byte

// Names returns the paths in order.
func (f Files) Names() []string { return slices.Sorted(maps.Keys(f)) }

// Error says why there is no handout.
type Error struct {
	Problem string
	Tip     string // what to do about it
}

func (e *Error) Error() string { return e.Problem }

// Hint says what to do about it.
func (e *Error) Hint() string { return e.Tip }

// Make returns the handout of the course, or an error that joins an [Error] for
// each secret that would come along.
func Make(c *course.Course) (Files, error) {
	if !c.Complete() {
		return nil, &Error{
			"this copy of the course has no solutions and no hidden tests, so nobody can tell what to keep back",
			"export from the instructor's copy; a student's one is a handout already",
		}
	}
	files, err := gather(c)
	if err != nil {
		return nil, err
	}
	if err := files.classroom(c); err != nil {
		return nil, err
	}
	s, err := secrets(c)
	if err != nil {
		return nil, err
	}
	return files, s.refuse(files)
}

// Summary says what is in the handout.
func (f Files) Summary(c *course.Course) string {
	return fmt.Sprintf("%d files, %d exercises", len(f), len(c.Exercises()))
}
