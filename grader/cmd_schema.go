package main

import (
	"github.com/concurrency-in-go/course/grader/internal/report"
	"github.com/spf13/cobra"
)

func (a *app) schemaCmd() *cobra.Command {
	return &cobra.Command{
		Use:               "schema",
		Short:             "Print the JSON Schema of `grade --format json`",
		Args:              needs(0, 0, "no arguments"),
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(*cobra.Command, []string) error {
			_, err := a.out.Write(report.Schema())
			return err
		},
	}
}
