package main

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/concurrency-in-go/course/grader/internal/report"
	"github.com/spf13/cobra"
)

func (a *app) doctorCmd() *cobra.Command {
	return &cobra.Command{
		Use:   "doctor",
		Short: "Look whether this machine has what grading needs",
		Long: `Looks whether this machine has what grading needs: Go, a C compiler for the race
detector, the modules of the course, and room to build. It exits with 3 if
something is missing, and says what to do about it.`,
		Args:              needs(0, 0, "no arguments"),
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE:              func(c *cobra.Command, _ []string) error { return a.doctor(c.Context()) },
	}
}

// symptom is what one look at the machine found.
type symptom struct {
	found  string
	remedy string // empty where nothing is wrong
}

// examination is one look at the machine, for a course in the folder root.
type examination struct {
	name string
	look func(ctx context.Context, root string) symptom
}

func (a *app) doctor(ctx context.Context) error {
	root, err := a.courseRoot()
	if err != nil {
		return err
	}
	ill := 0
	for _, x := range []examination{
		{"go", lookAtGo}, {"race", lookAtRace}, {"modules", lookAtModules}, {"room", lookAtRoom}, {"course", lookAtCourse},
	} {
		s := x.look(ctx, root)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if s.remedy != "" {
			ill++
		}
		if err := report.Print(a.out, line(x.name, s)); err != nil {
			return err
		}
	}
	if ill > 0 {
		return &fault{&usage{errors.New("this machine cannot grade yet"), "follow what stands above, then look again"}}
	}
	return nil
}

// line is one look as text: "ok    go       go1.26.8".
func line(name string, s symptom) string {
	const beside = "               "
	state := report.Good("ok")
	if s.remedy != "" {
		state = report.Bad("FAIL")
	}
	pad := strings.Repeat(" ", len("FAIL  ")-lipgloss.Width(state))
	found := strings.TrimPrefix(report.Wrap(report.Clean(s.found), beside), beside)
	return fmt.Sprintf("%s%s%-9s%s", state, pad, name, found) + report.Wrap(s.remedy, beside)
}

// install says how to get a C compiler.
func install() string {
	switch runtime.GOOS {
	case "darwin":
		return "run: xcode-select --install"
	case "windows":
		return "install a C compiler, such as MinGW-w64 from https://www.msys2.org, and put it on the PATH"
	}
	return "install a C compiler: sudo apt install gcc, or what your system calls it"
}
