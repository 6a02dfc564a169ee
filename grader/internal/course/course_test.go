package course_test

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/concurrency-in-go/course/grader/internal/course"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const (
	goMod    = "module " + course.Module + "\n\ngo 1.26.0\n"
	settings = `title = "Settings that many read"
kind = "build"
files = ["settings.go", "more.go"]
allow = ["golang.org/x/sync/errgroup"]
forbid = ["time.Sleep"]
points = 3
hints = ["a", "b", "c"]
[weights]
TestMany = 2
`
	walk    = "title = \"Walk\"\nkind = \"command\"\nfiles = [\"main.go\"]\n"
	locks   = "title = \"Locks\"\n[[section]]\ntitle = \"Readers\"\nin = \"Mutexes\"\nexercises = [\"settings\", \"walk\"]\n[[section]]\ntitle = \"Again\"\nexercises = [\"settings\"]\n[[section]]\ntitle = \"History\"\nstatus = \"reading\"\nreason = \"nothing to do\"\n"
	oneWalk = "title = \"A chapter\"\n[[section]]\ntitle = \"A section\"\nexercises = [\"walk\"]\n"
)

// tiny is the files of a small course.
func tiny() map[string]string {
	return map[string]string{
		"go.mod":                                goMod,
		"exercises/ch03/chapter.toml":           locks,
		"exercises/ch03/settings/exercise.toml": settings,
		"exercises/ch03/walk/exercise.toml":     walk,
	}
}

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

func load(t *testing.T, files map[string]string) *course.Course {
	t.Helper()
	c, err := course.Load(write(t, files))
	require.NoError(t, err)
	return c
}

func TestLoad(t *testing.T) {
	c := load(t, tiny())
	require.Len(t, c.Chapters, 1)
	ch := c.Chapters[0]
	assert.Equal(t, "ch03", ch.ID)
	assert.Equal(t, "Locks", ch.Title)
	assert.Len(t, ch.Sections, 3)
	assert.Equal(t, course.Reading, ch.Sections[2].Status)

	require.Len(t, ch.Exercises, 2, "an exercise of two sections is one exercise")
	e := ch.Exercises[0]
	assert.Equal(t, course.ID("ch03/settings"), e.ID)
	assert.Equal(t, "ch03", e.ID.Chapter())
	assert.Equal(t, "settings", e.ID.Name())
	assert.Equal(t, "Mutexes: Readers", e.Section)
	assert.Same(t, ch, e.Chapter)
	assert.Equal(t, course.Build, e.Kind)
	assert.Equal(t, []string{"settings.go", "more.go"}, e.Files)
	assert.Equal(t, []string{"golang.org/x/sync/errgroup"}, e.Allow)
	assert.Equal(t, []string{"time.Sleep"}, e.Forbid)
	assert.InDelta(t, 3, e.Points, 0)
	assert.Equal(t, []string{"a", "b", "c"}, e.Hints)
	assert.Equal(t, map[string]float64{"TestMany": 2}, e.Weights)
	assert.Equal(t, "settings", e.Package())
	assert.True(t, e.Declared("more.go"))
	assert.False(t, e.Declared("fixed.go"))

	assert.InDelta(t, 1, ch.Exercises[1].Points, 0, "one point, where nothing is said")
	assert.Equal(t, "main", ch.Exercises[1].Package())
}

func TestLoadPutsTheAppendixLast(t *testing.T) {
	files := tiny()
	files["exercises/appendix/chapter.toml"] = strings.ReplaceAll(oneWalk, "walk", "last")
	files["exercises/appendix/last/exercise.toml"] = walk
	files["exercises/ch01/chapter.toml"] = strings.ReplaceAll(oneWalk, "walk", "first")
	files["exercises/ch01/first/exercise.toml"] = walk
	var ids []course.ID
	for _, e := range load(t, files).Exercises() {
		ids = append(ids, e.ID)
	}
	assert.Equal(t, []course.ID{"ch01/first", "ch03/settings", "ch03/walk", "appendix/last"}, ids)
}

