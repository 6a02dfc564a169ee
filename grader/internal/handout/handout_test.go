package handout_test

import (
	"flag"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/concurrency-in-go/course/grader/internal/course"
	"github.com/concurrency-in-go/course/grader/internal/handout"
	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "rewrite the files in testdata")

// innerFile marks the files of an archive inside testdata/course.txtar.
var innerFile = regexp.MustCompile(`(?m)^== (.+) ==$`)

// small is the course of testdata/course.txtar.
func small(t *testing.T) map[string]string {
	t.Helper()
	ar, err := txtar.ParseFile("testdata/course.txtar")
	require.NoError(t, err)
	files := map[string]string{}
	for _, f := range ar.Files {
		files[f.Name] = innerFile.ReplaceAllString(string(f.Data), "-- $1 --")
	}
	return files
}

// lay writes the files, and reads the course that they are.
func lay(t *testing.T, files map[string]string) *course.Course {
	t.Helper()
	root := t.TempDir()
	for name, text := range files {
		file := filepath.Join(root, filepath.FromSlash(name))
		require.NoError(t, os.MkdirAll(filepath.Dir(file), 0o755))
		require.NoError(t, os.WriteFile(file, []byte(text), 0o644))
	}
	c, err := course.Load(root)
	require.NoError(t, err)
	return c
}

func TestMake(t *testing.T) {
	files, err := handout.Make(lay(t, small(t)))
	require.NoError(t, err)
	assert.Equal(t, []string{
		".github/classroom/autograding.json",
		".github/classroom50/autograder.py",
		".github/workflows/classroom.yml",
		".gitignore",
		"LICENSE",
		"README.md",
		"exercises/appendix/chapter.toml",
		"exercises/appendix/serve/exercise.toml",
		"exercises/appendix/serve/fixed.go",
		"exercises/appendix/serve/main.go",
		"exercises/appendix/serve/testdata/script/answers.txtar",
		"exercises/ch01/README.md",
		"exercises/ch01/chapter.toml",
		"exercises/ch01/hits/README.md",
		"exercises/ch01/hits/exercise.toml",
		"exercises/ch01/hits/hits.go",
		"exercises/ch01/hits/hits_test.go",
		"exercises/ch02/chapter.toml",
		"exercises/internal/kit/kit.go",
		"exercises/stubs.txtar",
		"go.mod",
		"go.sum",
		"grader/internal/report/schema.json",
		"grader/main.go",
	}, files.Names())
	assert.Contains(t, string(files["exercises/ch01/hits/hits.go"]), "loses some", "the stub, and not what somebody has made of it")
	assert.NotContains(t, string(files["README.md"]), "the instructor's\n")
}

func TestGolden(t *testing.T) {
	files, err := handout.Make(lay(t, small(t)))
	require.NoError(t, err)
	for _, name := range []string{
		".github/classroom/autograding.json", ".github/classroom50/autograder.py", ".github/workflows/classroom.yml", "README.md",
	} {
		file := filepath.Join("testdata", "golden", path.Base(name))
		if *update {
			require.NoError(t, os.WriteFile(file, files[name], 0o644))
		}
		want, err := os.ReadFile(file)
		require.NoError(t, err)
		assert.Equal(t, string(want), string(files[name]), "go test ./grader/internal/handout -update rewrites it")
	}
}

// The whole course, as it is: nothing of what students must not see comes along.
func TestRealCourse(t *testing.T) {
	root, err := course.Find(".")
	require.NoError(t, err)
	c, err := course.Load(root)
	require.NoError(t, err)
	files, err := handout.Make(c)
	require.NoError(t, err)
	for _, name := range files.Names() {
		assert.NotRegexp(t, `^(solutions|testdata)/|_hidden_test\.go$|/\.git/`, name)
	}
	for _, e := range c.Exercises() {
		for _, name := range e.Files {
			assert.Contains(t, files, path.Join("exercises", string(e.ID), name))
		}
	}
}

