package class

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/concurrency-in-go/course/grader/internal/attempt"
	"github.com/concurrency-in-go/course/grader/internal/course"
	"github.com/rogpeppe/go-internal/txtar"
	"golang.org/x/sync/errgroup"
)

// Source says where a class is, and what of it to grade.
type Source struct {
	Course    *course.Course
	Dir       string             // holds the submissions
	Roster    *Roster            // nil: whoever has handed something in is the class
	Exercises []*course.Exercise // empty: every one that anybody handed in
	Deadline  time.Time          // zero: nothing is late
}

// Survey reads everything that was handed in, a student on each processor, and
// keeps the hashes. What is wrong with a submission ends in the work that it is
// about, or in a note. An error is an [*Error] about the folder, or ctx's.
func Survey(ctx context.Context, src Source) (*Class, error) {
	all, odd, err := layout(src.Dir)
	if err != nil {
		return nil, err
	}
	c := &Class{Exercises: src.Exercises, among: src.among()}
	var nobodys []string
	c.Students, nobodys = students(all, src.Roster)
	if len(nobodys) > 0 {
		c.note("nobody on the roster owns %s; it is left out", few(nobodys))
	}
	if len(odd) > 0 {
		c.note("neither a folder nor an archive, and left out: %s", few(odd))
	}
	looks, err := src.look(ctx, c.Students)
	if err != nil {
		return nil, err
	}
	if len(c.Exercises) == 0 {
		c.Exercises = handedIn(src.Course, looks)
	}
	if len(c.Exercises) == 0 {
		return nil, &Error{src.Dir, "nobody has handed in an exercise", "a submission holds the folder of an exercise, or exercises/ as a whole; name an ID to tell which one it is"}
	}
	for i, s := range c.Students {
		c.Work = append(c.Work, src.work(s, looks[i], c.Exercises)...)
		c.Notes = append(c.Notes, looks[i].notes...)
	}
	src.date(c)
	return c, nil
}

func (c *Class) note(format string, args ...any) {
	c.Notes = append(c.Notes, fmt.Sprintf(format, args...))
}

// look is what one student's submissions hold.
type look struct {
	work    map[course.ID]*Work
	damaged string // why a submission cannot be read at all
	notes   []string
}

func (src Source) look(ctx context.Context, all []*Student) ([]look, error) {
	stubs, err := stubHashes(src.Course)
	if err != nil {
		return nil, err
	}
	looks := make([]look, len(all))
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(runtime.NumCPU())
	for i, s := range all {
		g.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			looks[i] = src.lookAt(s, stubs)
			return nil
		})
	}
	return looks, g.Wait()
}

func (src Source) among() []*course.Exercise {
	if len(src.Exercises) > 0 {
		return src.Exercises
	}
	return src.Course.Exercises()
}

func (src Source) lookAt(s *Student, stubs map[course.ID]string) look {
	l := look{work: map[course.ID]*Work{}}
	for _, path := range s.sources {
		if l.open(s, path, src.among(), stubs) {
			continue
		}
		for _, packed := range packedIn(path) {
			l.open(s, packed, src.among(), stubs)
		}
	}
	return l
}

// open takes what one folder or archive holds, and reports whether there was anything.
func (l *look) open(s *Student, path string, among []*course.Exercise, stubs map[course.ID]string) bool {
	found, lost, err := attempt.Each(path, among)
	if err != nil {
		l.damaged = err.Error()
		l.notes = append(l.notes, fmt.Sprintf("%s cannot be graded: %v", s.ID, err))
	}
	for _, a := range found {
		sha := a.SHA256()
		l.take(&Work{
			Student: s, Exercise: a.Exercise, Attempt: a.Source, SHA256: sha, Untouched: sha == stubs[a.Exercise.ID],
			path: path, modified: a.Modified,
		})
	}
	for _, x := range lost {
		l.take(&Work{Student: s, Exercise: x.Exercise, Attempt: path, Refused: x.Err.Error()})
	}
	return err != nil || len(found)+len(lost) > 0
}

// take decides between two attempts of one student at one exercise: a student may
// have a clone for each chapter, in all of which all exercises are.
func (l *look) take(w *Work) {
	old := l.work[w.Exercise.ID]
	if old == nil {
		l.work[w.Exercise.ID] = w
		return
	}
	if old.weight() == touched && w.weight() == touched && old.SHA256 != w.SHA256 {
		l.notes = append(l.notes, fmt.Sprintf("%s has handed in %s more than once, and the last counts: %s, %s", w.Student.ID, w.Exercise.ID, old.Attempt, w.Attempt))
	}
	if w.weight() >= old.weight() {
		l.work[w.Exercise.ID] = w
	}
}

// What counts more of two attempts.
const (
	untouched = iota
	refused
	touched
)

func (w *Work) weight() int {
	switch {
	case w.Refused != "":
		return refused
	case w.Untouched:
		return untouched
	}
	return touched
}

// handedIn lists the exercises that anybody has handed in: a class that is in
// chapter 3 must not read that it has done nothing in chapter 5.
func handedIn(c *course.Course, looks []look) []*course.Exercise {
	return slices.DeleteFunc(c.Exercises(), func(e *course.Exercise) bool {
		return !slices.ContainsFunc(looks, func(l look) bool { return l.work[e.ID] != nil })
	})
}

// work is one for each exercise, whether it was handed in or not.
func (src Source) work(s *Student, l look, es []*course.Exercise) []*Work {
	all := make([]*Work, len(es))
	for i, e := range es {
		all[i] = l.work[e.ID]
		if all[i] == nil {
			all[i] = &Work{Student: s, Exercise: e, Attempt: strings.Join(s.sources, ", "), Refused: l.damaged}
		}
	}
	return all
}

// stubHashes are the hashes of the attempts that nobody has touched.
func stubHashes(c *course.Course) (map[course.ID]string, error) {
	stubs, err := c.Stubs()
	if err != nil {
		return nil, err
	}
	hashes := map[course.ID]string{}
	for _, e := range c.Exercises() {
		a := &attempt.Attempt{Exercise: e, Files: new(txtar.Archive)}
		for _, name := range e.Files {
			a.Files.Files = append(a.Files.Files, txtar.File{Name: name, Data: stubs[e.ID][name]})
		}
		hashes[e.ID] = a.SHA256()
	}
	return hashes, nil
}
