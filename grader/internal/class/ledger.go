package class

import (
	"errors"
	"io/fs"

	"github.com/concurrency-in-go/course/grader/internal/course"
	"github.com/concurrency-in-go/course/grader/internal/gradebook"
	"github.com/concurrency-in-go/course/grader/internal/verdict"
)

// result names what a verdict depends on. Where it is the same, so is the verdict.
type result struct{ exercise, sha, rules, goVersion string }

func resultOf(r gradebook.Record) result {
	return result{r.Exercise, r.SHA256, r.Course, r.Go}
}

type whose struct{ student, exercise string }

// ledger is what a gradebook says, without what fills it: the checks, and all that
// is there to be read by people.
type ledger struct {
	last  map[whose]gradebook.Record // that counts
	known map[result]bool            // that can be copied
}

// readLedger reads the gradebook once. Where there is none, the ledger is empty.
func readLedger(path string) (*ledger, error) {
	l := &ledger{map[whose]gradebook.Record{}, map[result]bool{}}
	_, err := gradebook.Heads(path, l.see)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	return l, nil
}

func (l *ledger) see(r gradebook.Record) {
	r.Title, r.Attempt = "", ""
	key := whose{r.Student, r.Exercise}
	if old, seen := l.last[key]; !seen || r.Counts(old) {
		l.last[key] = r
	}
	if copyable(r) {
		l.known[resultOf(r)] = true
	}
}

// copyable: a fault is no verdict, and that nothing was handed in is quickly said.
func copyable(r gradebook.Record) bool {
	return r.Outcome != verdict.Fault && r.SHA256 != ""
}

// holds reports whether the record that counts for the work says what a new one
// would say.
func (l *ledger) holds(w *Work, want result) bool {
	r, ok := l.last[whose{w.Student.ID, string(w.Exercise.ID)}]
	if !ok || r.Outcome == verdict.Fault || resultOf(r) != want {
		return false
	}
	if w.empty() && (w.Refused != "") != (r.Outcome == verdict.Policy) {
		return false
	}
	return (!w.dated || w.Late == r.Late) && (w.Student.Name == "" || w.Student.Name == r.Name)
}

// rules are the hashes of what the course says about how attempts are scored.
type rules map[course.ID]string

func (g *Grader) rulesOf(c *Class) (rules, error) {
	all := rules{}
	for _, e := range c.Exercises {
		var err error
		if all[e.ID], err = g.Rules(e); err != nil {
			return nil, err
		}
	}
	return all, nil
}

func (g *Grader) want(w *Work, r rules) result {
	return result{string(w.Exercise.ID), w.SHA256, r[w.Exercise.ID], g.Go}
}
