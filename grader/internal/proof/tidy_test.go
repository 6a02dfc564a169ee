package proof

import (
	"context"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/concurrency-in-go/course/grader/internal/course"
	"github.com/concurrency-in-go/course/grader/internal/judge"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const (
	chapter = "title = \"C\"\n[[section]]\ntitle = \"S\"\nexercises = [\"demo\"]\n"
	demo    = "title = \"D\"\nkind = \"build\"\nfiles = [\"demo.go\"]\nhints = [\"a\", \"b\", \"c\"]\n"
	wrong   = "It is wrong.\nwant: TestHidden wrong\n-- demo.go --\npackage demo\n"
	right   = "It is right.\n-- demo.go --\npackage demo\n"
)

// clean is a course with one exercise that has nothing to complain about.
func clean() map[string]string {
	return map[string]string{
		"go.mod":                                    "module " + course.Module + "\n",
		"exercises/ch01/chapter.toml":               chapter,
		"exercises/ch01/README.md":                  "The chapter.\n",
		"exercises/internal/kit/kit.go":             "package kit\n",
		"exercises/stubs.txtar":                     "Stubs.\n-- ch01/demo/demo.go --\npackage demo\n",
		"exercises/ch01/demo/README.md":             "Read me.\n",
		"exercises/ch01/demo/exercise.toml":         demo,
		"exercises/ch01/demo/demo.go":               "package demo\n",
		"exercises/ch01/demo/fixed.go":              "package demo\n",
		"exercises/ch01/demo/demo_test.go":          "package demo_test\n",
		"exercises/ch01/demo/main_test.go":          "package demo_test\n",
		"exercises/ch01/demo/testdata/script/a.txt": "",
		"solutions/ch01/demo/demo.go":               "package demo\n",
		"testdata/ch01/demo/hidden/hidden_test.go":  "package demo_test\n\nimport \"testing\"\n\nfunc TestHidden(t *testing.T) {}\n",
		"testdata/ch01/demo/hidden/script/s.txtar":  "exec demo\n",
		"testdata/ch01/demo/right/1.txtar":          right,
		"testdata/ch01/demo/right/2.txtar":          right,
		"testdata/ch01/demo/wrong/1.txtar":          wrong,
		"testdata/ch01/demo/wrong/2.txtar":          wrong,
		"testdata/ch01/demo/wrong/3.txtar":          wrong,
	}
}

func load(t *testing.T, files map[string]string) (*course.Course, *course.Exercise) {
	t.Helper()
	root := t.TempDir()
	for _, name := range slices.Sorted(maps.Keys(files)) {
		at := filepath.Join(root, filepath.FromSlash(name))
		require.NoError(t, os.MkdirAll(filepath.Dir(at), 0o755))
		require.NoError(t, os.WriteFile(at, []byte(files[name]), 0o644))
	}
	c, err := course.Load(root)
	require.NoError(t, err)
	return c, c.Exercises()[0]
}

// all is what can be found without grading anything.
func all(t *testing.T, files map[string]string) []string {
	t.Helper()
	c, e := load(t, files)
	stubs, err := c.Stubs()
	require.NoError(t, err)
	_, _, found := claims(c, e, stubs[e.ID])
	return lines(t, strays(c), tidy(e, stubs[e.ID]), found)
}

func lines(t *testing.T, lists ...[]Problem) []string {
	t.Helper()
	var text []string
	for _, p := range slices.Concat(lists...) {
		assert.True(t, p.Exercise.Valid(), "%v", p)
		text = append(text, p.String())
	}
	return text
}

func TestClean(t *testing.T) { assert.Empty(t, all(t, clean())) }

func TestTidy(t *testing.T) {
	const gone = "\x00" // in place of the text
	for _, tt := range []struct {
		name  string
		files map[string]string
		want  []string
	}{
		{"no README", map[string]string{"exercises/ch01/demo/README.md": gone}, []string{"exercises/ch01/demo: README.md is missing"}},
		{"an empty README", map[string]string{"exercises/ch01/demo/README.md": " \n"}, []string{"exercises/ch01/demo: README.md is missing"}},
		{
			"hints",
			map[string]string{"exercises/ch01/demo/exercise.toml": "title = \"D\"\nkind = \"build\"\nfiles = [\"demo.go\"]\nhints = [\"a\"]\n"},
			[]string{"exercises/ch01/demo/exercise.toml: it has 1 hints, want 3"},
		},
		{
			"weights",
			map[string]string{"exercises/ch01/demo/exercise.toml": demo + "[weights]\nTestHiden = 2\nTestHidden = 3\n"},
			[]string{"exercises/ch01/demo/exercise.toml: weights has TestHiden, which no test is called"},
		},
		{
			"forbid",
			map[string]string{"exercises/ch01/demo/exercise.toml": demo + "forbid = [\"time.Sleep\", \"time.Slep\"]\n"},
			[]string{"exercises/ch01/demo/exercise.toml: forbid has time.Slep, which stands for nothing that an attempt may use"},
		},
		{
			"no hidden tests",
			map[string]string{"testdata/ch01/demo/hidden/hidden_test.go": gone, "testdata/ch01/demo/hidden/script/s.txtar": gone},
			[]string{"testdata/ch01/demo/hidden: there are no hidden tests"},
		},
		{"no stub", map[string]string{"exercises/ch01/demo/demo.go": gone}, []string{"exercises/ch01/demo: demo.go is declared but missing"}},
		{
			"another stub",
			map[string]string{"exercises/ch01/demo/demo.go": "package demo\n\nvar x int\n"},
			[]string{"exercises/ch01/demo/demo.go: it differs from the stub in exercises/stubs.txtar"},
		},
		{
			"not in the stubs",
			map[string]string{"exercises/stubs.txtar": "Stubs.\n"},
			[]string{"exercises/ch01/demo/demo.go: it differs from the stub in exercises/stubs.txtar"},
		},

		{
			"a solution's copy of a fixed file",
			map[string]string{"exercises/ch01/demo/fixed.go": "package demo\n\nvar x int\n", "solutions/ch01/demo/fixed.go": "package demo\n\nvar y int\n"},
			[]string{"solutions/ch01/demo/fixed.go: it differs from the exercise's file of this name"},
		},
		{
			"a test that is not formatted",
			map[string]string{"exercises/ch01/demo/demo_test.go": "package demo_test\nvar  x int\n"},
			[]string{"exercises/ch01/demo/demo_test.go: demo_test.go is not formatted"},
		},
		{
			"a solution that is not formatted",
			map[string]string{"solutions/ch01/demo/demo.go": "package demo\nvar  x int\n"},
			[]string{"solutions/ch01/demo/demo.go: demo.go is not formatted"},
		},
		{
			"an attempt that is not formatted",
			map[string]string{"testdata/ch01/demo/right/1.txtar": right + "var  x int\n"},
			[]string{"testdata/ch01/demo/right/1.txtar: demo.go is not formatted"},
		},
		{"an attempt that does not parse", map[string]string{"testdata/ch01/demo/wrong/1.txtar": wrong + "func (\n"}, nil},

		{"stray files", map[string]string{
			"exercises/ch01/demo/notes.txt": "", "exercises/ch01/demo/demo.go.orig": "", "solutions/ch01/demo/README.md": "",
			"solutions/ch01/demo/demo_test.go": "package demo_test\n", "testdata/ch01/demo/other/x": "", "testdata/ch01/demo/hidden/notes.md": "",
			"testdata/ch01/demo/right/1.go": "", "testdata/ch01/demo/wrong/x.txt": "",
		}, []string{
			"exercises/ch01/demo/demo.go.orig: a stray file", "exercises/ch01/demo/notes.txt: a stray file",
			"solutions/ch01/demo/README.md: a stray file", "solutions/ch01/demo/demo_test.go: a stray file",
			"testdata/ch01/demo/hidden/notes.md: a stray file", "testdata/ch01/demo/other: a stray file",
			"testdata/ch01/demo/right/1.go: a stray file", "testdata/ch01/demo/wrong/x.txt: a stray file",
		}},
		{"folders that no chapter names", map[string]string{
			"exercises/ch01/extra/x.go": "package extra\n", "solutions/ch02/extra/x.go": "package extra\n", "testdata/ch01/more/hidden/x_test.go": "",
		}, []string{
			"exercises/ch01/extra: no chapter.toml names it", "solutions/ch02/extra: no chapter.toml names it", "testdata/ch01/more: no chapter.toml names it",
		}},
		{
			"a name that two have",
			map[string]string{"exercises/ch02/chapter.toml": chapter, "exercises/ch02/demo/exercise.toml": demo},
			[]string{
				"exercises/ch02/demo: ch01/demo has the same last part", "exercises/ch01/demo: no chapter.toml names it",
				"solutions/ch01/demo: no chapter.toml names it", "testdata/ch01/demo: no chapter.toml names it",
			},
		},

		{"no solution", map[string]string{"solutions/ch01/demo/demo.go": gone}, []string{"solutions/ch01/demo: "}},
		{
			"one right attempt",
			map[string]string{"testdata/ch01/demo/right/2.txtar": gone},
			[]string{"testdata/ch01/demo/right: it holds 1 attempts: want at least 2, each different in kind"},
		},
		{
			"two wrong attempts",
			map[string]string{"testdata/ch01/demo/wrong/2.txtar": gone},
			[]string{"testdata/ch01/demo/wrong: it holds 2 attempts: want at least 3, each different in kind"},
		},
		{"no want", map[string]string{"testdata/ch01/demo/wrong/2.txtar": right}, []string{"testdata/ch01/demo/wrong/2.txtar: it has no want: line"}},
		{
			"a want that is none",
			map[string]string{"testdata/ch01/demo/wrong/2.txtar": "want: TestHidden bad\n" + right},
			[]string{"testdata/ch01/demo/wrong/2.txtar: "},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			files := clean()
			maps.Copy(files, tt.files)
			maps.DeleteFunc(files, func(_, text string) bool { return text == gone })
			got := all(t, files)
			require.Len(t, got, len(tt.want), "%q", got)
			for i, want := range tt.want {
				assert.Contains(t, got[i], want)
			}
		})
	}
}

