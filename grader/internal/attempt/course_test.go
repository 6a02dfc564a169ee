package attempt_test

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/concurrency-in-go/course/grader/internal/attempt"
	"github.com/concurrency-in-go/course/grader/internal/course"
	"github.com/stretchr/testify/require"
)

// write lays out files below a new folder.
func write(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range slices.Sorted(maps.Keys(files)) {
		at := filepath.Join(dir, filepath.FromSlash(name))
		require.NoError(t, os.MkdirAll(filepath.Dir(at), 0o755))
		require.NoError(t, os.WriteFile(at, []byte(files[name]), 0o644))
	}
	return dir
}

// small is a course of four exercises: two commands that both declare main.go,
// one exercise with one file, and one with two.
func small(t *testing.T) *course.Course {
	t.Helper()
	c, err := course.Load(write(t, map[string]string{
		"go.mod":                                "module " + course.Module + "\n",
		"exercises/ch01/chapter.toml":           chapter("demo", "pair"),
		"exercises/ch01/demo/exercise.toml":     exercise("build", "demo.go"),
		"exercises/ch01/pair/exercise.toml":     exercise("build", "left.go", "right.go"),
		"exercises/ch02/chapter.toml":           chapter("walk", "serve"),
		"exercises/ch02/walk/exercise.toml":     exercise("command", "main.go"),
		"exercises/ch02/serve/exercise.toml":    exercise("command", "main.go"),
		"exercises/appendix/chapter.toml":       chapter("last"),
		"exercises/appendix/last/exercise.toml": exercise("repair", "last.go"),
	}))
	require.NoError(t, err)
	return c
}

func chapter(names ...string) string {
	return "title = \"A chapter\"\n[[section]]\ntitle = \"A section\"\nexercises = [\"" + strings.Join(names, `", "`) + "\"]\n"
}

func exercise(kind string, files ...string) string {
	return "title = \"An exercise\"\nkind = \"" + kind + "\"\nfiles = [\"" + strings.Join(files, `", "`) + "\"]\n"
}

// ids says which exercises the attempts are at.
func ids(all []*attempt.Attempt) []string {
	var list []string
	for _, a := range all {
		list = append(list, string(a.Exercise.ID))
	}
	return list
}

// problem asserts that the error is the user's own, and returns it.
func problem(t *testing.T, err error) *attempt.Error {
	t.Helper()
	var bad *attempt.Error
	require.ErrorAs(t, err, &bad)
	require.NotEmpty(t, bad.Hint(), "a problem without a hint")
	return bad
}
