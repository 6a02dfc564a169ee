package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/concurrency-in-go/course/grader/internal/attempt"
	"github.com/concurrency-in-go/course/grader/internal/course"
	"github.com/concurrency-in-go/course/grader/internal/progress"
)

// standings says how the exercises stand, by what the record says about the
// files as they are now.
type standings struct {
	course *course.Course
	record *progress.Record
}

func (a *app) standings() (*standings, error) {
	c, err := a.course()
	if err != nil {
		return nil, err
	}
	r, err := progress.Read(c.Root)
	if err != nil {
		a.note(fmt.Sprintf("your record could not be read: %v", err))
		r = new(progress.Record)
	}
	return &standings{c, r}, nil
}

// of returns how one exercise stands. One whose files cannot be read is not solved.
func (s *standings) of(e *course.Exercise) progress.Standing {
	sha := ""
	if as, err := attempt.Read(s.course, e.Dir(), string(e.ID)); err == nil && len(as) == 1 {
		sha = as[0].SHA256()
	}
	return s.record.Standing(e.ID, sha)
}

// next returns the first exercise that is not solved, or nil.
func (s *standings) next() *course.Exercise {
	for _, e := range s.course.Exercises() {
		if s.of(e) != progress.Solved {
			return e
		}
	}
	return nil
}

// named returns the exercises of those names, or without names the next unsolved
// one, if there is one.
func (s *standings) named(names []string) ([]*course.Exercise, error) {
	if len(names) > 0 {
		return exercises(s.course, names)
	}
	if e := s.next(); e != nil {
		return []*course.Exercise{e}, nil
	}
	return nil, nil
}

// exercises returns the exercises of those names, each once.
func exercises(c *course.Course, names []string) ([]*course.Exercise, error) {
	var es []*course.Exercise
	var unknown []error
	seen := map[course.ID]bool{}
	for _, n := range names {
		e, err := c.Exercise(n)
		if err != nil {
			unknown = append(unknown, err)
			continue
		}
		if !seen[e.ID] {
			seen[e.ID] = true
			es = append(es, e)
		}
	}
	return es, errors.Join(unknown...)
}

// candidates are the completions of what is typed. Names are offered beside IDs
// only when something is typed that no ID begins with.
func candidates(c *course.Course, given []string, typed string) []string {
	taken := map[course.ID]bool{}
	for _, g := range given {
		if e, err := c.Exercise(g); err == nil {
			taken[e.ID] = true
		}
	}
	var ids, names []string
	for _, e := range c.Exercises() {
		if taken[e.ID] {
			continue
		}
		if strings.HasPrefix(string(e.ID), typed) {
			ids = append(ids, string(e.ID)+"\t"+e.Title)
		}
		if strings.HasPrefix(e.ID.Name(), typed) {
			names = append(names, e.ID.Name()+"\t"+e.Title)
		}
	}
	if len(ids) > 0 {
		return ids
	}
	return names
}