func TestIdle(t *testing.T) {
	files := clean()
	files["testdata/ch01/demo/hidden/more_test.go"] = "package demo_test\n\nfunc TestMore( {\n"
	_, e := load(t, files)
	assert.Equal(t, []string{
		"testdata/ch01/demo/hidden/hidden_test.go: TestHidden catches no wrong attempt",
		"testdata/ch01/demo/hidden/more_test.go: test file: " + filepath.Join(e.HiddenDir(), "more_test.go") + ":3:16: expected ')', found '{'",
		"testdata/ch01/demo/hidden/script/s.txtar: s catches no wrong attempt",
	}, lines(t, idle(e, nil))[:3])

	_, e = load(t, clean())
	assert.Empty(t, idle(e, map[string]bool{"TestHidden": true, "s": true}))
}

func TestClaims(t *testing.T) {
	c, e := load(t, clean())
	stubs, err := c.Stubs()
	require.NoError(t, err)
	pass, fail, problems := claims(c, e, stubs[e.ID])
	assert.Empty(t, problems)
	where := func(claims []*claim) (names []string) {
		for _, c := range claims {
			names = append(names, c.where)
		}
		return names
	}
	assert.Equal(t, []string{"solutions/ch01/demo", "testdata/ch01/demo/right/1.txtar", "testdata/ch01/demo/right/2.txtar"}, where(pass))
	assert.Equal(t, []string{"exercises/ch01/demo", "testdata/ch01/demo/wrong/1.txtar", "testdata/ch01/demo/wrong/2.txtar", "testdata/ch01/demo/wrong/3.txtar"}, where(fail))
	assert.False(t, fail[0].kills, "a test that only the stub fails is idle")
	assert.True(t, fail[1].kills)
}

func TestUpdate(t *testing.T) {
	files := clean()
	files["exercises/ch01/demo/demo.go"] = "package demo\n\nvar changed int\n"
	c, e := load(t, files)
	require.NoError(t, update(c))
	stubs, err := c.Stubs()
	require.NoError(t, err)
	assert.Equal(t, files["exercises/ch01/demo/demo.go"], string(stubs[e.ID]["demo.go"]))
	assert.Empty(t, tidy(e, stubs[e.ID]))
}

func TestCheckStopsWithTheContext(t *testing.T) {
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	c, _ := load(t, clean())
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := Check(ctx, &judge.Judge{Course: c}, c.Exercises(), Options{})
	require.Error(t, err)
}

func TestProgressCountsBothHalves(t *testing.T) {
	var got []int
	o := Options{Progress: func(done, total int, _ string) { got = append(got, done, total) }}
	o.from(3, 5)(1, 2, "x")
	assert.Equal(t, []int{4, 5}, got)
	assert.Nil(t, Options{}.from(0, 5))
}
