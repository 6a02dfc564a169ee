package attempt_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/concurrency-in-go/course/grader/internal/attempt"
	"github.com/concurrency-in-go/course/grader/internal/verdict"
	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const demo = "package demo\n"

func TestReadFolder(t *testing.T) {
	for _, tt := range []struct {
		name  string
		files map[string]string
		sub   string // of the folder: what is given to Read
		as    string
		want  []string
	}{
		{
			name:  "an exercise by its path",
			files: map[string]string{"x/ch02/walk/main.go": "package main\n"}, sub: "x/ch02/walk", want: []string{"ch02/walk"},
		},
		{
			name:  "an exercise by the path further up",
			files: map[string]string{"ch02/walk/anna/main.go": "package main\n"}, sub: "ch02/walk/anna", want: []string{"ch02/walk"},
		},
		{
			name:  "an exercise by its folder alone",
			files: map[string]string{"serve/main.go": "package main\n"}, sub: "serve", want: []string{"ch02/serve"},
		},
		{
			name:  "an exercise in the appendix",
			files: map[string]string{"appendix/last/last.go": "package last\n"}, sub: "appendix/last", want: []string{"appendix/last"},
		},
		{
			name:  "an exercise by name",
			files: map[string]string{"main.go": "package main\n"}, as: "walk", want: []string{"ch02/walk"},
		},
		{
			name:  "the name before the path",
			files: map[string]string{"ch02/walk/main.go": "package main\n"}, sub: "ch02/walk", as: "ch02/serve", want: []string{"ch02/serve"},
		},
		{
			name:  "an exercise by its file",
			files: map[string]string{"demo.go": demo}, want: []string{"ch01/demo"},
		},
		{
			name:  "undeclared files beside it",
			files: map[string]string{"demo.go": demo, "demo_test.go": "\x00", "go.mod": "\xff", ".git/config": "x"}, want: []string{"ch01/demo"},
		},
		{
			name:  "a tree",
			files: map[string]string{"ch02/serve/main.go": "x", "ch01/demo/demo.go": "x", "ch09/what/what.go": "x", "README.md": "x"},
			want:  []string{"ch01/demo", "ch02/serve"},
		},
		{
			name:  "one exercise of a tree",
			files: map[string]string{"ch02/serve/main.go": "x", "ch01/demo/demo.go": "x"}, as: "serve", want: []string{"ch02/serve"},
		},
		{
			name:  "a chapter",
			files: map[string]string{"solutions/ch01/demo/demo.go": "x", "solutions/ch01/pair/left.go": "x", "solutions/ch01/pair/right.go": "x"},
			sub:   "solutions/ch01", want: []string{"ch01/demo", "ch01/pair"},
		},
		{
			name:  "a repository",
			files: map[string]string{"exercises/ch02/walk/main.go": "x", "solutions/ch01/demo/demo.go": "x", "main.go": "x"},
			want:  []string{"ch02/walk"},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			path := filepath.Join(write(t, tt.files), tt.sub)
			all, err := attempt.Read(small(t), path, tt.as)
			require.NoError(t, err)
			assert.Equal(t, tt.want, ids(all))
		})
	}
}

func TestReadKeepsDeclaredOrder(t *testing.T) {
	dir := write(t, map[string]string{"right.go": "package pair // r", "other.go": "x", "left.go": "package pair // l"})
	all, err := attempt.Read(small(t), dir, "")
	require.NoError(t, err)
	require.Len(t, all, 1)
	assert.Equal(t, []txtar.File{
		{Name: "left.go", Data: []byte("package pair // l")},
		{Name: "right.go", Data: []byte("package pair // r")},
	}, all[0].Files.Files)
	assert.Equal(t, dir, all[0].Source)
	assert.Nil(t, all[0].Want)
}

func TestReadNamesSources(t *testing.T) {
	dir := write(t, map[string]string{"exercises/ch01/demo/demo.go": demo})
	all, err := attempt.Read(small(t), dir, "")
	require.NoError(t, err)
	assert.Equal(t, filepath.Join(dir, "exercises", "ch01", "demo"), all[0].Source)
}

