package main

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// git runs git in a folder, for the server of a test.
func git(t *testing.T, dir string, args ...string) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "git", append([]string{
		"-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgSign=false", "-c", "init.defaultBranch=main",
	}, args...)...)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	require.NoError(t, err, "%s", out)
}

// serve makes an organisation with one repository for each student, and returns
// the address of the server.
func serve(t *testing.T, students map[string]map[string]string) string {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("there is no git")
	}
	top := t.TempDir()
	for student, files := range students {
		repo := filepath.Join(top, "org", "course-"+student)
		require.NoError(t, os.MkdirAll(repo, 0o755))
		git(t, repo, "init", "--quiet")
		for name, text := range files {
			file := filepath.Join(repo, filepath.FromSlash(name))
			require.NoError(t, os.MkdirAll(filepath.Dir(file), 0o755))
			require.NoError(t, os.WriteFile(file, []byte(text), 0o755))
		}
		if student == "mallory" {
			require.NoError(t, os.Symlink("/etc/passwd", filepath.Join(repo, "passwd.go")))
			require.NoError(t, os.Symlink("/", filepath.Join(repo, "exercises", "root")))
		}
		if len(files) > 0 {
			git(t, repo, "add", ".")
			git(t, repo, "commit", "--quiet", "-m", "x")
		}
	}
	return "file://" + filepath.ToSlash(top)
}

func below(t *testing.T, dir string) []string {
	t.Helper()
	var all []string
	require.NoError(t, filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			rel, _ := filepath.Rel(dir, path)
			all = append(all, filepath.ToSlash(rel))
		}
		return err
	}))
	return all
}

// Nothing but plain Go files comes along, whatever students have put beside them.
func TestCloneTakesGoFilesOnly(t *testing.T) {
	ran := filepath.Join(t.TempDir(), "ran")
	server := serve(t, map[string]map[string]string{
		"ann": {"exercises/ch01/hits/hits.go": "package hits\n", "README.md": "x", "go.mod": "module x\n"},
		"mallory": {
			"exercises/ch01/hits/hits.go": "package hits // mine\n",
			".gitattributes":              "*.go filter=evil\n",
			".githooks/post-checkout":     "#!/bin/sh\ntouch " + ran + "\n",
			".gitmodules":                 "[submodule \"x\"]\n\tpath = x\n\turl = ext::sh -c 'touch " + ran + "'\n",
			"big.go":                      string(make([]byte, 2<<20)),
		},
		"lazy": {},
	})
	dir := t.TempDir()
	c := cloner{server: server, organisation: "org", prefix: "course", token: "secret"}

	require.NoError(t, c.all(t.Context(), []string{"ann", "mallory", "lazy", "nobody"}, dir))

	assert.Equal(t, []string{
		"course-submissions/course-ann/exercises/ch01/hits/hits.go",
		"course-submissions/course-mallory/exercises/ch01/hits/hits.go",
		"course-submissions/course-mallory/passwd.go",
	}, below(t, dir))
	link, err := os.Lstat(filepath.Join(dir, "course-submissions", "course-mallory", "passwd.go"))
	require.NoError(t, err)
	assert.True(t, link.Mode().IsRegular(), "a link is the text that it holds, and leads nowhere")
	assert.NoFileExists(t, ran)
	assert.NoDirExists(t, filepath.Join(dir, "course-submissions", "course-nobody"), "who has no repository has handed nothing in")
}

// A repository that cannot be had must not look as if nothing was handed in.
func TestCloneFailsWhereARepositoryIsBroken(t *testing.T) {
	server := serve(t, map[string]map[string]string{"ann": {"a.go": "package a\n"}, "bob": {"a.go": "package a\n"}})
	objects := filepath.Join(filepath.FromSlash(server[len("file://"):]), "org", "course-bob", ".git", "objects")
	require.NoError(t, os.RemoveAll(objects))
	require.NoError(t, os.Mkdir(objects, 0o755))

	err := cloner{server: server, organisation: "org", prefix: "course"}.all(t.Context(), []string{"ann", "bob"}, t.TempDir())

	require.Error(t, err)
	assert.Contains(t, err.Error(), "bob: git clone: ")
}

func TestCloneFailsWhereThereIsNobody(t *testing.T) {
	server := serve(t, nil)
	err := cloner{server: server, organisation: "org", prefix: "course"}.all(t.Context(), []string{"ann"}, t.TempDir())
	assert.ErrorContains(t, err, "there is no repository of anybody")
}

func TestRoster(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		want       []string
		wrong      string
	}{
		{"ours", "name,username\n\"Ann, A.\",ann\nBob,bob\n", []string{"ann", "bob"}, ""},
		{"GitHub Classroom's", "\ufeff\"identifier\",\"github_username\",\"github_id\",\"name\"\n\"1\",\"ann\",\"7\",\"Ann\"\n\"2\",\"\",\"\",\"Bob\"\n", []string{"ann"}, ""},
		{"a spreadsheet's", "name;username\r\nA, Ann;ann\r\n", []string{"ann"}, ""},
		{"somebody twice", "username\nann\nAnn\n", []string{"ann"}, ""},
		{"a path", "username\n../../x\n", nil, `row 2: "../../x" is no username`},
		{"an option", "username\n--upload-pack=x\n", nil, "is no username"},
		{"a command", "username\n\"a\n::error::x\"\n", nil, `"a\n::error::x" is no username`},
		{"no column", "name\nann\n", nil, "names no column username"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "roster.csv")
			require.NoError(t, os.WriteFile(file, []byte(tt.text), 0o644))
			got, err := roster(file)
			if tt.wrong != "" {
				require.ErrorContains(t, err, tt.wrong)
				return
			}
			require.NoError(t, err)
			assert.Equal(t, tt.want, got)
		})
	}
}

func TestNamesAreNoOptionsAndNoPaths(t *testing.T) {
	for _, bad := range []string{"", "-x", "a/b", "../x", "a b", "$(id)", "a\nb"} {
		t.Setenv("ORGANISATION", "org")
		t.Setenv("PREFIX", bad)
		_, err := fromEnvironment()
		assert.ErrorContains(t, err, "PREFIX", bad)
		t.Setenv("ORGANISATION", bad)
		_, err = fromEnvironment()
		assert.ErrorContains(t, err, "ORGANISATION", bad)
	}
}
