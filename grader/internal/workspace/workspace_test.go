package workspace_test

import (
	"context"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/concurrency-in-go/course/grader/internal/attempt"
	"github.com/concurrency-in-go/course/grader/internal/course"
	"github.com/concurrency-in-go/course/grader/internal/workspace"
	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

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

const chapter = "title = \"Locks\"\n[[section]]\ntitle = \"S\"\nexercises = [\"settings\", \"walk\"]\n"

func load(t *testing.T) *course.Course {
	t.Helper()
	c, err := course.Load(write(t, map[string]string{
		"go.mod":                                        "module " + course.Module + "\n",
		"go.sum":                                        "sum\n",
		"exercises/ch03/chapter.toml":                   chapter,
		"exercises/internal/kit/a.go":                   "package kit\n",
		"exercises/internal/kit/a_test.go":              "package kit_test\n",
		"exercises/ch03/settings/exercise.toml":         "title = \"S\"\nkind = \"build\"\nfiles = [\"settings.go\", \"more.go\"]\n",
		"exercises/ch03/settings/README.md":             "read me",
		"exercises/ch03/settings/settings.go":           "package settings // stub\n",
		"exercises/ch03/settings/more.go":               "package settings // stub\n",
		"exercises/ch03/settings/fixed.go":              "package settings // fixed\n",
		"exercises/ch03/settings/settings_test.go":      "package settings_test // visible\n",
		"exercises/ch03/settings/main_test.go":          "package settings_test // the student's\n",
		"testdata/ch03/settings/hidden/hidden_test.go":  "package settings_test // hidden\n",
		"testdata/ch03/settings/wrong/one.txtar":        "wrong",
		"exercises/ch03/walk/exercise.toml":             "title = \"W\"\nkind = \"command\"\nfiles = [\"main.go\"]\n",
		"exercises/ch03/walk/main.go":                   "package main // stub\n",
		"exercises/ch03/walk/fixed.go":                  "package main // fixed\n",
		"exercises/ch03/walk/script_test.go":            "package main // visible\n",
		"exercises/ch03/walk/main_test.go":              "package main // the student's\n",
		"testdata/ch03/walk/hidden/script/hidden.txtar": "exec walk\n",
		"solutions/ch03/walk/main.go":                   "package main // solution\n",
	}))
	require.NoError(t, err)
	return c
}

// cache gives the workspaces a folder of their own, and returns it.
func cache(t *testing.T) string {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	require.NoError(t, err)
	for _, name := range []string{"XDG_CACHE_HOME", "HOME", "LocalAppData"} {
		t.Setenv(name, dir)
	}
	return dir
}

func open(t *testing.T, c *course.Course) *workspace.Workspace {
	t.Helper()
	w, err := workspace.Open(t.Context(), c)
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, w.Close()) })
	return w
}

func try(t *testing.T, c *course.Course, name string, files ...txtar.File) *attempt.Attempt {
	t.Helper()
	e, err := c.Exercise(name)
	require.NoError(t, err)
	return &attempt.Attempt{Exercise: e, Files: &txtar.Archive{Files: files}}
}

func lay(t *testing.T, w *workspace.Workspace, a *attempt.Attempt) workspace.Place {
	t.Helper()
	p, err := w.Lay(a)
	require.NoError(t, err)
	return p
}

// tree returns the files below dir.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	require.NoError(t, fs.WalkDir(os.DirFS(dir), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(path)))
		files[path] = string(text)
		return err
	}))
	return files
}

func TestOpenLaysOutTheCourse(t *testing.T) {
	base := cache(t)
	w := open(t, load(t))
	assert.Equal(t, map[string]string{
		"go.mod":                      "module " + course.Module + "\n",
		"go.sum":                      "sum\n",
		"exercises/internal/kit/a.go": "package kit\n",
	}, tree(t, w.Module))
	for _, dir := range []string{w.Module, w.Bin, w.Home, w.Tmp} {
		assert.DirExists(t, dir)
		assert.True(t, strings.HasPrefix(dir, base), "%s is not below the cache", dir)
	}
}

func TestLayTests(t *testing.T) {
	cache(t)
	c := load(t)
	w := open(t, c)
	a := try(t, c, "settings",
		txtar.File{Name: "settings.go", Data: []byte("package settings // attempt\n")},
		txtar.File{Name: "more.go", Data: []byte("package settings // attempt: func main, os.Exit\n")})
	p := lay(t, w, a)
	files := tree(t, p.Dir)
	seal := files["main_test.go"]
	delete(files, "main_test.go")
	assert.Equal(t, map[string]string{
		"settings.go":      "package settings // attempt\n",
		"more.go":          "package settings // attempt: func main, os.Exit\n",
		"fixed.go":         "package settings // fixed\n",
		"settings_test.go": "package settings_test // visible\n",
		"hidden_test.go":   "package settings_test // hidden\n",
	}, files)
	assert.True(t, strings.HasPrefix(seal, "package settings_test\n"), seal)
	assert.Contains(t, seal, "func TestMain(m *testing.M)")
	assert.NotContains(t, seal, "the student's")

	assert.Equal(t, filepath.Join(w.Module, "exercises", "ch03", "settings"), p.Dir)
	assert.Equal(t, course.Module+"/exercises/ch03/settings", p.Package)
	assert.Equal(t, "settings.test", strings.TrimSuffix(filepath.Base(p.Binary), ".exe"))
}

