package class

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestLayout(t *testing.T) {
	for name, c := range map[string]struct {
		files []string
		sub   string
		want  []string // whose, and of which assignment
		odd   []string
	}{
		"folders and archives": {[]string{"ann/x", "bob.zip", "cem.tar.gz", "dee.TGZ", "eve.txtar"}, "", []string{"ann", "bob", "cem", "dee", "eve"}, nil},
		"what is not for us":   {[]string{"ann/x", ".git/x", ".DS_Store", "__MACOSX/x", "grades.csv", "gradebook.jsonl", "report.html"}, "", []string{"ann"}, nil},
		"what looks lost":      {[]string{"ann/x", "bob.rar", "README.md"}, "", []string{"ann"}, []string{"README.md", "bob.rar"}},
		"clones": {
			[]string{"ch01-submissions/ch01-ann/x", "ch01-submissions/ch01-bob/x", "ch02-submissions/ch02-ann/x"},
			"",
			[]string{"ann of ch01", "bob of ch01", "ann of ch02"},
			nil,
		},
		"clones of one assignment": {[]string{"ch01-submissions/ch01-ann/x"}, "ch01-submissions", []string{"ann of ch01"}, nil},
		"a clone of another name":  {[]string{"ch01-submissions/guest/x"}, "", []string{"guest of ch01"}, nil},
		"what Moodle leaves":       {[]string{"Ann Lee_17_assignsubmission_file/x", "Bob_18_assignsubmission_file_work.zip", "_assignsubmission_/x"}, "", []string{"Ann Lee", "Bob", "_assignsubmission_"}, nil},
		"clones beside folders":    {[]string{"ch01-submissions/ch01-ann/x", "bob/x"}, "", []string{"bob", "ann of ch01"}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			files := map[string]string{}
			for _, f := range c.files {
				files[f] = ""
			}
			dir := filepath.Join(write(t, t.TempDir(), files), c.sub)
			all, odd, err := layout(dir)
			require.NoError(t, err)
			var got []string
			for _, s := range all {
				got = append(got, strings.TrimSuffix(s.student()+" of "+s.assignment, " of "))
			}
			assert.Equal(t, c.want, got)
			for i := range odd {
				odd[i], _ = filepath.Rel(dir, odd[i])
			}
			assert.Equal(t, c.odd, odd)
		})
	}
}

// show writes the work as "ann demo: stub", in order.
func show(c *Class) []string {
	var lines []string
	for _, w := range c.Work {
		what := "handed in"
		switch {
		case w.Refused != "":
			what = "refused"
		case w.empty():
			what = "nothing"
		case w.Untouched:
			what = "stub"
		}
		if w.Late {
			what += ", late"
		}
		lines = append(lines, fmt.Sprintf("%s %s: %s", w.Student.ID, w.Exercise.ID.Name(), what))
	}
	return lines
}

func survey(t *testing.T, files map[string]string, change func(*Source)) *Class {
	t.Helper()
	src := Source{Course: small(t), Dir: write(t, t.TempDir(), files)}
	if change != nil {
		change(&src)
	}
	c, err := Survey(t.Context(), src)
	require.NoError(t, err)
	return c
}

func TestSurvey(t *testing.T) {
	c := survey(t, map[string]string{
		"bob/demo/demo.go": demoStub, "bob/pair/left.go": "package pair\n",
		"ann/exercises/ch01/demo/demo.go": "package demo\n",
		"cem.zip":                         "no archive", "dee/notes.md": "",
	}, nil)
	assert.Equal(t, []string{
		"ann demo: handed in", "ann pair: nothing",
		"bob demo: stub", "bob pair: refused",
		"cem demo: refused", "cem pair: refused",
		"dee demo: nothing", "dee pair: nothing",
	}, show(c), "nobody has handed in ch01/last, so nobody misses it")
	require.Len(t, c.Notes, 1)
	assert.Contains(t, c.Notes[0], "cem cannot be graded")
}

// An upload is often packed once more than one would think.
func TestSurveyLooksIntoTheUpload(t *testing.T) {
	c := survey(t, map[string]string{
		"ann/work.txtar": "-- demo.go --\n" + demoStub, "ann/.old.txtar": "-- pair/left.go --\nx\n-- pair/right.go --\nx\n",
		"bob/work.zip":  "no archive",
		"cem/deep/x.go": "", "cem/demo/demo.go": "package demo\n", "cem/work.zip": "not looked at",
	}, nil)
	assert.Equal(t, []string{"ann demo: stub", "bob demo: refused", "cem demo: handed in"}, show(c))
	assert.Equal(t, filepath.Join(filepath.Dir(c.Work[2].path), "ann", "work.txtar"), c.Work[0].path)
}

