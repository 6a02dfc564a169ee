package gotest

import (
	"bytes"
	"errors"
	"fmt"
	"go/format"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/concurrency-in-go/course/grader/internal/run"
)

const count = 2 // runs of every test in testdata/events

// TestParseEvents reads what real test binaries have said, and says what the
// process came to. The grader's TestMain vouches for a process with exit code 0.
func TestParseEvents(t *testing.T) {
	files, err := filepath.Glob("testdata/events/*.txtar")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			ar, err := txtar.ParseFile(file)
			require.NoError(t, err)
			if *record {
				recordEvents(t, ar)
			}
			got := showEvents(process(t, ar))
			if *update {
				put(ar, "events", got)
				require.NoError(t, os.WriteFile(file, txtar.Format(ar), 0o644))
			}
			assert.Equal(t, get(ar, "events"), got, "read it, then rewrite it with -update")
		})
	}
}

func process(t *testing.T, ar *txtar.Archive) *Process {
	source := filepath.Join(t.TempDir(), "demo_test.go")
	require.NoError(t, os.WriteFile(source, []byte(get(ar, "demo_test.go")), 0o600))
	tests, err := List([]string{source})
	require.NoError(t, err)
	p := &Process{Count: count, Stdout: []byte(get(ar, "stdout")), Stderr: []byte(get(ar, "stderr"))}
	for _, test := range tests {
		p.Tests = append(p.Tests, test.Name)
	}
	_, err = fmt.Sscan(get(ar, "exit"), &p.Result.ExitCode)
	require.NoError(t, err)
	p.Events = ParseEvents(p.Stdout)
	p.Sealed = p.Result.ExitCode == 0
	return p
}

func showEvents(p *Process) string {
	var b strings.Builder
	for _, r := range p.Events.Runs {
		end := r.Verdict
		if !r.Ended {
			end = "does not end"
		}
		fmt.Fprintf(&b, "%s %s %q\n", r.Test, end, r.Output)
	}
	fmt.Fprintf(&b, "stray: %d\nrunning: %s\noutcome: %s\n", p.Events.Stray, p.Running(), p.Outcome())
	return b.String()
}

func recordEvents(t *testing.T, ar *txtar.Archive) {
	dir := t.TempDir()
	source, err := format.Source([]byte(get(ar, "demo_test.go")))
	require.NoError(t, err)
	put(ar, "demo_test.go", string(source))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module demo\n\ngo 1.26\n"), 0o600))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "demo_test.go"), source, 0o600))
	build := exec.Command("go", "test", "-c", "-vet=off", "-o", "demo.test")
	build.Dir = dir
	out, err := build.CombinedOutput()
	require.NoError(t, err, string(out))

	var stdout, stderr bytes.Buffer
	r, err := run.Run(t.Context(), run.Command{
		Path: filepath.Join(dir, "demo.test"), Dir: dir, Env: run.Env(dir, dir, "GOTRACEBACK=all"),
		Args:   []string{"-test.v=test2json", "-test.paniconexit0", "-test.timeout=0", fmt.Sprintf("-test.count=%d", count), "-test.shuffle=1"},
		Stdout: &stdout, Stderr: &stderr,
	})
	require.NoError(t, err)
	put(ar, "stdout", strings.ReplaceAll(stdout.String(), dir, "/scratch"))
	put(ar, "stderr", strings.ReplaceAll(stderr.String(), dir, "/scratch"))
	put(ar, "exit", fmt.Sprintln(r.ExitCode))
}

// TestComplaints reads what real go commands have said about packages that do not
// build, or that go vet objects to.
func TestComplaints(t *testing.T) {
	for name, read := range map[string]func(t *testing.T, said string) Complaints{
		"test":  built,
		"build": built,
		"vet": func(t *testing.T, said string) Complaints {
			all, err := vetComplaints([]byte(said))
			require.NoError(t, err)
			return all
		},
	} {
		t.Run(name, func(t *testing.T) {
			file := filepath.Join("testdata", "tools", name+".txtar")
			ar, err := txtar.ParseFile(file)
			require.NoError(t, err)
			if *record {
				recordTool(t, ar)
			}
			got := showComplaints(read(t, get(ar, "output")))
			if *update {
				put(ar, "complaints", got)
				require.NoError(t, os.WriteFile(file, txtar.Format(ar), 0o644))
			}
			assert.Equal(t, get(ar, "complaints"), got, "read it, then rewrite it with -update")
			for range 20 {
				require.Equal(t, got, showComplaints(read(t, get(ar, "output"))), "the order may not change from time to time")
			}
		})
	}
}

func built(t *testing.T, said string) Complaints {
	all := Complaints{}
	assert.Equal(t, strings.Count(said, `"Action":"build-fail"`), buildComplaints(scratch, []byte(said), all))
	return all
}

func showComplaints(all Complaints) string {
	var b strings.Builder
	var paths []string
	for path := range all {
		paths = append(paths, path)
	}
	slices.Sort(paths)
	for _, path := range paths {
		for _, c := range all[path] {
			fmt.Fprintf(&b, "%s: %s:%d: %s\n", path, c.Place.File, c.Place.Line, c.Message)
		}
	}
	return b.String()
}

// recordTool runs the archive's command over its files.
func recordTool(t *testing.T, ar *txtar.Archive) {
	dir, err := filepath.EvalSymlinks(t.TempDir())
	require.NoError(t, err)
	for _, f := range ar.Files {
		if strings.HasSuffix(f.Name, ".go") || f.Name == "go.mod" {
			at := filepath.Join(dir, filepath.FromSlash(f.Name))
			require.NoError(t, os.MkdirAll(filepath.Dir(at), 0o700))
			require.NoError(t, os.WriteFile(at, f.Data, 0o600))
		}
	}
	require.NoError(t, os.Mkdir(filepath.Join(dir, "bin"), 0o700))
	args := strings.Fields(get(ar, "command"))
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	var exit *exec.ExitError
	require.True(t, err == nil || errors.As(err, &exit), "%v", err)
	put(ar, "output", strings.ReplaceAll(string(out), dir, scratch.Module))
}

func get(ar *txtar.Archive, name string) string {
	for _, f := range ar.Files {
		if f.Name == name {
			return string(f.Data)
		}
	}
	return ""
}

func put(ar *txtar.Archive, name, text string) {
	if text != "" && !strings.HasSuffix(text, "\n") {
		text += "\n" // an archive has no other way
	}
	for i, f := range ar.Files {
		if f.Name == name {
			ar.Files[i].Data = []byte(text)
			return
		}
	}
	ar.Files = append(ar.Files, txtar.File{Name: name, Data: []byte(text)})
}
