package judge

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/concurrency-in-go/course/grader/internal/course"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestRulesChangeWithWhateverScores(t *testing.T) {
	e := &course.Exercise{ID: "ch01/demo", Root: t.TempDir(), Points: 3, Files: []string{"demo.go"}}
	put := func(name, text string) {
		file := filepath.Join(e.Root, filepath.FromSlash(name))
		require.NoError(t, os.MkdirAll(filepath.Dir(file), 0o755))
		require.NoError(t, os.WriteFile(file, []byte(text), 0o644))
	}
	seen := map[string]string{}
	look := func(what string, changed bool) {
		sum, err := Rules(e)
		require.NoError(t, err)
		_, same := seen[sum]
		assert.Equal(t, changed, !same, what)
		seen[sum] = what
	}
	look("at first", true)
	for _, name := range []string{
		"exercises/ch01/demo/demo_test.go", "exercises/ch01/demo/fixed.go", "exercises/ch01/demo/testdata/script/a.txtar",
		"testdata/ch01/demo/hidden/more_test.go", "testdata/ch01/demo/hidden/script/b.txtar", "exercises/internal/kit/gate.go",
	} {
		put(name, "one")
		look(name, true)
		put(name, "two")
		look(name+" changes", true)
	}
	for _, name := range []string{"exercises/ch01/demo/demo.go", "exercises/ch01/demo/README.md", "exercises/ch01/demo/main_test.go", "exercises/internal/kit/gate_test.go"} {
		put(name, "one")
		look(name+" does not score", false)
	}
	e.Weights = map[string]float64{"TestMany": 2}
	look("weights", true)
	e.Points = 4
	look("points", true)
	e.Allow = []string{"os"}
	look("allowed imports", true)
}