// Each case replaces one file of the tiny course.
func TestLoadSaysWhatIsWrong(t *testing.T) {
	const chapter, exercise = "exercises/ch03/chapter.toml", "exercises/ch03/walk/exercise.toml"
	for _, tt := range []struct{ name, file, text, want string }{
		{"malformed", exercise, "title = \"Walk\"\nkind = = 1\n", exercise + ":2:8: toml: "},
		{"malformed chapter", chapter, "title = \"Locks\n", chapter + ":1:"},
		{"a value of another type", exercise, "title = \"Walk\"\nfiles = 3\n", exercise + ":2:9: toml: "},
		{"unknown key", exercise, walk + "\ncolour = \"red\"\n", exercise + `:5:1: unknown key "colour"`},
		{"unknown table", exercise, walk + "[limits]\ntime = 3\n", exercise + `:4:2: unknown key "limits"`},
		{"unknown key of a chapter", chapter, "title = \"L\"\nbook = 1\n", chapter + `:2:1: unknown key "book"`},
		{"unknown key of a section", chapter, oneWalk + "page = 7\n", chapter + `:5:1: unknown key "page"`},

		{"no title", exercise, "kind = \"build\"\nfiles = [\"a.go\"]\n", exercise + ": title is missing"},
		{"no kind", exercise, "title = \"W\"\nfiles = [\"a.go\"]\n", exercise + `: kind is "": want build, repair, predict or command`},
		{"unknown kind", exercise, strings.Replace(walk, "command", "guess", 1), exercise + `: kind is "guess": want build, repair, predict or command`},
		{"no files", exercise, "title = \"W\"\nkind = \"build\"\n", exercise + ": files is empty: an attempt must be able to change something"},
		{"a test", exercise, strings.Replace(walk, "main.go", "main_test.go", 1), exercise + `: files has "main_test.go": want a plain name`},
		{"a path", exercise, strings.Replace(walk, "main.go", "../main.go", 1), exercise + `: files has "../main.go": want a plain name`},
		{"a name in upper case", exercise, strings.Replace(walk, "main.go", "Main.go", 1), exercise + `: files has "Main.go": want a plain name`},
		{"another language", exercise, strings.Replace(walk, "main.go", "main.s", 1), exercise + `: files has "main.s": want a plain name`},
		{"no points", exercise, walk + "points = 0\n", exercise + ": points is 0: want more than 0"},
		{"points below zero", exercise, walk + "points = -2\n", exercise + ": points is -2: want more than 0"},
		{"points that are no number", exercise, walk + "points = nan\n", exercise + ": points is NaN: want more than 0"},
		{"points without end", exercise, walk + "points = inf\n", exercise + ": points is +Inf: want more than 0"},

		{"chapter without title", chapter, "[[section]]\ntitle = \"S\"\nexercises = [\"walk\"]\n", chapter + ": title is missing"},
		{"section without title", chapter, "title = \"L\"\n[[section]]\nexercises = [\"walk\"]\n", chapter + `: section "": title is missing`},
		{"unknown status", chapter, "title = \"L\"\n[[section]]\ntitle = \"S\"\nstatus = \"soon\"\n", chapter + `: section "S": status is "soon": want reading or planned`},
		{"neither exercises nor status", chapter, "title = \"L\"\n[[section]]\ntitle = \"S\"\n", chapter + `: section "S": it has neither exercises nor a status`},
		{"no reason", chapter, "title = \"L\"\n[[section]]\ntitle = \"S\"\nstatus = \"reading\"\n", chapter + `: section "S": it is for reading only, but the reason is missing`},
		{"a name that is none", chapter, strings.Replace(oneWalk, "walk", "Walk-2", 1), chapter + `: section "A section": "Walk-2" is not a name for an exercise`},
		{"a way out", chapter, strings.Replace(oneWalk, "walk", "../ch01/x", 1), chapter + `: section "A section": "../ch01/x" is not a name for an exercise`},
		{"an exercise that is not there", chapter, strings.Replace(oneWalk, "walk", "run", 1), "exercises/ch03/run/exercise.toml: no such file or directory"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			files := tiny()
			require.Contains(t, files, tt.file)
			files[tt.file] = tt.text
			_, err := course.Load(write(t, files))
			require.Error(t, err)
			assert.True(t, strings.HasPrefix(err.Error(), tt.want), "got  %s\nwant %s", err, tt.want)
		})
	}
}

