package main

import (
	"strings"

	"github.com/concurrency-in-go/course/grader/internal/progress"
	"github.com/concurrency-in-go/course/grader/internal/report"
	"github.com/spf13/cobra"
)

func (a *app) listCmd() *cobra.Command {
	return &cobra.Command{
		Use:   "list",
		Short: "List every exercise, and how it stands",
		Long: `Lists every exercise in the order of the book, with its kind, its points and how
it stands: solved (the files as they are now have passed), changed (others have
passed than those there are now), tried, or open.`,
		Args:              needs(0, 0, "no arguments"),
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE:              func(*cobra.Command, []string) error { return a.list() },
	}
}

func (a *app) list() error {
	s, err := a.standings()
	if err != nil {
		return err
	}
	var rows [][]string
	var titles []string
	for _, ch := range s.course.Chapters {
		for _, e := range ch.Exercises {
			standing := string(s.of(e))
			if standing == string(progress.Solved) {
				standing = report.Good(standing)
			}
			rows = append(rows, []string{string(e.ID), standing, string(e.Kind), plural(report.Points(e.Points), "point"), e.Title})
		}
		titles = append(titles, report.Strong(ch.ID+"  "+ch.Title))
	}
	// One table for all chapters keeps their columns in line; the titles go between.
	lines := strings.SplitAfter(report.Table(rows), "\n")
	var b strings.Builder
	for i, ch := range s.course.Chapters {
		b.WriteString(titles[i] + "\n" + strings.Join(lines[:len(ch.Exercises)], ""))
		lines = lines[len(ch.Exercises):]
		if len(ch.Exercises) == 0 {
			b.WriteString(report.Faint("  to come") + "\n")
		}
	}
	return report.Print(a.out, b.String())
}

func plural(n, noun string) string {
	if n == "1" {
		return n + " " + noun
	}
	return n + " " + noun + "s"
}
