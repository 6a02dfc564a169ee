// Package gotest builds the programs of exercises, runs test binaries, and turns
// what they say into outcomes.
package gotest

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/concurrency-in-go/course/grader/internal/course"
	"github.com/concurrency-in-go/course/grader/internal/run"
	"github.com/concurrency-in-go/course/grader/internal/verdict"
	"github.com/concurrency-in-go/course/grader/internal/workspace"
)

// Complaint is what the compiler, the linker or go vet says about an exercise.
type Complaint struct {
	Place   verdict.Place
	Message string
}

// Complaints are by import path.
type Complaints map[string][]Complaint

// toolLimits hold for one go command. Compiling can be made to explode.
var toolLimits = run.Limits{Wall: 10 * time.Minute, CPU: 10 * time.Minute, Memory: 6 << 30, Output: 8 << 20, Processes: 200}

// Build builds every exercise with the race detector, all with one go command
// for the tests and one for the programs. An exercise without complaints has its
// binary.
func Build(ctx context.Context, w *workspace.Workspace, exercises []*course.Exercise) (Complaints, error) {
	var tests, programs []string
	for _, e := range exercises {
		if e.Kind == course.Command {
			programs = append(programs, workspace.Package(e))
		} else {
			tests = append(tests, workspace.Package(e))
		}
	}
	all := Complaints{}
	// -w leaves out what only a debugger reads, and linking takes a third less.
	// Not -trimpath: it would build the standard library once more.
	for _, b := range []struct{ verb, packages []string }{
		{[]string{"test", "-c", "-vet=off"}, tests},
		{[]string{"build"}, programs},
	} {
		if len(b.packages) == 0 {
			continue
		}
		args := append(b.verb, "-race", "-ldflags=-w", "-json", "-o", w.Bin+string(filepath.Separator))
		if err := build(ctx, w, append(args, b.packages...), all); err != nil {
			return nil, err
		}
	}
	return all, nil
}

func build(ctx context.Context, w *workspace.Workspace, args []string, all Complaints) error {
	out, stderr, r, err := goCommand(ctx, w, args...)
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

// analyzers are the parts of go vet that bear on concurrency. The others are a
// matter of taste here: a correct attempt must not fail for a Printf.
var analyzers = []string{"-atomic", "-copylocks", "-lostcancel", "-waitgroup", "-sigchanyzer"}

// Vet runs go vet over exercises that build.
func Vet(ctx context.Context, w *workspace.Workspace, exercises []*course.Exercise) (Complaints, error) {
	if len(exercises) == 0 {
		return nil, nil
	}
	// -race, so that it uses what Build has compiled and compiles nothing itself.
	args := append([]string{"vet", "-race", "-json"}, analyzers...)
	for _, e := range exercises {
		args = append(args, workspace.Package(e))
	}
	out, stderr, r, err := goCommand(ctx, w, args...)
	if err != nil {
		return nil, err
	}
	if r.Excess != run.None {
		return nil, &ExcessError{What: "go vet", Excess: r.Excess}
	}
	if r.ExitCode != 0 {
		return nil, fmt.Errorf("go vet: exit code %d: %s", r.ExitCode, firstLines(stderr, 5))
	}
	return vetComplaints(append(out, stderr...))
}

// vetComplaints reads what go vet -json writes: comments that begin with #, and
// one object a package.
func vetComplaints(out []byte) (Complaints, error) {
	var plain bytes.Buffer
	for line := range bytes.Lines(out) {
		if !bytes.HasPrefix(line, []byte("#")) {
			plain.Write(line)
		}
	}
	all := Complaints{}
	seen := map[string]bool{}
	for dec := json.NewDecoder(&plain); dec.More(); {
		var packages map[string]map[string]json.RawMessage
		if err := dec.Decode(&packages); err != nil {
			return nil, fmt.Errorf("go vet: %w", err)
		}
		for path, byAnalyzer := range packages {
			path, _, _ = strings.Cut(path, " ")
			path = strings.TrimSuffix(path, "_test")
			for _, raw := range byAnalyzer {
				var said []struct{ Posn, Message string }
				if json.Unmarshal(raw, &said) != nil {
					continue
				}
				for _, s := range said {
					// A package and its test variant say the same twice.
					if key := s.Posn + s.Message; !seen[key] {
						seen[key] = true
						all[path] = append(all[path], vetComplaint(s.Posn, s.Message))
					}
				}
			}
		}
	}
	for _, said := range all { // maps have no order, and the first is shown first
		slices.SortFunc(said, func(a, b Complaint) int {
			return cmp.Or(cmp.Compare(a.Place.File, b.Place.File), cmp.Compare(a.Place.Line, b.Place.Line), cmp.Compare(a.Message, b.Message))
		})
	}
	return all, nil
}

func vetComplaint(posn, message string) Complaint {
	c := Complaint{Message: message}
	if m := position.FindStringSubmatch(posn + ": "); m != nil {
		c.Place.File = filepath.Base(m[1])
		c.Place.Line, _ = strconv.Atoi(m[2])
	}
	return c
}

func goCommand(ctx context.Context, w *workspace.Workspace, args ...string) (stdout, stderr []byte, r run.Result, err error) {
	path, err := exec.LookPath("go")
	if err != nil {
		return nil, nil, r, fmt.Errorf("the go command is not in PATH: %w", err)
	}
	env, err := goEnv(ctx, path)
	if err != nil {
		return nil, nil, r, err
	}
	var out, errs bytes.Buffer
	r, err = run.Run(ctx, run.Command{
		Path: path, Args: args, Dir: w.Module,
		Env:    run.Env(w.Home, w.Tmp, env...),
		Stdout: &out, Stderr: &errs, Limits: toolLimits,
	})
	return out.Bytes(), errs.Bytes(), r, err
}

// goEnv pins what the go command depends on. Only its two caches are the user's.
func goEnv(ctx context.Context, path string) ([]string, error) {
	cmd := exec.CommandContext(ctx, path, "env", "GOCACHE", "GOMODCACHE")
	cmd.Env = append(os.Environ(), "GOTOOLCHAIN=local")
	out, err := cmd.Output()
	lines := strings.Split(string(out), "\n")
	if err != nil || len(lines) < 2 {
		return nil, fmt.Errorf("go env: %w", err)
	}
	return []string{
		"GOCACHE=" + strings.TrimSpace(lines[0]),
		"GOMODCACHE=" + strings.TrimSpace(lines[1]),
		"GOENV=off", "GOFLAGS=-mod=readonly", "GOWORK=off", "GOTOOLCHAIN=local",
		"GOPROXY=off", "GOSUMDB=off", "GOTELEMETRY=off", "GO111MODULE=on", "CGO_ENABLED=1", "GOMAXPROCS=" + strconv.Itoa(runtime.NumCPU()),
	}, nil
}

func firstLines(text []byte, n int) string {
	lines := strings.SplitN(strings.TrimSpace(string(text)), "\n", n+1)
	return strings.Join(lines[:min(n, len(lines))], "; ")
}
