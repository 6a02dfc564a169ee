package main

import (
	"cmp"
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/concurrency-in-go/course/grader/internal/verdict"
	"github.com/spf13/cobra"
)

func (a *app) versionCmd() *cobra.Command {
	return &cobra.Command{
		Use:               "version",
		Short:             "Print what this grader is",
		Args:              needs(0, 0, "no arguments"),
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(*cobra.Command, []string) error {
			_, err := fmt.Fprintf(a.out, "grader %s, %s, %s, %s/%s\n",
				release(), verdict.Schema, runtime.Version(), runtime.GOOS, runtime.GOARCH)
			return err
		},
	}
}

// release is the version that the go command has put into the program.
func release() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "(devel)"
	}
	return cmp.Or(info.Main.Version, "(devel)")
}