func TestLoadWithoutChapters(t *testing.T) {
	dir := t.TempDir()
	_, err := course.Load(dir)
	require.EqualError(t, err, dir+": no exercises/*/chapter.toml")
}

func TestPlannedSectionNeedsNoReason(t *testing.T) {
	files := tiny()
	files["exercises/ch03/chapter.toml"] = "title = \"L\"\n[[section]]\ntitle = \"S\"\nstatus = \"planned\"\n"
	c := load(t, files)
	assert.Empty(t, c.Exercises())
	assert.Equal(t, "S", c.Chapters[0].Sections[0].Name())
}

func TestID(t *testing.T) {
	for id, want := range map[course.ID]bool{
		"ch03/settings": true, "ch12/a1": true, "appendix/racy": true,
		"": false, "settings": false, "ch3/settings": false, "ch003/settings": false, "ch03/Settings": false,
		"ch03/a_b": false, "ch03/1a": false, "ch03/a/b": false, "ch03/": false, "../ch03/a": false, "internal/kit": false,
	} {
		assert.Equal(t, want, id.Valid(), string(id))
	}
}

func TestFind(t *testing.T) {
	files := tiny()
	files["exercises/ch03/settings/testdata/deep/x"] = ""
	root := write(t, files)
	for _, sub := range []string{".", "exercises", "exercises/ch03/settings/testdata/deep", "exercises/not/there"} {
		got, err := course.Find(filepath.Join(root, filepath.FromSlash(sub)))
		require.NoError(t, err, sub)
		assert.Equal(t, root, got, sub)
	}
}

func TestFindIsRelativeToTheWorkingFolder(t *testing.T) {
	root, err := filepath.EvalSymlinks(write(t, tiny()))
	require.NoError(t, err)
	t.Chdir(filepath.Join(root, "exercises", "ch03"))
	got, err := course.Find(".")
	require.NoError(t, err)
	assert.Equal(t, root, got)
}

func TestFindPassesOtherModules(t *testing.T) {
	files := tiny()
	files["mine/go.mod"] = "module example.com/mine\n"
	files["fork/go.mod"] = "module " + course.Module + "/v2\n"
	files["lines/go.mod"] = "module " + course.Module + "\r\n"
	root := write(t, files)
	for _, sub := range []string{"mine", "fork"} {
		got, err := course.Find(filepath.Join(root, sub))
		require.NoError(t, err)
		assert.Equal(t, root, got)
	}
	got, err := course.Find(filepath.Join(root, "lines"))
	require.NoError(t, err)
	assert.Equal(t, filepath.Join(root, "lines"), got, "git writes \\r\\n on Windows")
}

func TestFindOutside(t *testing.T) {
	_, err := course.Find(t.TempDir())
	require.ErrorIs(t, err, course.ErrNoCourse)
}

func TestExercise(t *testing.T) {
	c := load(t, tiny())
	for _, name := range []string{"ch03/settings", "settings", "exercises/ch03/settings", "ch03/settings/", "/ch03/settings"} {
		e, err := c.Exercise(name)
		require.NoError(t, err, name)
		assert.Equal(t, course.ID("ch03/settings"), e.ID, name)
	}
}

func TestExerciseUnknown(t *testing.T) {
	c := load(t, tiny())
	for _, tt := range []struct{ name, near string }{
		{"setings", "ch03/settings"},
		{"ch03/setting", "ch03/settings"},
		{"ch03/wakl", "ch03/walk"},
		{"ch02/walk", "ch03/walk"},
		{"philosophers", ""},
		{"", ""},
		{"ch03", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := c.Exercise(tt.name)
			var unknown *course.UnknownError
			require.ErrorAs(t, err, &unknown)
			assert.Equal(t, tt.near, unknown.Near)
			assert.Contains(t, err.Error(), `"`+tt.name+`"`)
			if tt.near == "" {
				assert.Contains(t, unknown.Hint(), "grader list")
			} else {
				assert.Equal(t, "did you mean "+tt.near+"?", unknown.Hint())
			}
		})
	}
}

