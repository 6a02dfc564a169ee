package class

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/concurrency-in-go/course/grader/internal/gradebook"
	"github.com/concurrency-in-go/course/grader/internal/verdict"
)

// Change is what a change of the tests does to one score.
type Change struct {
	Before, After gradebook.Record
	Why           []string // one for each check that says something else: "TestViews: pass → race"
}

// Regrading is what it comes to for the class.
type Regrading struct {
	Records int      // that count, of those who are in the class
	Stale   int      // of them, scored with other tests or another version of Go
	Changes []Change // by student and exercise
	Moved   []string // attempts that are others now than the recorded ones: "ann ch01/hits"
	Faults  []string // that could not be graded again: they keep their score
}

// Regrade grades again what the gradebook holds scores for that come from other tests
// than those of now, and says which of them change. With write, it appends the new
// records to the gradebook as they come. Attempts that have changed since are left
// to [Grader.Run].
func (g *Grader) Regrade(ctx context.Context, c *Class, book string, write bool) (*Regrading, error) {
	b, _, err := gradebook.Read(book)
	if err != nil {
		return nil, err
	}
	hashes, err := g.rulesOf(c)
	if err != nil {
		return nil, err
	}
	want := func(w *Work) result { return g.want(w, hashes) }
	before := map[whose]gradebook.Record{}
	for _, r := range b.Latest() {
		before[whose{r.Student, r.Exercise}] = r
	}
	re := &Regrading{}
	p := newPlan(re.stale(c, before, want), &ledger{}, want, Shard{})
	r := &run{grader: g, class: c, want: want, keep: func(records []gradebook.Record) error {
		records = re.compare(records, before)
		if !write || len(records) == 0 {
			return nil
		}
		return gradebook.Append(book, records...)
	}}
	err = r.rest(ctx, p)
	slices.SortFunc(re.Changes, func(a, b Change) int {
		return cmp.Or(strings.Compare(a.After.Student, b.After.Student), strings.Compare(a.After.Exercise, b.After.Exercise))
	})
	return re, err
}

// stale returns the work of which the scores are out of date. Whether it was late
// and whose it is, a change of the tests does not change.
func (re *Regrading) stale(c *Class, before map[whose]gradebook.Record, want func(*Work) result) []*Work {
	var stale []*Work
	for _, w := range c.Work {
		old, scored := before[whose{w.Student.ID, string(w.Exercise.ID)}]
		if !scored || old.Outcome == verdict.Fault {
			continue
		}
		re.Records++
		switch {
		case old.SHA256 != w.SHA256:
			re.Moved = append(re.Moved, w.Student.ID+" "+string(w.Exercise.ID))
		case resultOf(old) != want(w):
			w.Late = old.Late
			stale = append(stale, w)
		}
	}
	re.Stale = len(stale)
	return stale
}

// compare notes what changes, and returns the records to keep: a fault is not a
// score, and takes the place of none.
func (re *Regrading) compare(records []gradebook.Record, before map[whose]gradebook.Record) []gradebook.Record {
	var kept []gradebook.Record
	for _, r := range records {
		if r.Outcome == verdict.Fault {
			re.Faults = append(re.Faults, r.Student+" "+r.Exercise)
			continue
		}
		kept = append(kept, r)
		old := before[whose{r.Student, r.Exercise}]
		if old.Points != r.Points || old.Max != r.Max || old.Outcome != r.Outcome {
			re.Changes = append(re.Changes, Change{old, r, reasons(old, r)})
		}
	}
	return kept
}

// reasons compares check by check.
func reasons(before, after gradebook.Record) []string {
	was := map[string]verdict.Outcome{}
	for _, c := range before.Checks {
		was[c.Name] = c.Outcome
	}
	var why []string
	for _, c := range after.Checks {
		old, known := was[c.Name]
		delete(was, c.Name)
		switch {
		case !known:
			why = append(why, fmt.Sprintf("%s is new: %s", c.Name, c.Outcome))
		case old != c.Outcome:
			why = append(why, fmt.Sprintf("%s: %s → %s", c.Name, old, c.Outcome))
		}
	}
	for _, c := range before.Checks {
		if _, gone := was[c.Name]; gone {
			why = append(why, fmt.Sprintf("%s is gone: it was %s", c.Name, c.Outcome))
		}
	}
	if len(why) == 0 {
		why = append(why, "the checks have other points")
	}
	return why
}
