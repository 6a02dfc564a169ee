package autograde

import (
	"time"

	"github.com/concurrency-in-go/course/grader/internal/classroom50"
	"github.com/concurrency-in-go/course/grader/internal/verdict"
)

// Result50 returns what Classroom 50 reads from result.json, of what a student
// handed in.
func Result50(s classroom50.Submission, all []verdict.Verdict, now time.Time) *classroom50.Result {
	r := classroom50.New(s, now)
	for _, v := range all {
		r.Add(line(v.Exercise, 80), v, line(reason(v), 400))
	}
	return r
}
