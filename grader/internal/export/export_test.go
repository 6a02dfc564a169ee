package export_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/concurrency-in-go/course/grader/internal/export"
	"github.com/concurrency-in-go/course/grader/internal/gradebook"
	"github.com/concurrency-in-go/course/grader/internal/report"
	"github.com/concurrency-in-go/course/grader/internal/verdict"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// class is the gradebook of the tests of package report: six students, one of whom
// could not be graded once, and two of whom mean harm.
func class(t *testing.T) []gradebook.Record {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "report", "testdata", "class.jsonl"))
	require.NoError(t, err)
	var all []gradebook.Record
	for line := range bytes.Lines(text) {
		var r gradebook.Record
		require.NoError(t, json.Unmarshal(line, &r))
		all = append(all, r)
	}
	return all
}

func of(records []gradebook.Record, student string) []gradebook.Record {
	return slices.DeleteFunc(slices.Clone(records), func(r gradebook.Record) bool { return r.Student != student })
}

func format(t *testing.T, name string) export.Format {
	t.Helper()
	i := slices.IndexFunc(export.Formats(), func(f export.Format) bool { return f.Name == name })
	require.GreaterOrEqual(t, i, 0, name)
	return export.Formats()[i]
}

// options have what Classroom 50 needs.
var options = export.Options{Fields: map[string]string{"classroom": "cs101", "assignment": "locks"}}

func written(t *testing.T, name string, records []gradebook.Record, o export.Options) string {
	t.Helper()
	var b strings.Builder
	require.NoError(t, format(t, name).Write(&b, records, o))
	return b.String()
}

// compare with a golden file of testdata. Rewrite it with
// go test ./grader/internal/export -update
func compare(t *testing.T, file, got string) {
	t.Helper()
	golden := filepath.Join("testdata", file)
	if *update {
		require.NoError(t, os.WriteFile(golden, []byte(got), 0o644))
	}
	want, err := os.ReadFile(golden)
	require.NoError(t, err)
	assert.Equal(t, string(want), got)
}

func TestFormats(t *testing.T) {
	for _, f := range export.Formats() {
		records := class(t)
		if f.Each {
			records = of(records, "grace")
		}
		compare(t, f.Name+f.Ext, written(t, f.Name, records, options))
	}
	var b strings.Builder
	require.NoError(t, export.CSV(&b, class(t)))
	compare(t, "class.csv", b.String())
}

// Nothing in any format turns writing around, or is obeyed by a terminal.
func TestNothingHostileGetsOut(t *testing.T) {
	const bad = "\x1b]0;x\a\u202e\u0000\ufffe"
	all := class(t)
	for i := range all {
		all[i].Student, all[i].Name, all[i].Title = bad+all[i].Student, bad, bad
		for j := range all[i].Checks {
			all[i].Checks[j].Message += bad
		}
	}
	for _, f := range export.Formats() {
		records := all
		if f.Each {
			records = of(all, all[0].Student)
		}
		got := written(t, f.Name, records, options)
		assert.Equal(t, report.Clean(got), got, f.Name)
		assert.NotContains(t, got, "\x1b", f.Name)
	}
}

func TestNobodyIsNoTrouble(t *testing.T) {
	for _, f := range export.Formats() {
		var b strings.Builder
		if err := f.Write(&b, nil, options); err != nil {
			assert.ErrorIs(t, err, export.ErrNothing, f.Name)
		}
	}
	require.NoError(t, export.CSV(new(strings.Builder), nil))
	assert.Empty(t, export.Left(nil))
}

func TestCell(t *testing.T) {
	for text, want := range map[string]string{
		"":                     "",
		"Ada Lovelace":         "Ada Lovelace",
		"a=b":                  "a=b",
		"<-ch":                 "<-ch",
		"=1+1":                 "'=1+1",
		"+1":                   "'+1",
		"-1":                   "'-1",
		"@SUM(A1)":             "'@SUM(A1)",
		"  =1":                 "'  =1",
		"\t=1":                 "' =1",
		"\tada":                "' ada",
		"\rada":                "'\ufffdada",
		"\nada":                "' ada",
		"\u00a0=1":             "'\u00a0=1",
		"\u3000=1":             "'\u3000=1",
		"\ufeff=1":             "'\ufffd=1",
		"\u200b=1":             "'\ufffd=1",
		"\x00=1":               "'\ufffd=1",
		"＝1":                   "'＝1",
		"＋1":                   "'＋1",
		"－1":                   "'－1",
		"＠1":                   "'＠1",
		"|cmd":                 "'|cmd",
		"%0A=1":                "'%0A=1",
		"a\n=1":                "a =1",
		`=HYPERLINK("x","ok")`: `'=HYPERLINK("x","ok")`,
		"=cmd|' /C calc'!A0":   "'=cmd|' /C calc'!A0",
	} {
		assert.Equal(t, want, export.Cell(text), "%q", text)
	}
}

// Whatever a student is called, no cell of any table begins like a formula.
func TestNoCellIsRun(t *testing.T) {
	for _, bad := range []string{"=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "＝1", "a\",=1", "\n=1", " =1"} {
		all := class(t)
		for i := range all {
			all[i].Student, all[i].Name, all[i].Title = bad+all[i].Student, bad, bad
			for j := range all[i].Checks {
				all[i].Checks[j].Message = bad
			}
		}
		var everything strings.Builder
		require.NoError(t, export.CSV(&everything, all))
		for _, text := range []string{written(t, "canvas", all, options), written(t, "moodle", all, options), everything.String()} {
			rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
			require.NoError(t, err)
			for _, cell := range slices.Concat(rows...) {
				begins := strings.TrimLeft(cell, " \t\u3000")
				assert.False(t, begins != "" && strings.ContainsAny(begins[:1], "=+-@") || strings.HasPrefix(begins, "＝"), "%q of %q", cell, bad)
			}
		}
	}
}

func TestFilenames(t *testing.T) {
	long := strings.Repeat("x", 300)
	students := []string{
		"ada", "Grace", "grace", "../../etc/passwd", `..\..\x`, ".", "..", "", ".hidden", "-rf", "a/b", "a_b", "nul", "COM1.txt",
		"a_b-c14cddc0", // what a/b would get
		"<script>", "\u202egnp", "名前", "名字", long, long + "y", "a\x00b",
	}
	files := export.Filenames(students, ".json")
	seen := map[string]string{}
	for _, s := range students {
		file := files[s]
		assert.Regexp(t, `^[A-Za-z0-9_][A-Za-z0-9._-]*\.json$`, file, "%q", s)
		assert.Less(t, len(file), 130)
		assert.NotRegexp(t, `^(?i:con|prn|aux|nul|com\d|lpt\d)\.`, file)
		other, taken := seen[strings.ToLower(file)]
		assert.False(t, taken, "%q and %q share the file %s", s, other, file)
		seen[strings.ToLower(file)] = s
	}
	assert.Equal(t, "ada.json", files["ada"])
	assert.Equal(t, "Ada.json", export.Filenames([]string{"Ada"}, ".json")["Ada"])
}

func TestLeftNamesTheFaults(t *testing.T) {
	assert.Equal(t, "no points are written where the grader itself failed, and none is a zero: grace appendix/last", export.Left(class(t)))
	assert.Empty(t, export.Left(of(class(t), "ada")))
	var many []gradebook.Record
	for range 9 {
		many = append(many, gradebook.Record{Student: "ada", Verdict: verdict.Verdict{Outcome: verdict.Fault, Exercise: "ch01/hits"}})
	}
	assert.Contains(t, export.Left(many), " and 4 more")
}
