package main

import (
	"fmt"
	"math"

	"github.com/concurrency-in-go/course/grader/internal/gradebook"
	"github.com/concurrency-in-go/course/grader/internal/report"
	"github.com/spf13/cobra"
)

func (a *app) mergeCmd() *cobra.Command {
	return &cobra.Command{
		Use:   "merge OUT SHARD…",
		Short: "Join the gradebooks of shards",
		Long: `Adds to the gradebook OUT those records of the others that it does not have yet.
Merging twice changes nothing. Where two records are about the same student and
exercise, both stay, and the one that was graded later counts.`,
		Example: "  grader merge gradebook.jsonl shard*.jsonl",
		Args:    needs(2, math.MaxInt, "a gradebook to write, and at least one to read"),
		RunE:    func(_ *cobra.Command, args []string) error { return a.merge(args[0], args[1:]) },
	}
}

func (a *app) merge(out string, shards []string) error {
	var books []*gradebook.Book
	for _, path := range shards {
		b, err := a.readBook(path)
		if err != nil {
			return err
		}
		books = append(books, b)
	}
	merged, err := gradebook.Merge(books...)
	if err != nil {
		return &fault{err}
	}
	if err := a.repair(out); err != nil {
		return err
	}
	added, err := gradebook.Absorb(out, merged)
	if err != nil {
		return err
	}
	return report.Print(a.out, report.Wrap(report.Clean(fmt.Sprintf("%s: %s from %s, of which %d are new",
		out, plural(fmt.Sprint(len(merged.Records)), "record"), plural(fmt.Sprint(len(shards)), "gradebook"), added)), ""))
}
