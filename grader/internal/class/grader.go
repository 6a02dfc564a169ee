package class

import (
	"context"
	"errors"
	"io/fs"
	"slices"
	"time"

	"github.com/concurrency-in-go/course/grader/internal/attempt"
	"github.com/concurrency-in-go/course/grader/internal/course"
	"github.com/concurrency-in-go/course/grader/internal/gradebook"
	"github.com/concurrency-in-go/course/grader/internal/verdict"
)

// Grader grades a class into a gradebook.
type Grader struct {
	// Grade grades attempts, and calls progress when one is done.
	Grade func(ctx context.Context, attempts []*attempt.Attempt, progress func(done, total int, what string)) ([]verdict.Verdict, error)
	// Rules returns the hash of what the course says about how an exercise is scored:
	// what Grade writes into a verdict.
	Rules func(*course.Exercise) (string, error)
	Go    string // the version that Grade writes into a verdict
	Shard Shard
	Lot   int // how many attempts are graded before their records are written; 0: 64

	// Progress, if set, is called when an attempt has been graded.
	Progress func(done, total int, what string)
	// Finished, if set, is called when the last record of a student has been written.
	Finished func(Score)

	now func() time.Time // for tests; nil: time.Now
}

// Score is what the records of a student add up to.
type Score struct {
	Student     *Student
	Passed, Of  int // attempts, and exercises for which there is none
	Faults      int // of them, that could not be graded
	Points, Max float64
	Done, Class int // how many students are finished, and how many there are to finish

	left int // records to come
}

// Summary is what a run came to.
type Summary struct {
	Students int
	Attempts int // that were handed in and can be read
	Missing  int // exercises for which nothing was handed in, or nothing that can be read
	Passed   int // attempts
	Graded   int // attempts that this run has graded, each once
	Reused   int // attempts for which that was not needed
	Faults   []string
}

// Run grades the class, and appends to the gradebook what it does not hold yet.
//
// An error is a problem with the gradebook, a fault that concerns every attempt, or
// ctx's. Whatever was graded before is in the gradebook then.
func (g *Grader) Run(ctx context.Context, c *Class, book string) (Summary, error) {
	l, err := readLedger(book)
	if err != nil {
		return Summary{}, err
	}
	hashes, err := g.rulesOf(c)
	if err != nil {
		return Summary{}, err
	}
	want := func(w *Work) result { return g.want(w, hashes) }
	p := newPlan(c.Work, l, want, g.Shard)
	t := newTally(c, p, l, g.Finished)
	r := &run{grader: g, class: c, want: want, keep: func(records []gradebook.Record) error {
		if err := gradebook.Append(book, records...); err != nil {
			return err
		}
		t.add(records)
		return nil
	}}
	err = r.copyAll(p.copies, book)
	if err == nil {
		err = r.rest(ctx, p)
	}
	return t.summary(r.graded), err
}

// run writes the records of one run.
type run struct {
	grader *Grader
	class  *Class
	want   func(*Work) result
	keep   func([]gradebook.Record) error
	graded int // attempts
}

func (r *run) record(w *Work, v verdict.Verdict) gradebook.Record {
	now := time.Now
	if r.grader.now != nil {
		now = r.grader.now
	}
	v.Attempt = w.Attempt
	return gradebook.Record{
		Student: w.Student.ID, Name: w.Student.Name, Late: w.Late,
		Graded: now().UTC().Truncate(time.Millisecond), Verdict: v,
	}
}

// copyAll gives students the verdicts that the gradebook holds about the same
// attempt of somebody else.
func (r *run) copyAll(work []*Work, book string) error {
	if len(work) == 0 {
		return nil
	}
	wanted := map[result]*gradebook.Record{}
	for _, w := range work {
		wanted[r.want(w)] = nil
	}
	_, err := gradebook.Each(book, func(rec gradebook.Record) {
		if old, ok := wanted[resultOf(rec)]; ok && old == nil && copyable(rec) {
			wanted[resultOf(rec)] = &rec
		}
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	var records []gradebook.Record
	for _, w := range work {
		if known := wanted[r.want(w)]; known != nil {
			records = append(records, r.record(w, known.Verdict))
		}
	}
	return r.keep(records)
}

// plain writes the records of those who handed in nothing, or nothing that can be
// read. A refusal is a check of its own, so that a teacher sees it: it must not look
// like the one who did not try.
func (r *run) plain(work []*Work) error {
	var records []gradebook.Record
	for _, w := range work {
		gate := verdict.Check{Name: "attempt", Outcome: verdict.Skipped, Message: "nothing was handed in for this exercise"}
		if w.Refused != "" {
			gate.Outcome, gate.Message = verdict.Policy, "what was handed in cannot be read: "+w.Refused
		}
		records = append(records, r.record(w, r.verdict(w, gate)))
	}
	if len(records) == 0 {
		return nil
	}
	return r.keep(records)
}

// verdict is one that no judge has given.
func (r *run) verdict(w *Work, gate verdict.Check) verdict.Verdict {
	e, want := w.Exercise, r.want(w)
	gate.Max = e.Points
	v := verdict.Verdict{
		Exercise: string(e.ID), Title: e.Title, Max: e.Points, SHA256: w.SHA256, Untouched: w.Untouched,
		Tests: "hidden", Course: want.rules, Go: want.goVersion, Section: e.Section, Checks: []verdict.Check{gate},
	}
	if e.Chapter != nil {
		v.Section = e.Chapter.Title + ": " + e.Section
	}
	if !e.HasHidden() {
		v.Tests = "visible"
	}
	v.Settle()
	return v
}

// rest does what the gradebook is of no help with: it grades, some at a time.
func (r *run) rest(ctx context.Context, p plan) error {
	if err := r.plain(p.plain); err != nil {
		return err
	}
	size := r.grader.Lot
	if size == 0 {
		size = 64
	}
	done := 0
	for some := range slices.Chunk(p.builds, size) {
		l := lot{run: r, builds: some, before: done, total: len(p.builds)}
		if err := l.grade(ctx); err != nil {
			return err
		}
		done += len(some)
	}
	return nil
}
