package class

import (
	"github.com/concurrency-in-go/course/grader/internal/gradebook"
	"github.com/concurrency-in-go/course/grader/internal/verdict"
)

// tally adds up the scores while records are written.
type tally struct {
	scores   map[string]*Score // by student
	done     int               // students
	finished func(Score)
	sum      Summary
}

func newTally(c *Class, p plan, l *ledger, finished func(Score)) *tally {
	t := &tally{scores: map[string]*Score{}, finished: finished}
	for _, s := range c.Students {
		t.scores[s.ID] = &Score{Student: s}
	}
	for _, w := range p.done {
		t.count(l.last[whose{w.Student.ID, string(w.Exercise.ID)}])
	}
	unfinished := 0
	for _, w := range p.todo() {
		s := t.scores[w.Student.ID]
		if s.left == 0 {
			unfinished++
		}
		s.left++
	}
	for _, s := range t.scores {
		s.Class = unfinished
	}
	t.sum.Students = len(c.Students)
	return t
}

// count adds a record to its student's score.
func (t *tally) count(r gradebook.Record) *Score {
	s := t.scores[r.Student]
	s.Of++
	s.Max += r.Max
	s.Points += r.Points
	switch {
	case r.Outcome == verdict.Fault:
		s.Faults++
		t.sum.Faults = append(t.sum.Faults, r.Student+" "+r.Exercise)
	case r.Passed:
		s.Passed++
		t.sum.Passed++
	}
	if r.SHA256 == "" {
		t.sum.Missing++
	} else {
		t.sum.Attempts++
	}
	return s
}

// add counts records that were written.
func (t *tally) add(records []gradebook.Record) {
	for _, r := range records {
		s := t.count(r)
		if s.left--; s.left > 0 {
			continue
		}
		t.done++
		s.Done = t.done
		if t.finished != nil {
			t.finished(*s)
		}
	}
}

func (t *tally) summary(graded int) Summary {
	t.sum.Graded = graded
	t.sum.Reused = t.sum.Attempts - graded - len(t.sum.Faults)
	return t.sum
}
