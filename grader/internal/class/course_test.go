package class

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/concurrency-in-go/course/grader/internal/course"
	"github.com/stretchr/testify/require"
)

// write lays out files below dir.
func write(t *testing.T, dir string, files map[string]string) string {
	t.Helper()
	for _, name := range slices.Sorted(maps.Keys(files)) {
		at := filepath.Join(dir, filepath.FromSlash(name))
		require.NoError(t, os.MkdirAll(filepath.Dir(at), 0o755))
		require.NoError(t, os.WriteFile(at, []byte(files[name]), 0o644))
	}
	return dir
}

const (
	demoStub = "package demo // stub\n"
	pairStub = "package pair // stub\n"
)

// small is a course of three exercises.
func small(t *testing.T) *course.Course {
	t.Helper()
	toml := func(file string) string {
		return "title = \"An exercise\"\nkind = \"build\"\npoints = 2\nfiles = [" + file + "]\n"
	}
	c, err := course.Load(write(t, t.TempDir(), map[string]string{
		"go.mod":                            "module " + course.Module + "\n",
		"exercises/ch01/chapter.toml":       "title = \"A chapter\"\n[[section]]\ntitle = \"A section\"\nexercises = [\"demo\", \"pair\", \"last\"]\n",
		"exercises/ch01/demo/exercise.toml": toml(`"demo.go"`),
		"exercises/ch01/pair/exercise.toml": toml(`"left.go", "right.go"`),
		"exercises/ch01/last/exercise.toml": toml(`"last.go"`),
		course.StubsFile:                    "-- ch01/demo/demo.go --\n" + demoStub + "-- ch01/pair/left.go --\n" + pairStub + "-- ch01/pair/right.go --\n" + pairStub,
	}))
	require.NoError(t, err)
	return c
}
