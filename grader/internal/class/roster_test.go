package class

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/concurrency-in-go/course/grader/internal/gradebook"
	"github.com/concurrency-in-go/course/grader/internal/verdict"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func rosterFile(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "roster.csv")
	require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
	return path
}

func roster(t *testing.T, text string) *Roster {
	t.Helper()
	r, err := ReadRoster(rosterFile(t, text))
	require.NoError(t, err)
	return r
}

func TestReadRoster(t *testing.T) {
	ann, bob := person{id: "ann", name: "Ann Lee", line: 2}, person{id: "bob", name: "Bob", line: 3}
	for name, c := range map[string]struct {
		text string
		want []person
	}{
		"our own":              {"name,username\nAnn Lee,ann\nBob,bob\n", []person{ann, bob}},
		"the columns swapped":  {"Username, Name \nann,Ann Lee\n", []person{ann}},
		"usernames alone":      {"username\nann", []person{{id: "ann", line: 2}}},
		"from a spreadsheet":   {"\ufeffname;username\r\nAnn Lee;ann\r\nBob;bob\r\n", []person{ann, bob}},
		"with tabs":            {"name\tusername\nAnn Lee\tann\n", []person{ann}},
		"a comma in a name":    {"name,username\n\"Lee, Ann\",ann\n", []person{{id: "ann", name: "Lee, Ann", line: 2}}},
		"lines with nothing":   {"name,username\nAnn Lee,ann\n,\n\nBob,bob\n", []person{ann, {id: "bob", name: "Bob", line: 5}}},
		"short and long lines": {"username,name\nann\nbob,Bob,x,y\n", []person{{id: "ann", line: 2}, bob}},
		"GitHub Classroom's": {
			"\"identifier\",\"github_username\",\"github_id\",\"name\"\n\"17\",\"ann\",\"4\",\"Ann Lee\"\n\"18\",\"\",\"\",\"\"\n",
			[]person{{id: "ann", name: "Ann Lee", identifier: "17", line: 2}, {id: "18", name: "18", identifier: "18", line: 3}},
		},
		"its grades": {
			"assignment_name,github_username,roster_identifier,student_repository_name,submission_timestamp\none,ann,17,one-ann,2026-11-24T22:00:00Z\none,bob,18,,\n",
			[]person{
				{id: "ann", name: "17", identifier: "17", repository: "one-ann", handed: time.Date(2026, 11, 24, 22, 0, 0, 0, time.UTC), line: 2},
				{id: "bob", name: "18", identifier: "18", line: 3},
			},
		},
	} {
		t.Run(name, func(t *testing.T) { assert.Equal(t, c.want, roster(t, c.text).people) })
	}
}

func TestReadRosterRefuses(t *testing.T) {
	for text, want := range map[string]string{
		"":                                   ": names no student",
		"name,username\n":                    ": names no student",
		"ann,Ann Lee\n":                      `:1: "ann,Ann Lee" names no column for usernames`,
		"name,username\nAnn,\n":              ":2: names nobody: there is no username",
		"username\nann\n\nAnn\n":             ":4: Ann is on line 2 already",
		"username\n\"ann\n":                  ":2: ",
		"username\nan\x00n\n":                ": is not UTF-8",
		"\xff\xfeu\x00":                      ": is not UTF-8",
		"username,submission_timestamp\na,x": `:2: submission_timestamp is "x"`,
	} {
		path := rosterFile(t, text)
		_, err := ReadRoster(path)
		var e *Error
		require.ErrorAs(t, err, &e, "%q", text)
		assert.ErrorContains(t, err, path+want, "%q", text)
		assert.NotEmpty(t, e.Hint())
	}
	_, err := ReadRoster(filepath.Join(t.TempDir(), "absent.csv"))
	assert.ErrorContains(t, err, "there is no such file")
	_, err = ReadRoster(t.TempDir())
	assert.ErrorContains(t, err, "cannot be read: is a directory")
}

func TestOwner(t *testing.T) {
	r := roster(t, "username,name,identifier,student_repository_name\nann,Ann Lee,17,odd-name\nlee,Sam,18,\nAnn-Lee,Ann Ray,19,\nx-1,Sam,20,\n")
	for _, c := range []struct{ called, assignment, want string }{
		{"ann", "", "ann"},
		{"ANN", "", "ann"},
		{"17", "", "ann"},
		{"Ann Lee", "", "ann"},
		{"Sam", "", ""}, // there are two
		{"guest", "", ""},
		{"ann-1", "", ""}, // a folder is not a repository of GitHub Classroom's
		{"ch03-ann", "ch03", "ann"},
		{"ch03-ann-lee", "ch03", "Ann-Lee"},
		{"ch03-ann-2", "ch03", "ann"},
		{"ch03-x-1", "ch03", "x-1"},
		{"odd-name", "ch03", "ann"},
		{"chapter-three-ann", "ch03", "ann"}, // the assignment was renamed
		{"chapter-three-ann-lee", "ch03", "Ann-Lee"},
		{"ch03-guest", "ch03", ""},
	} {
		got := ""
		if p := r.owner(submission{called: c.called, assignment: c.assignment}); p != nil {
			got = p.id
		}
		assert.Equal(t, c.want, got, "%s of %q", c.called, c.assignment)
	}
}

func TestKnownIsTheClassOfAGradebook(t *testing.T) {
	v := verdict.Verdict{Exercise: "ch01/demo"}
	r := Known(&gradebook.Book{Records: []gradebook.Record{
		{Student: "Ann", Name: "Ann Lee", Verdict: v}, {Student: "bob", Verdict: v}, {Student: "Ann", Verdict: verdict.Verdict{Exercise: "ch01/pair"}},
	}})
	assert.Len(t, r.people, 2)
	assert.Equal(t, "Ann", r.find("ann").id)
	assert.Nil(t, r.find("guest"))
}

func TestDeadline(t *testing.T) {
	local := time.Date(2026, 11, 24, 23, 59, 0, 0, time.Local)
	for text, want := range map[string]time.Time{
		"2026-11-24 23:59":          local,
		"2026-11-24T23:59":          local,
		"2026-11-24T23:59:00Z":      time.Date(2026, 11, 24, 23, 59, 0, 0, time.UTC),
		"2026-11-24T23:59:00+02:00": time.Date(2026, 11, 24, 21, 59, 0, 0, time.UTC),
	} {
		got, err := Deadline(text)
		require.NoError(t, err)
		assert.True(t, got.Equal(want), "%s is %s", text, got)
	}
	for _, text := range []string{"", "tomorrow", "2026-11-24", "24.11.2026 23:59"} {
		_, err := Deadline(text)
		assert.ErrorContains(t, err, "--deadline is")
	}
}
