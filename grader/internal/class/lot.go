package class

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/concurrency-in-go/course/grader/internal/attempt"
	"github.com/concurrency-in-go/course/grader/internal/course"
	"github.com/concurrency-in-go/course/grader/internal/gradebook"
	"github.com/concurrency-in-go/course/grader/internal/verdict"
)

// lot is some attempts that are graded together, and whose texts are in memory
// together.
type lot struct {
	*run
	builds        []build
	before, total int // attempts of the run

	attempts []*attempt.Attempt
	verdicts []verdict.Verdict
	faults   []error // why there is no verdict, or nil
}

// grade grades the lot. What could not be graded is tried once more before its
// record says so. If the same has kept every attempt of several from being graded, it
// is no attempt's matter, and the error; nothing is recorded then.
func (l *lot) grade(ctx context.Context) error {
	l.verdicts, l.faults = make([]verdict.Verdict, len(l.builds)), make([]error, len(l.builds))
	l.read()
	l.try(ctx, l.readable())
	if again := l.faulty(); len(again) > 0 && ctx.Err() == nil {
		l.tryAgain(ctx, again)
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := l.hopeless(); err != nil {
		return err
	}
	return l.write()
}

// read reads the texts again, each submission once. One that has changed since it
// was surveyed has no verdict in this run.
func (l *lot) read() {
	l.attempts = make([]*attempt.Attempt, len(l.builds))
	at := map[string][]int{}
	var paths []string
	for i, b := range l.builds {
		path := b.work[0].path
		if at[path] == nil {
			paths = append(paths, path)
		}
		at[path] = append(at[path], i)
	}
	for _, path := range paths {
		found, _, err := attempt.Each(path, l.class.among)
		if err == nil {
			err = errors.New("it has changed since this run began")
		}
		for _, i := range at[path] {
			if l.attempts[i] = pick(found, l.builds[i].want); l.attempts[i] == nil {
				l.faults[i] = err
			}
		}
	}
}

func pick(found []*attempt.Attempt, want result) *attempt.Attempt {
	for _, a := range found {
		if a.Exercise.ID == course.ID(want.exercise) && a.SHA256() == want.sha {
			return a
		}
	}
	return nil
}

func (l *lot) readable() []int {
	var some []int
	for i, a := range l.attempts {
		if a != nil {
			some = append(some, i)
		}
	}
	return some
}

// faulty returns those that were tried and have no verdict yet.
func (l *lot) faulty() []int {
	var some []int
	for _, i := range l.readable() {
		if l.faults[i] != nil || l.verdicts[i].Outcome == verdict.Fault {
			some = append(some, i)
		}
	}
	return some
}

// try grades some of the lot. An error is put down to each of them.
func (l *lot) try(ctx context.Context, some []int) {
	if len(some) == 0 {
		return
	}
	attempts := make([]*attempt.Attempt, len(some))
	for n, i := range some {
		attempts[n] = l.attempts[i]
	}
	verdicts, err := l.call(ctx, attempts)
	if err == nil && len(verdicts) != len(some) {
		err = fmt.Errorf("%d attempts have %d verdicts", len(some), len(verdicts))
	}
	for n, i := range some {
		if l.faults[i] = err; err == nil {
			l.verdicts[i] = verdicts[n]
		}
	}
}

// tryAgain grades each alone if they have failed together: the error may be due to
// one of them.
func (l *lot) tryAgain(ctx context.Context, some []int) {
	if allAnswered := l.faults[some[0]] == nil; allAnswered {
		l.try(ctx, some)
		return
	}
	for _, i := range some {
		if ctx.Err() == nil {
			l.try(ctx, []int{i})
		}
	}
}

// call turns a panic into a fault, so that one attempt that shows a bug of the
// grader's does not keep the class from being graded.
func (l *lot) call(ctx context.Context, attempts []*attempt.Attempt) (verdicts []verdict.Verdict, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = &bugError{p}
		}
	}()
	return l.grader.Grade(ctx, attempts, func(done, _ int, what string) {
		if l.grader.Progress != nil {
			l.grader.Progress(min(l.before+done, l.total), l.total, what)
		}
	})
}

// bugError is a panic of the judge's.
type bugError struct{ said any }

func (e *bugError) Error() string {
	said, _, _ := strings.Cut(fmt.Sprint(e.said), "\n") // below it there may be a stack
	return "the grader has a bug: " + said
}

// hopeless returns the error that has kept every one of several from being graded,
// if it is the same for all. A bug is not: it shows with some attempts only.
func (l *lot) hopeless() error {
	tried := l.readable()
	if len(tried) < 2 {
		return nil
	}
	first := l.faults[tried[0]]
	var bug *bugError
	if errors.As(first, &bug) {
		return nil
	}
	for _, i := range tried {
		if l.faults[i] == nil || l.faults[i].Error() != first.Error() {
			return nil
		}
	}
	return first
}

func (l *lot) write() error {
	var records []gradebook.Record
	for i, b := range l.builds {
		v := l.verdicts[i]
		if l.faults[i] != nil {
			v = l.verdict(b.work[0], verdict.Check{Name: "attempt", Outcome: verdict.Fault, Message: "it could not be graded: " + l.faults[i].Error()})
		} else {
			l.graded++
		}
		for _, w := range b.work {
			records = append(records, l.record(w, v))
		}
	}
	return l.keep(records)
}
