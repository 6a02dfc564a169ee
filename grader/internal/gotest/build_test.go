package gotest

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/concurrency-in-go/course/grader/internal/course"
	"github.com/concurrency-in-go/course/grader/internal/run"
	"github.com/concurrency-in-go/course/grader/internal/verdict"
	"github.com/concurrency-in-go/course/grader/internal/workspace"
)

// scratch stands for the workspace in recorded output.
var scratch = &workspace.Workspace{Module: "/home/a user/.cache/concurrency-in-go/slot0/course"}

func TestCompilerComplaints(t *testing.T) {
	for _, tt := range []struct {
		name, said string
		want       []Complaint
	}{
		{"nothing", "", []Complaint{{Message: "the go command could not build it, and did not say why"}}},
		{"only a heading", "# a/b\n", []Complaint{{Message: "the go command could not build it, and did not say why"}}},
		{"a position", "# a/b\n./x/demo.go:3:7: undefined: a\n", []Complaint{{verdict.Place{File: "demo.go", Line: 3}, "undefined: a"}}},
		{"no column", "x/demo.go:3: undefined: a\n", []Complaint{{verdict.Place{File: "demo.go", Line: 3}, "undefined: a"}}},
		{"a path with a space", scratch.Module + "/demo.go:3:7: undefined: a\n", []Complaint{{verdict.Place{File: "demo.go", Line: 3}, "undefined: a"}}},
		{"a message that goes on", "demo.go:3:7: cannot use\n\t\thave A\n\t\twant B\n", []Complaint{{verdict.Place{File: "demo.go", Line: 3}, "cannot use have A want B"}}},
		{"no position", "go: " + scratch.Module + string(filepath.Separator) + "x is odd\n", []Complaint{{Message: "go: x is odd"}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, tt.want, compilerComplaints(scratch, tt.said))
		})
	}
}

func TestBuildComplaintsIgnoresWhatIsNoRecord(t *testing.T) {
	all := Complaints{}
	assert.Zero(t, buildComplaints(scratch, []byte("go: something\n{\n{\"Action\":\"build-output\",\"ImportPath\":\"a/b\",\"Output\":\"a warning\\n\"}\n"), all))
	assert.Empty(t, all, "what is said of a package that builds is no complaint")
}

func TestVetComplaintsThatAreNoJSON(t *testing.T) {
	_, err := vetComplaints([]byte("# a/b\nvet: broken\n"))
	require.ErrorContains(t, err, "go vet: ")
	all, err := vetComplaints(nil)
	require.NoError(t, err)
	assert.Empty(t, all)
	all, err = vetComplaints([]byte(`{"a/b": {"copylocks": {"error": "analysis failed"}}}`))
	require.NoError(t, err)
	assert.Empty(t, all)
}

func TestExcessError(t *testing.T) {
	assert.EqualError(t, &ExcessError{"building", run.Memory}, "building used too much memory")
}

func TestFirstLines(t *testing.T) {
	assert.Equal(t, "a; b", firstLines([]byte("\na\nb\nc\n"), 2))
	assert.Equal(t, "a", firstLines([]byte("a"), 2))
	assert.Empty(t, firstLines(nil, 2))
}

