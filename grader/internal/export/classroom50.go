package export

import (
	"cmp"
	"io"
	"strings"

	"github.com/concurrency-in-go/course/grader/internal/classroom50"
	"github.com/concurrency-in-go/course/grader/internal/gradebook"
)

// Classroom50Fields are the names that [Options] may give values to. A gradebook
// knows neither of the first two. A result that was not submitted as a release is
// marked as a manual one, as the system marks a teacher's own entries.
func Classroom50Fields() []string {
	return []string{"classroom", "assignment", "assignment_type", "submission", "commit", "release", "review", "datetime"}
}

// Classroom50 writes a student's result.json, with one test for each exercise.
// What could not be graded is left out of the score and of what there was to earn;
// where that is everything it returns [ErrNothing].
func Classroom50(w io.Writer, records []gradebook.Record, o Options) error {
	scores := sortedRecords(graded(records))
	if len(scores) == 0 {
		return ErrNothing
	}
	r := o.classroom50(scores)
	if err := r.Check(); err != nil {
		return err
	}
	for _, s := range scores {
		r.Add(s.Exercise, s.Verdict, shorten(firstMessage(s)))
	}
	return r.Write(w)
}

func (o Options) classroom50(records []gradebook.Record) *classroom50.Result {
	last := records[0].Graded
	for _, r := range records {
		if r.Graded.After(last) {
			last = r.Graded
		}
	}
	field := func(name, otherwise string) string {
		return strings.ReplaceAll(cmp.Or(o.Fields[name], otherwise), "{student}", records[0].Student)
	}
	manual := "submit/manual-" + last.UTC().Format("2006-01-02T15-04-05Z")
	s := classroom50.Submission{
		Classroom: field("classroom", ""), Assignment: field("assignment", ""),
		Type: field("assignment_type", "individual"), Owner: records[0].Student, Name: field("submission", manual),
	}
	s.Commit, s.Release = field("commit", s.Name), field("release", s.Name)
	s.Review = field("review", s.Commit)
	r := classroom50.New(s, last)
	r.Datetime, r.GradedAt = field("datetime", r.Datetime), r.Datetime
	return r
}