func TestReadWorkingFolder(t *testing.T) {
	t.Chdir(filepath.Join(write(t, map[string]string{"ch02/serve/main.go": "x"}), "ch02", "serve"))
	all, err := attempt.Read(small(t), ".", "")
	require.NoError(t, err)
	assert.Equal(t, []string{"ch02/serve"}, ids(all))
	assert.Equal(t, ".", all[0].Source)
}

func TestReadRefuses(t *testing.T) {
	for _, tt := range []struct {
		name  string
		files map[string]string
		sub   string
		as    string
		want  string // of the problem, without the path
		hint  string
	}{
		{name: "nothing there", sub: "gone", want: "there is no such file or folder", hint: "check the path"},
		{name: "an empty folder", want: "is not an attempt: it holds no file of any exercise", hint: "folder of an exercise"},
		{name: "another folder", files: map[string]string{"hello.go": "x"}, want: "is not an attempt: it holds no file of any exercise", hint: "repository"},
		{
			name: "not the exercise named", files: map[string]string{"demo.go": demo}, as: "walk",
			want: "is not an attempt at ch02/walk: it does not hold main.go", hint: "exercises/ch02/walk",
		},
		{
			name: "one of two exercises", files: map[string]string{"main.go": "x"},
			want: "it does not tell which exercise this is an attempt at: ch02/walk or ch02/serve", hint: "--exercise ID",
		},
		{
			name: "files of two exercises", files: map[string]string{"demo.go": "x", "last.go": "x"},
			want: "it does not tell which exercise this is an attempt at: ch01/demo or appendix/last", hint: "--exercise ID",
		},
		{name: "a file missing", files: map[string]string{"right.go": "x"}, want: "left.go of ch01/pair is missing", hint: "left.go, right.go"},
		{name: "an empty file", files: map[string]string{"demo.go": ""}, want: "the attempt at ch01/demo is empty", hint: "saved"},
		{name: "blank files", files: map[string]string{"left.go": " \n", "right.go": "\t\n"}, want: "the attempt at ch01/pair is empty", hint: "saved"},
		{name: "a NUL byte", files: map[string]string{"demo.go": "package demo\n\x00"}, want: "line 2 has a NUL byte, which no Go file has", hint: "UTF-8"},
		{name: "another encoding", files: map[string]string{"demo.go": "package demo\n\n// gr\xfc\xdfe\n"}, want: "line 3 is not UTF-8", hint: "UTF-8"},
		{name: "a huge file", files: map[string]string{"demo.go": strings.Repeat("//\n", 100_000)}, want: "is larger than 256 KiB", hint: "code"},
		{name: "a folder for a file", files: map[string]string{"demo.go/x": ""}, want: "is a folder where a file is wanted", hint: "put the file"},
		{name: "a file alone", files: map[string]string{"demo.go": demo}, sub: "demo.go", want: "is no kind of archive that is known here", hint: "folder that the file lies in"},
		{name: "another archive", files: map[string]string{"x.rar": "x"}, sub: "x.rar", want: "is no kind of archive that is known here", hint: ".tar.gz"},
		{name: "a huge archive", files: map[string]string{"x.zip": strings.Repeat("x", 16<<20+1)}, sub: "x.zip", want: "is larger than 16 MiB", hint: "pack only"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			path := filepath.Join(write(t, tt.files), tt.sub)
			all, err := attempt.Read(small(t), path, tt.as)
			assert.Empty(t, all)
			bad := problem(t, err)
			assert.Equal(t, tt.want, bad.Problem)
			assert.Contains(t, bad.Hint(), tt.hint)
			assert.True(t, strings.HasPrefix(bad.Error(), path), "the path as the user named it: %s", bad)
		})
	}
}

func TestReadUnknownExercise(t *testing.T) {
	_, err := attempt.Read(small(t), t.TempDir(), "dmeo")
	assert.EqualError(t, err, `no exercise is called "dmeo"`)
}