func TestMakeRefuses(t *testing.T) {
	const hits = "exercises/ch01/hits/"
	base := small(t)
	hidden := base["testdata/ch01/hits/hidden/hits_hidden_test.go"]
	solution := base["solutions/ch01/hits/hits.go"]
	stubs := base[course.StubsFile]
	for _, tt := range []struct {
		name   string
		change map[string]string // nothing: without the file
		want   []string          // the beginning of the errors
	}{
		{"a hidden test file", map[string]string{hits + "more_test.go": hidden}, []string{
			hits + "more_test.go would give away testdata/ch01/hits/hidden/hits_hidden_test.go\n",
			hits + "more_test.go would give away testdata/ch01/hits/hidden/hits_hidden_test.go: TestNoHitIsLost\n",
		}},
		{"a hidden test file with other line ends", map[string]string{hits + "more.txt": strings.ReplaceAll(hidden, "\n", " \r\n\n")}, []string{
			hits + "more.txt would give away testdata/ch01/hits/hidden/hits_hidden_test.go\n",
		}},
		{"a hidden test under another name", map[string]string{hits + "hits_test.go": strings.ReplaceAll(hidden, "NoHitIsLost", "Other") + "\n// more\n"}, []string{
			hits + "hits_test.go would give away testdata/ch01/hits/hidden/hits_hidden_test.go: TestNoHitIsLost",
		}},
		{"the name of a hidden test", map[string]string{hits + "README.md": "see `TestNoHitIsLost`\n"}, []string{
			hits + "README.md would give away testdata/ch01/hits/hidden/hits_hidden_test.go: TestNoHitIsLost",
		}},
		{"a hidden script", map[string]string{hits + "testdata/s.txt": base["testdata/appendix/serve/hidden/script/stops.txtar"]}, []string{
			hits + "testdata/s.txt would give away testdata/appendix/serve/hidden/script/stops.txtar",
		}},
		{"a solution as a text", map[string]string{"exercises/internal/kit/old.txt": solution}, []string{
			"exercises/internal/kit/old.txt would give away solutions/ch01/hits/hits.go",
		}},
		{"a solution's function in another file, with comments", map[string]string{
			hits + "fixed.go": "package hits\n\n" + strings.ReplaceAll(solution[strings.Index(solution, "func (c *Counter) Add"):strings.Index(solution, "// Top")], "\n", " // so\n"),
		}, []string{hits + "fixed.go would give away solutions/ch01/hits/hits.go: Add"}},
		{"an attempt", map[string]string{hits + "other.go.txt": "package hits\n\n// Add counts one hit.\nfunc (c *Counter) Add(path string) { c.paths <- path }\n"}, []string{
			hits + "other.go.txt would give away testdata/ch01/hits/right/channel.txtar",
		}},
		{"a stub that is the solution", map[string]string{course.StubsFile: strings.Replace(stubs, stubs[strings.Index(stubs, "package hits"):strings.Index(stubs, "-- appendix")], solution, 1)}, []string{
			"the stub of ch01/hits is its solution\n",
		}},
		{"another exercise's solution as a stub", map[string]string{course.StubsFile: strings.Replace(stubs, "package main\n\nfunc main() { panic(\"TODO: serve\") }\n", solution, 1)}, []string{
			"exercises/appendix/serve/main.go would give away solutions/ch01/hits/hits.go",
		}},
		{"a stub that is not there", map[string]string{course.StubsFile: ""}, []string{"exercises/stubs.txtar does not have hits.go of ch01/hits"}},
		{"nothing to keep back", map[string]string{
			"solutions/ch01/hits/hits.go": "", "solutions/appendix/serve/main.go": "", "solutions/appendix/serve/fixed.go": "",
			"testdata/ch01/hits/hidden/hits_hidden_test.go": "", "testdata/appendix/serve/hidden/script/stops.txtar": "",
		}, []string{"this copy of the course has no solutions"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			files := maps.Clone(base)
			for name, text := range tt.change {
				if files[name] = text; text == "" {
					delete(files, name)
				}
			}
			_, err := handout.Make(lay(t, files))
			require.Error(t, err)
			for _, want := range tt.want {
				assert.Contains(t, err.Error()+"\n", want)
			}
			var e *handout.Error
			assert.ErrorAs(t, err, &e)
		})
	}
}

// A link may lead anywhere, and what it leads to is not what was looked at.
func TestMakeRefusesLinks(t *testing.T) {
	c := lay(t, small(t))
	link := filepath.Join(c.Root, "exercises", "ch01", "hits", "help.go")
	if err := os.Symlink(filepath.Join(c.Root, "solutions", "ch01", "hits", "hits.go"), link); err != nil {
		t.Skip("no links here:", err)
	}
	_, err := handout.Make(c)
	require.Error(t, err)
	assert.Contains(t, err.Error(), "exercises/ch01/hits/help.go is a link")
}

func TestErrorsAreFew(t *testing.T) {
	files := small(t)
	for _, n := range strings.Fields("a b c d e f g h i j k l m n o p") {
		files["exercises/ch01/hits/"+n+".txt"] = files["solutions/ch01/hits/hits.go"]
	}
	_, err := handout.Make(lay(t, files))
	require.Error(t, err)
	assert.Equal(t, 10, strings.Count(err.Error(), "would give away"))
	assert.Contains(t, err.Error(), "nothing was written: 16 secrets")
	var joined interface{ Unwrap() []error }
	require.ErrorAs(t, err, &joined)
	assert.Len(t, joined.Unwrap(), 11)
}

func TestWrite(t *testing.T) {
	c := lay(t, small(t))
	files := handout.Files{"a.txt": []byte("a"), "b/c.txt": []byte("c")}
	empty := t.TempDir()
	full := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(full, "mine"), nil, 0o644))
	repo := t.TempDir()
	require.NoError(t, os.MkdirAll(filepath.Join(repo, ".git"), 0o755))
	for _, tt := range []struct{ name, dir, want string }{
		{"a new folder", filepath.Join(t.TempDir(), "x", "y"), ""},
		{"an empty folder", empty, ""},
		{"a folder with a file", full, "is not empty"},
		{"a file", filepath.Join(full, "mine"), "is no folder that can be read"},
		{"a repository", repo, "lies in the git repository"},
		{"a new folder in a repository", filepath.Join(repo, "x", "y"), "lies in the git repository"},
		{"a new folder in the course", filepath.Join(c.Root, "out"), "lies inside the course"},
		{"the course", c.Root, "lies inside the course"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			err := handout.Write(tt.dir, c.Root, files)
			if tt.want != "" {
				var e *handout.Error
				require.ErrorAs(t, err, &e)
				assert.Contains(t, err.Error(), tt.want)
				assert.NotEmpty(t, e.Hint())
				return
			}
			require.NoError(t, err)
			text, err := os.ReadFile(filepath.Join(tt.dir, "b", "c.txt"))
			require.NoError(t, err)
			assert.Equal(t, "c", string(text))
			left, err := filepath.Glob(filepath.Join(filepath.Dir(tt.dir), ".handout-*"))
			require.NoError(t, err)
			assert.Empty(t, left)
		})
	}
}

func TestWriteFollowsLinksBeforeItLooks(t *testing.T) {
	c := lay(t, small(t))
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(c.Root, link); err != nil {
		t.Skip("no links here:", err)
	}
	err := handout.Write(filepath.Join(link, "out"), c.Root, handout.Files{})
	var e *handout.Error
	require.ErrorAs(t, err, &e)
	assert.Contains(t, err.Error(), "lies inside the course")
}
