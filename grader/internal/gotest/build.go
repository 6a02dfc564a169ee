// Package gotest builds the programs of exercises, runs test binaries, and turns
// what they say into outcomes.
package gotest

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/concurrency-in-go/course/grader/internal/course"
	"github.com/concurrency-in-go/course/grader/internal/run"
	"github.com/concurrency-in-go/course/grader/internal/verdict"
	"github.com/concurrency-in-go/course/grader/internal/workspace"
)

// Complaint is what the compiler, the linker or go vet says about an attempt.
type Complaint struct {
	Place   verdict.Place
	Message string
}

// Complaints are by import path.
type Complaints map[string][]Complaint

// toolLimits hold for one go command. Compiling can be made to explode.
var toolLimits = run.Limits{Rest: 10 * time.Minute, CPU: 10 * time.Minute, Memory: 6 << 30, Output: 8 << 20, Processes: 200}

// Build builds every attempt with the race detector, all with one go command for
// the tests and one for the programs. An attempt without complaints has its binary.
func (t *Tool) Build(ctx context.Context, w *workspace.Workspace, places []*workspace.Place) (Complaints, error) {
	var tests, programs []*workspace.Place
	for _, p := range places {
		if p.Exercise.Kind == course.Command {
			programs = append(programs, p)
		} else {
			tests = append(tests, p)
		}
	}
	all := Complaints{}
	if err := t.buildTests(ctx, w, tests, all); err != nil {
		return nil, err
	}
	if err := t.buildPrograms(ctx, w, programs, all); err != nil {
		return nil, err
	}
	return all, nil
}

// buildTests links as few binaries as it can. One that cannot be built is tried
// again without those that are to blame, until the others have theirs.
func (t *Tool) buildTests(ctx context.Context, w *workspace.Workspace, places []*workspace.Place, all Complaints) error {
	for len(places) > 0 {
		programs, err := w.Join(places)
		if err != nil {
			return err
		}
		packages := make([]string, len(programs))
		for i, p := range programs {
			packages[i] = p.Package
		}
		if err := t.build(ctx, w, []string{"test", "-c", "-vet=off"}, packages, all); err != nil {
			return err
		}
		places = nil
		for _, p := range programs {
			places = append(places, innocent(p, all)...)
		}
	}
	return nil
}

// innocent returns the places that have no binary because of others.
func innocent(p workspace.Program, all Complaints) []*workspace.Place {
	blamed := func(place *workspace.Place) bool { return all[place.Package] != nil }
	if len(p.Places) == 1 {
		return nil
	}
	if all[p.Package] != nil { // it is not known who is to blame
		delete(all, p.Package)
		for _, place := range p.Places {
			place.Shares = nil
		}
	} else if !slices.ContainsFunc(p.Places, blamed) {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(p.Places), blamed)
}

func (t *Tool) buildPrograms(ctx context.Context, w *workspace.Workspace, places []*workspace.Place, all Complaints) error {
	packages := make([]string, len(places))
	for i, p := range places {
		packages[i] = p.Package
	}
	if err := t.build(ctx, w, []string{"build"}, packages, all); err != nil {
		return err
	}
	for _, p := range places {
		if all[p.Package] != nil {
			continue
		}
		if err := p.Collect(); err != nil {
			return err
		}
	}
	return nil
}

// build builds packages in the workspace's Bin, and adds to the complaints.
func (t *Tool) build(ctx context.Context, w *workspace.Workspace, verb, packages []string, all Complaints) error {
	if len(packages) == 0 {
		return nil
	}
	// -w leaves out what only a debugger reads, and linking takes a third less.
	// Not -trimpath: it would build the standard library once more.
	args := slices.Concat(verb, []string{"-race", "-ldflags=-w", "-json", "-o", w.Bin + string(filepath.Separator)}, packages)
	out, stderr, r, err := t.run(ctx, w, args...)
	if err != nil {
		return err
	}
	found := buildComplaints(w, out, all)
	switch {
	case r.Excess != run.None:
		return &ExcessError{What: "building", Excess: r.Excess}
	case r.ExitCode != 0 && found == 0:
		return fmt.Errorf("go %s: exit code %d: %s", args[0], r.ExitCode, firstLines(stderr, 5))
	}
	return nil
}

// ExcessError says that the go command used more than it may.
type ExcessError struct {
	What   string
	Excess run.Excess
}

func (e *ExcessError) Error() string { return fmt.Sprintf("%s used too much %s", e.What, e.Excess) }

// buildComplaints reads the records of go build -json, and returns how many
// packages did not build.
func buildComplaints(w *workspace.Workspace, out []byte, all Complaints) int {
	text := map[string]*strings.Builder{}
	failed := 0
	for line := range bytes.Lines(out) {
		var rec struct{ ImportPath, Action, Output string }
		if json.Unmarshal(line, &rec) != nil {
			continue
		}
		path, _, _ := strings.Cut(rec.ImportPath, " ") // "path [path.test]"
		path = strings.TrimSuffix(strings.TrimSuffix(path, ".test"), "_test")
		switch rec.Action {
		case "build-output":
			if text[path] == nil {
				text[path] = &strings.Builder{}
			}
			text[path].WriteString(rec.Output)
		case "build-fail":
			failed++
			said := ""
			if b := text[path]; b != nil {
				said = b.String()
			}
			all[path] = append(all[path], compilerComplaints(w, said)...)
		}
	}
	return failed
}

// A path may hold spaces: that of a user's home often does.
var position = regexp.MustCompile(`^(\S.*?\.go):(\d+)(?::\d+)?: (.*)$`)

func compilerComplaints(w *workspace.Workspace, text string) []Complaint {
	var all []Complaint
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		if m := position.FindStringSubmatch(line); m != nil {
			n, _ := strconv.Atoi(m[2])
			all = append(all, Complaint{verdict.Place{File: filepath.Base(m[1]), Line: n}, m[3]})
		} else if len(all) > 0 && strings.HasPrefix(line, "\t") {
			all[len(all)-1].Message += " " + strings.TrimSpace(line)
		} else if line != "" && !strings.HasPrefix(line, "#") {
			all = append(all, Complaint{Message: strings.ReplaceAll(line, w.Module+string(filepath.Separator), "")})
		}
	}
	if len(all) == 0 {
		all = append(all, Complaint{Message: "the go command could not build it, and did not say why"})
	}
	return all
}