func TestReadLosesOnlyTheBad(t *testing.T) {
	dir := write(t, map[string]string{
		"ch01/demo/demo.go": demo, "ch01/pair/left.go": "x", "ch02/walk/main.go": "", "ch02/serve/main.go": "package main",
	})
	all, err := attempt.Read(small(t), dir, "")
	assert.Equal(t, []string{"ch01/demo", "ch02/serve"}, ids(all))
	problem(t, err)
	assert.ErrorContains(t, err, "right.go of ch01/pair is missing")
	assert.ErrorContains(t, err, "the attempt at ch02/walk is empty")
}

func TestReadTxtar(t *testing.T) {
	dir := write(t, map[string]string{"testdata/ch02/serve/wrong/nolock.txtar": `
There is no lock.
Not a single one.
want: TestCount race (some)
-- main.go --
package main
-- extra.go --
package extra
`})
	all, err := attempt.Read(small(t), filepath.Join(dir, "testdata", "ch02", "serve", "wrong", "nolock.txtar"), "")
	require.NoError(t, err)
	require.Len(t, all, 1)
	a := all[0]
	assert.Equal(t, []string{"ch02/serve"}, ids(all))
	assert.Equal(t, &attempt.Want{Test: "TestCount", Outcome: verdict.Race, Some: true}, a.Want)
	assert.Equal(t, "There is no lock.\nNot a single one.", a.Comment)
	assert.Len(t, a.Files.Files, 1, "undeclared files are left out")
}

func TestReadTxtarOfATree(t *testing.T) {
	dir := write(t, map[string]string{"stubs.txtar": "All of them.\n-- ch01/demo/demo.go --\npackage demo\n-- ch02/walk/main.go --\npackage main\n"})
	all, err := attempt.Read(small(t), filepath.Join(dir, "stubs.txtar"), "")
	require.NoError(t, err)
	assert.Equal(t, []string{"ch01/demo", "ch02/walk"}, ids(all))
}

func TestFromTxtar(t *testing.T) {
	e, err := small(t).Exercise("demo")
	require.NoError(t, err)
	for text, want := range map[string]string{
		"-- demo.go --\npackage demo\n":                                         "",
		"-- other.go --\npackage demo\n":                                        "is not an attempt at ch01/demo: it does not hold demo.go",
		"want: TestX\n-- demo.go --\npackage demo\n":                            "want: TestX: want a test and an outcome, then at most (some)",
		"-- demo.go --\npackage demo\n-- ./demo.go --\npackage demo\n":          "is in the archive more than once",
		"-- demo.go --\npackage demo\n-- ../../go.mod --\n":                     `the path of its entry "../../go.mod" leads out of the archive`,
		"-- demo.go --\npackage demo // " + strings.Repeat("x", 256<<10) + "\n": "is larger than 256 KiB",
		"": "is not an attempt at ch01/demo: it does not hold demo.go",
	} {
		a, err := attempt.FromTxtar(e, "here", txtar.Parse([]byte(text)))
		if want == "" {
			require.NoError(t, err)
			assert.Equal(t, "here", a.Source)
			continue
		}
		assert.Equal(t, want, problem(t, err).Problem)
	}
}

func TestSHA256(t *testing.T) {
	hash := func(files ...string) string {
		a := &attempt.Attempt{Files: new(txtar.Archive)}
		for i := 0; i < len(files); i += 2 {
			a.Files.Files = append(a.Files.Files, txtar.File{Name: files[i], Data: []byte(files[i+1])})
		}
		return a.SHA256()
	}
	one := hash("a.go", "x", "b.go", "y")
	assert.Len(t, one, 64)
	assert.Equal(t, one, hash("a.go", "x", "b.go", "y"))
	for _, other := range []string{hash("a.go", "y", "b.go", "x"), hash("a.go", "x"), hash("a.go", "xb.go 1\ny"), hash("c.go", "x", "b.go", "y")} {
		assert.NotEqual(t, one, other)
	}
}