func TestFilesOfAnExercise(t *testing.T) {
	files := tiny()
	for _, name := range []string{
		"exercises/ch03/settings/settings.go", "exercises/ch03/settings/more.go", "exercises/ch03/settings/fixed.go",
		"exercises/ch03/settings/settings_test.go", "exercises/ch03/settings/main_test.go", "exercises/ch03/settings/README.md",
		"exercises/ch03/settings/testdata/script/one.txtar", "solutions/ch03/settings/settings.go",
		"testdata/ch03/settings/hidden/b_test.go", "testdata/ch03/settings/hidden/a_test.go", "testdata/ch03/settings/hidden/notes.md",
		"testdata/ch03/settings/hidden/script/two.txtar",
	} {
		files[name] = "package settings\n"
	}
	c := load(t, files)
	e, err := c.Exercise("settings")
	require.NoError(t, err)
	rel := func(paths []string) []string {
		var names []string
		for _, p := range paths {
			r, err := filepath.Rel(c.Root, p)
			require.NoError(t, err)
			names = append(names, filepath.ToSlash(r))
		}
		return names
	}
	assert.Equal(t, []string{"exercises/ch03/settings/settings_test.go"}, rel(e.VisibleTests()), "grading replaces main_test.go")
	assert.Equal(t, []string{"exercises/ch03/settings/fixed.go"}, rel(e.Fixed()))
	assert.Equal(t, []string{"exercises/ch03/settings/testdata/script/one.txtar"}, rel(e.VisibleScripts()))
	assert.Equal(t, []string{"testdata/ch03/settings/hidden/a_test.go", "testdata/ch03/settings/hidden/b_test.go"}, rel(e.HiddenTests()))
	assert.Equal(t, []string{"testdata/ch03/settings/hidden/script/two.txtar"}, rel(e.HiddenScripts()))
	assert.Equal(t, []string{"exercises/ch03/settings", "solutions/ch03/settings", "testdata/ch03/settings/hidden", "testdata/ch03/settings/right", "testdata/ch03/settings/wrong"},
		rel([]string{e.Dir(), e.SolutionDir(), e.HiddenDir(), e.RightDir(), e.WrongDir()}))
	assert.True(t, e.HasHidden())

	bare, err := c.Exercise("walk")
	require.NoError(t, err)
	assert.False(t, bare.HasHidden(), "the student's copy has no hidden tests")
	assert.Empty(t, bare.VisibleTests())
}

func TestStubsRoundTrip(t *testing.T) {
	files := tiny()
	files["exercises/ch03/settings/settings.go"] = "package settings\n\n// Ünïcode\n"
	files["exercises/ch03/settings/more.go"] = ""
	files["exercises/ch03/settings/fixed.go"] = "package settings\n"
	files["exercises/ch03/walk/main.go"] = "package main\n"
	c := load(t, files)

	none, err := c.Stubs()
	require.NoError(t, err, "a course that is being written has no stubs yet")
	assert.Empty(t, none)

	text, err := c.PackStubs()
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(filepath.Join(c.Root, filepath.FromSlash(course.StubsFile)), text, 0o644))
	got, err := c.Stubs()
	require.NoError(t, err)
	assert.Equal(t, course.Stubs{
		"ch03/settings": {"settings.go": []byte("package settings\n\n// Ünïcode\n"), "more.go": []byte("")},
		"ch03/walk":     {"main.go": []byte("package main\n")},
	}, got)

	again, err := c.PackStubs()
	require.NoError(t, err)
	assert.Equal(t, string(text), string(again))
	assert.True(t, strings.HasPrefix(string(text), "Every file that a student edits"))
}

func TestPackStubsNamesWhatIsMissing(t *testing.T) {
	_, err := load(t, tiny()).PackStubs()
	require.ErrorIs(t, err, os.ErrNotExist)
	assert.Contains(t, err.Error(), "settings.go")
}

func TestStubsThatCannotBeRead(t *testing.T) {
	files := tiny()
	files[course.StubsFile+"/file"] = ""
	_, err := load(t, files).Stubs()
	require.Error(t, err)
	assert.True(t, strings.HasPrefix(err.Error(), course.StubsFile+": "), "%v", err)
}
