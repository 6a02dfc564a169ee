package workspace_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/concurrency-in-go/course/grader/internal/course"
	"github.com/concurrency-in-go/course/grader/internal/workspace"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Several attempts at one exercise lie side by side, and the tests of each import
// the attempt that they lie with.
func TestLayMany(t *testing.T) {
	cache(t)
	c := load(t)
	usual := course.Module + "/exercises/ch03/settings"
	hidden := filepath.Join(c.Root, "testdata", "ch03", "settings", "hidden", "hidden_test.go")
	require.NoError(t, os.WriteFile(hidden, []byte("package settings_test\n\nimport \""+usual+"\"\n"), 0o600))
	w := open(t, c)
	a, b := lay(t, w, try(t, c, "settings")), lay(t, w, try(t, c, "settings"))
	assert.Equal(t, usual+"_2", b.Package)
	for _, p := range []workspace.Place{a, b} {
		assert.Contains(t, tree(t, p.Dir)["hidden_test.go"], "import \""+p.Package+"\"\n")
	}
	assert.NotEqual(t, a.Binary, b.Binary)
	x, y := lay(t, w, try(t, c, "walk")), lay(t, w, try(t, c, "walk"))
	assert.Equal(t, filepath.Base(x.Binary), filepath.Base(y.Binary), "a script calls a program by the name of its exercise")
	for _, p := range []workspace.Place{x, y} {
		require.NoError(t, os.WriteFile(p.Built, []byte(p.Package), 0o600))
	}
	for _, p := range []workspace.Place{x, y} {
		require.NoError(t, p.Collect())
		text, err := os.ReadFile(p.Binary)
		require.NoError(t, err)
		assert.Equal(t, p.Package, string(text))
	}
	require.NoError(t, w.Reset(c))
	assert.Equal(t, usual, lay(t, w, try(t, c, "settings")).Package, "after a reset it begins anew")
}