func TestGoEnv(t *testing.T) {
	t.Setenv("GOFLAGS", "-race")
	t.Setenv("GOTOOLCHAIN", "go1.99.0")
	env, err := goEnv(t.Context(), "go")
	require.NoError(t, err)
	assert.Subset(t, env, []string{"GOFLAGS=-mod=readonly", "GOTOOLCHAIN=local", "GOPROXY=off", "GOENV=off", "GOWORK=off"})
	for _, v := range env[:2] {
		name, dir, _ := strings.Cut(v, "=")
		assert.True(t, filepath.IsAbs(dir), "%s is %q", name, dir)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = goEnv(ctx, "go")
	require.ErrorIs(t, err, context.Canceled)
}

func TestWithoutGoCommand(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	_, err := FindTool(t.Context())
	require.ErrorContains(t, err, "the go command is not in PATH")
}

func TestNothingToDo(t *testing.T) {
	tool := new(Tool) // it is not even started
	all, err := tool.Build(t.Context(), scratch, nil)
	require.NoError(t, err)
	assert.Empty(t, all)
	all, err = tool.Vet(t.Context(), scratch, nil)
	require.NoError(t, err)
	assert.Empty(t, all)
}

func TestReadLogs(t *testing.T) {
	dir := t.TempDir()
	prefix := filepath.Join(dir, "race")
	assert.Empty(t, readLogs(prefix))
	for name, text := range map[string]string{"race.1": "one\n", "race.2": "two\n", "other.3": "three\n"} {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600))
	}
	assert.Equal(t, "one\ntwo\n", string(readLogs(prefix)))
	require.NoError(t, os.WriteFile(prefix+".1", make([]byte, 2<<20), 0o600))
	assert.Len(t, readLogs(prefix), 1<<20)
}

// fetched gives Fetch a cache of its own, and a course that has only go.sum.
func fetched(t *testing.T) *course.Course {
	t.Helper()
	for _, name := range []string{"XDG_CACHE_HOME", "LocalAppData"} {
		t.Setenv(name, t.TempDir())
	}
	if runtime.GOOS == "darwin" {
		t.Setenv("HOME", t.TempDir())
	}
	c := &course.Course{Root: t.TempDir()}
	require.NoError(t, os.WriteFile(filepath.Join(c.Root, "go.sum"), nil, 0o600))
	return c
}

func TestFetchLooksOnce(t *testing.T) {
	c := fetched(t)
	stamp, err := fetchStamp(c)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(stamp, nil, 0o600))
	t.Setenv("PATH", t.TempDir()) // it would need the go command
	require.NoError(t, Fetch(t.Context(), c))

	require.NoError(t, os.WriteFile(filepath.Join(c.Root, "go.sum"), []byte("changed\n"), 0o600))
	var missing *FetchError
	require.ErrorAs(t, Fetch(t.Context(), c), &missing, "other modules may be asked for now")
	assert.Contains(t, missing.Hint(), "go mod download")
}

func TestFetchThatFails(t *testing.T) {
	c := fetched(t)
	t.Setenv("GOPROXY", "off")
	t.Setenv("GOFLAGS", "-mod=mod")
	require.NoError(t, os.WriteFile(filepath.Join(c.Root, "go.mod"), []byte("module "+course.Module+"\n"), 0o600))
	for range 2 {
		var missing *FetchError
		require.ErrorAs(t, Fetch(t.Context(), c), &missing, "a failure is not remembered")
		assert.NotEmpty(t, missing.Said, "the student reads what the go command says")
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	require.ErrorIs(t, Fetch(ctx, c), context.Canceled)

	require.NoError(t, os.Remove(filepath.Join(c.Root, "go.sum")))
	require.ErrorIs(t, Fetch(t.Context(), c), os.ErrNotExist)
}

// A program that cannot be built takes nobody along who is not to blame.
func TestInnocent(t *testing.T) {
	one, two, three := &workspace.Place{Package: "a"}, &workspace.Place{Package: "b"}, &workspace.Place{Package: "c"}
	together := workspace.Program{Package: "joined", Places: []*workspace.Place{one, two, three}}
	alone := workspace.Program{Package: "a", Places: []*workspace.Place{one}}
	for _, p := range together.Places {
		p.Shares = []string{"TestX"}
	}

	assert.Empty(t, innocent(together, Complaints{}), "all is built")
	assert.Empty(t, innocent(alone, Complaints{"a": {}}))
	assert.Equal(t, []*workspace.Place{one, three}, innocent(together, Complaints{"b": {{Message: "undefined: x"}}}))
	assert.NotEmpty(t, one.Shares)

	all := Complaints{"joined": {{Message: "too large"}}}
	assert.Equal(t, together.Places, innocent(together, all))
	assert.Empty(t, all, "the complaint is about none of them")
	assert.Empty(t, one.Shares, "each tries alone")
}
