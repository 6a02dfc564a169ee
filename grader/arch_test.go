package main

import (
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const internal = "github.com/concurrency-in-go/course/grader/internal/"

// layers says what each package may import of the grader's own, and why.
var layers = map[string]struct {
	may []string
	why string
}{
	"verdict":     {nil, "the words for results depend on nothing, so that everybody can use them"},
	"course":      {nil, "the course is data: it knows nothing of grading"},
	"attempt":     {[]string{"verdict", "course"}, "reading and refusing an attempt needs no process"},
	"workspace":   {[]string{"course", "attempt"}, "it lays out files, and runs nothing"},
	"run":         {nil, "it starts processes, and does not know what for"},
	"gotest":      {[]string{"verdict", "course", "workspace", "run"}, "it knows the go command and test binaries"},
	"script":      {[]string{"verdict", "run"}, "it knows testscript"},
	"diagnose":    {[]string{"verdict"}, "it turns text into explanations, and runs nothing"},
	"judge":       {[]string{"verdict", "course", "attempt", "workspace", "gotest", "script", "diagnose"}, "it puts the steps together"},
	"proof":       {[]string{"verdict", "course", "attempt", "gotest", "script", "judge"}, "it proves exercises by grading"},
	"progress":    {[]string{"verdict", "course"}, "a record needs no grading"},
	"gradebook":   {[]string{"verdict", "course"}, "a record needs no grading"},
	"class":       {[]string{"verdict", "course", "attempt", "gradebook"}, "it decides what to grade and keeps the result; how to grade it is handed to it"},
	"report":      {[]string{"verdict", "course", "gradebook"}, "a report needs no grading"},
	"handout":     {[]string{"course"}, "it copies files of the course, and grades nothing"},
	"autograde":   {[]string{"verdict", "course", "report", "classroom50"}, "it writes results down, in others' formats"},
	"classroom50": {[]string{"verdict"}, "it is one system's record"},
	"export":      {[]string{"verdict", "course", "gradebook", "report", "classroom50"}, "it says in other formats what a report says"},
}

func TestImportsGoOneWay(t *testing.T) {
	dirs, err := filepath.Glob("internal/*")
	require.NoError(t, err)
	for _, dir := range dirs {
		name := filepath.Base(dir)
		layer, known := layers[name]
		if !assert.True(t, known, "internal/%s is in no layer: say in arch_test.go what it may import, and why", name) {
			continue
		}
		for file, imports := range importsOf(t, dir) {
			for _, path := range imports {
				own, ok := strings.CutPrefix(path, internal)
				if ok {
					assert.Contains(t, layer.may, own, "%s imports %s: %s", file, own, layer.why)
				}
			}
		}
	}
}

// What students hand in is read by these, and a program that is started in a
// submission would obey what the student has configured there: git above all.
func TestReadingStartsNoProcess(t *testing.T) {
	for _, name := range []string{"course", "attempt", "class", "gradebook", "report"} {
		for file, imports := range importsOf(t, filepath.Join("internal", name)) {
			for _, path := range []string{"os/exec", "syscall", internal + "run"} {
				assert.NotContains(t, imports, path, "%s", file)
			}
		}
	}
}

// The exercises are data. A grader that imported one could not grade it.
func TestNoExerciseIsImported(t *testing.T) {
	dirs, err := filepath.Glob("internal/*")
	require.NoError(t, err)
	for _, dir := range append(dirs, ".") {
		for file, imports := range importsOf(t, dir) {
			for _, path := range imports {
				assert.NotContains(t, path, "/course/exercises/", "%s", file)
				assert.NotContains(t, path, "/course/solutions/", "%s", file)
			}
		}
	}
}

// The tests that students run need few modules.
func TestExercisesNeedFewModules(t *testing.T) {
	allowed := []string{
		"github.com/stretchr/testify/", "go.uber.org/goleak", "github.com/rogpeppe/go-internal/",
		"golang.org/x/", "github.com/concurrency-in-go/course/exercises/",
	}
	dirs, err := filepath.Glob("../exercises/*/*")
	require.NoError(t, err)
	require.NotEmpty(t, dirs)
	for _, dir := range dirs {
		for file, imports := range importsOf(t, dir) {
			for _, path := range imports {
				if !strings.Contains(path, ".") {
					continue // the standard library
				}
				fine := slices.ContainsFunc(allowed, func(prefix string) bool { return strings.HasPrefix(path, prefix) })
				assert.True(t, fine, "%s imports %s: a student would have to fetch it", file, path)
			}
		}
	}
}

// importsOf returns what each file of the package imports. Test files of the
// grader are left out: they may look everywhere.
func importsOf(t *testing.T, dir string) map[string][]string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	require.NoError(t, err)
	all := map[string][]string{}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") && !strings.HasPrefix(dir, "../exercises") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
		require.NoError(t, err)
		for _, imp := range f.Imports {
			path, err := strconv.Unquote(imp.Path.Value)
			require.NoError(t, err)
			all[file] = append(all[file], path)
		}
	}
	return all
}