func TestSurveyOfSomeExercises(t *testing.T) {
	c := survey(t, map[string]string{"ann/last.go": "package last\n", "bob/demo.go": demoStub}, func(s *Source) {
		s.Exercises = s.Course.Exercises()[2:]
	})
	assert.Equal(t, []string{"ann last: handed in", "bob last: nothing"}, show(c))
}

// A student with a clone for each chapter has every exercise in all of them.
func TestWhatIsTouchedCounts(t *testing.T) {
	demo := func(assignment, text string) map[string]string {
		return map[string]string{assignment + "-submissions/" + assignment + "-ann/exercises/ch01/demo/demo.go": text}
	}
	for _, c := range []struct{ one, two, want, source string }{
		{"package demo\n", demoStub, "handed in", "one"},
		{demoStub, "package demo\n", "handed in", "two"},
		{demoStub, demoStub, "stub", "two"},
		{"", demoStub, "refused", "one"},
		{"package demo // one\n", "package demo // two\n", "handed in", "two"},
	} {
		files := demo("one", c.one)
		for name, text := range demo("two", c.two) {
			files[name] = text
		}
		got := survey(t, files, nil)
		assert.Equal(t, []string{"ann demo: " + c.want}, show(got))
		if c.want != "refused" {
			assert.Contains(t, got.Work[0].Attempt, c.source+"-ann")
		}
		if strings.Contains(c.one, "one") {
			require.Len(t, got.Notes, 1)
			assert.Contains(t, got.Notes[0], "ann has handed in ch01/demo more than once, and the last counts")
		}
	}
}

func TestSurveyWithRoster(t *testing.T) {
	c := survey(t, map[string]string{"ann/demo.go": demoStub, "guest/demo.go": demoStub}, func(s *Source) {
		s.Roster = roster(t, "name,username\nAnn Lee,Ann\nBob,bob\n")
	})
	assert.Equal(t, []string{"Ann demo: stub", "bob demo: nothing"}, show(c))
	assert.Equal(t, "Ann Lee", c.Students[0].Name)
	require.Len(t, c.Notes, 1)
	assert.Contains(t, c.Notes[0], "nobody on the roster owns ")
}

func TestLate(t *testing.T) {
	noon := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	c := survey(t, map[string]string{
		"ann/demo.go": demoStub, "bob/demo.go": demoStub, "cem/demo.go": demoStub, "cem/.git/config": "", "dee/demo.go": demoStub, "eve/x": "",
	}, func(s *Source) {
		s.Deadline = noon
		s.Roster = roster(t, "username,submission_timestamp\nann,\nbob,\ncem,\ndee,2026-11-24 12:00:01 UTC\neve,\nfay,2026-11-25T00:00:00Z\n")
		for name, hours := range map[string]int{"ann": -1, "bob": 1, "cem": 1, "dee": -1} {
			when := noon.Add(time.Duration(hours) * time.Hour)
			require.NoError(t, os.Chtimes(filepath.Join(s.Dir, name, "demo.go"), when, when))
		}
	})
	assert.Equal(t, []string{"ann demo: stub", "bob demo: stub, late", "cem demo: stub", "dee demo: stub, late", "eve demo: nothing", "fay demo: nothing"}, show(c))
	require.Len(t, c.Notes, 2)
	assert.Contains(t, c.Notes[0], "no submission_timestamp for ann, bob, eve: ")
	assert.Contains(t, c.Notes[1], "nobody is late for a clone")
	assert.Contains(t, c.Notes[1], "cem")
}

// A submission may say that it is a repository whose settings run a program: git is
// never asked about it.
func TestGitIsNeverRun(t *testing.T) {
	bin, ran := t.TempDir(), filepath.Join(t.TempDir(), "ran")
	write(t, bin, map[string]string{"git": "#!/bin/sh\n: > " + ran + "\n"})
	require.NoError(t, os.Chmod(filepath.Join(bin, "git"), 0o755))
	t.Setenv("PATH", bin)
	survey(t, map[string]string{"ann/demo.go": demoStub, "ann/.git/config": "[core]\nfsmonitor = touch " + ran + "\n"}, nil)
	assert.NoFileExists(t, ran)
}
