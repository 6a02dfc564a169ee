package main

import (
	"fmt"
	"path"
	"strings"

	"github.com/concurrency-in-go/course/grader/internal/course"
	"github.com/concurrency-in-go/course/grader/internal/progress"
	"github.com/concurrency-in-go/course/grader/internal/report"
)

// overview is what the bare command shows: how far the student is, by chapter,
// and what to do next.
func (a *app) overview() error {
	s, err := a.standings()
	if err != nil {
		return err
	}
	var rows [][]string
	solved, all := 0, 0
	for _, ch := range s.course.Chapters {
		n := s.solved(ch)
		solved, all = solved+n, all+len(ch.Exercises)
		rows = append(rows, []string{ch.ID, strip(n, len(ch.Exercises)), tally(n, len(ch.Exercises)), ch.Title})
	}
	text := report.Strong("Concurrency in Go") + fmt.Sprintf(": %d of %d exercises solved\n\n", solved, all)
	return report.Print(a.out, text+report.Table(rows)+"\n"+a.nextSteps(s.next()))
}

func (s *standings) solved(ch *course.Chapter) int {
	n := 0
	for _, e := range ch.Exercises {
		if s.of(e) == progress.Solved {
			n++
		}
	}
	return n
}

// strip draws how many of all are done.
func strip(done, all int) string {
	const width = 10
	if all == 0 {
		return strings.Repeat(" ", width)
	}
	n := done * width / all
	return report.Good(strings.Repeat("█", n)) + report.Faint(strings.Repeat("░", width-n))
}

func tally(done, all int) string {
	if all == 0 {
		return "to come"
	}
	return fmt.Sprintf("%d of %d", done, all)
}

// nextSteps says what to do about the next exercise.
func (a *app) nextSteps(e *course.Exercise) string {
	if e == nil {
		return "Every exercise is solved.\n"
	}
	dir := path.Join("exercises", string(e.ID))
	name := e.ID.Name()
	return fmt.Sprintf("next: %s  %s\n", report.Strong(string(e.ID)), e.Title) + report.Table([][]string{
		{"read", dir + "/README.md"},
		{"edit", dir + "/" + strings.Join(e.Files, ", ")},
		{"grade", a.command + " run " + name},
		{"stuck?", a.command + " hint " + name},
	})
}