func TestLayCommand(t *testing.T) {
	cache(t)
	c := load(t)
	w := open(t, c)
	a := try(t, c, "walk", txtar.File{Name: "main.go", Data: []byte("package main\n\nfunc main() {}\n")})
	p := lay(t, w, a)
	files := tree(t, p.Dir)
	seal := files["zz_grader.go"]
	delete(files, "zz_grader.go")
	assert.Equal(t, map[string]string{
		"main.go":  "package main\n\nfunc graderStudentMain() {}\n",
		"fixed.go": "package main // fixed\n",
	}, files, "the scripts are no business of the program")
	assert.True(t, strings.HasPrefix(seal, "package main\n"), seal)
	assert.Equal(t, "walk", strings.TrimSuffix(filepath.Base(p.Binary), ".exe"))
}

func TestLayWithoutHiddenTests(t *testing.T) {
	cache(t)
	c := load(t)
	require.NoError(t, os.RemoveAll(filepath.Join(c.Root, "testdata")))
	w := open(t, c)
	a := try(t, c, "settings")
	p := lay(t, w, a)
	assert.Equal(t, []string{"fixed.go", "main_test.go", "settings_test.go"},
		slices.Sorted(maps.Keys(tree(t, p.Dir))), "a stub of the course takes no place of a file that is not handed in")
}

func TestLaySaysWhichExercise(t *testing.T) {
	cache(t)
	c := load(t)
	w := open(t, c)
	require.NoError(t, os.RemoveAll(w.Module))
	require.NoError(t, os.WriteFile(w.Module, nil, 0o600))
	_, err := w.Lay(try(t, c, "settings"))
	require.Error(t, err)
	assert.True(t, strings.HasPrefix(err.Error(), "workspace: ch03/settings: "), "%v", err)
}

func TestTwoAtOnce(t *testing.T) {
	cache(t)
	c := load(t)
	first, second := open(t, c), open(t, c)
	assert.NotEqual(t, first.Module, second.Module)
}

// The go command's cache knows a package by where it lies.
func TestTheNextOneLiesInTheSamePlace(t *testing.T) {
	cache(t)
	c := load(t)
	w, err := workspace.Open(t.Context(), c)
	require.NoError(t, err)
	require.NoError(t, w.Close())
	assert.Equal(t, w.Module, open(t, c).Module)
}

func TestCloseRemovesEverything(t *testing.T) {
	base := cache(t)
	c := load(t)
	w, err := workspace.Open(t.Context(), c)
	require.NoError(t, err)
	lay(t, w, try(t, c, "settings"))
	locked := filepath.Join(w.Home, "deep", "locked")
	require.NoError(t, os.MkdirAll(locked, 0o700))
	require.NoError(t, os.WriteFile(filepath.Join(locked, "file"), nil, 0o400))
	require.NoError(t, os.Chmod(locked, 0o500))
	require.NoError(t, os.Chmod(filepath.Dir(locked), 0o000))
	require.NoError(t, w.Close())
	for name := range tree(t, base) {
		assert.Equal(t, ".lock", filepath.Ext(name), "left behind")
	}
	assert.NoDirExists(t, filepath.Dir(w.Module))
}

func TestResetRemovesWhatAttemptsLeft(t *testing.T) {
	cache(t)
	c := load(t)
	w := open(t, c)
	before := tree(t, filepath.Dir(w.Module))
	lay(t, w, try(t, c, "settings"))
	for _, dir := range []string{w.Bin, w.Home, w.Tmp} {
		require.NoError(t, os.WriteFile(filepath.Join(dir, "left"), nil, 0o600))
	}
	require.NoError(t, w.Reset(c))
	assert.Equal(t, before, tree(t, filepath.Dir(w.Module)))
}

// A grader that is killed closes nothing; its lock is gone all the same.
func TestOpenRemovesWhatAKilledGraderLeft(t *testing.T) {
	cache(t)
	c := load(t)
	w, err := workspace.Open(t.Context(), c)
	require.NoError(t, err)
	require.NoError(t, w.Close())
	left := filepath.Join(w.Module, "exercises", "ch03", "settings", "left_test.go")
	require.NoError(t, os.MkdirAll(filepath.Dir(left), 0o755))
	require.NoError(t, os.WriteFile(left, nil, 0o600))
	again := open(t, c)
	require.Equal(t, w.Module, again.Module)
	assert.NoFileExists(t, left)
}

func TestOpenWaitsForItsTurn(t *testing.T) {
	cache(t)
	c := load(t)
	for range 16 {
		open(t, c)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := workspace.Open(ctx, c)
	require.ErrorIs(t, err, context.Canceled)
}

func TestOpenGivesTheSlotBackWhenItFails(t *testing.T) {
	cache(t)
	c := load(t)
	require.NoError(t, os.Remove(filepath.Join(c.Root, "go.sum")))
	for range 17 {
		_, err := workspace.Open(t.Context(), c)
		require.ErrorIs(t, err, os.ErrNotExist)
		require.True(t, strings.HasPrefix(err.Error(), "workspace: "), "%v", err)
	}
}
