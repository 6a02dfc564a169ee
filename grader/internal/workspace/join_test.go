package workspace_test

import (
	"path/filepath"
	"testing"

	"github.com/concurrency-in-go/course/grader/internal/course"
	"github.com/concurrency-in-go/course/grader/internal/workspace"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestJoin(t *testing.T) {
	cache(t)
	c := load(t)
	w := open(t, c)
	share := func(tests ...string) *workspace.Place {
		p := lay(t, w, try(t, c, "settings"))
		p.Shares = tests
		return &p
	}
	a, b, alone, again := share("TestA", "TestB"), share("TestC"), share(), share("TestA")
	programs, err := w.Join([]*workspace.Place{a, b, alone, again})
	require.NoError(t, err)
	assert.Equal(t, []workspace.Program{
		{Package: course.Module + "/joined1", Places: []*workspace.Place{a, b}},
		{Package: alone.Package, Places: []*workspace.Place{alone}},
		{Package: again.Package, Places: []*workspace.Place{again}},
	}, programs, "TestA cannot be in one program twice")
	assert.Equal(t, a.Binary, b.Binary)
	assert.Equal(t, alone.Built, alone.Binary)
	assert.Equal(t, again.Built, again.Binary)

	files := tree(t, w.Module)
	assert.Contains(t, files["joined1/joined1_test.go"], `p0 "`+a.Package+`_test"`)
	assert.Contains(t, files["joined1/joined1_test.go"], "func TestC(t *testing.T) { p1.TestC(t) }\n")
	assert.Contains(t, files["exercises/seal/seal.go"], "func TestMain(m *testing.M)")
	assert.Equal(t, "//line "+filepath.Join(a.Dir, "hidden_test.go")+":1\npackage settings_test // hidden\n",
		files["exercises/ch03/settings_test/tests0.go"], "where it says it is does not change")
	assert.NotContains(t, files, "exercises/ch03/settings_test/main_test.go", "one TestMain is enough")

	b.Shares, again.Shares = nil, nil
	programs, err = w.Join([]*workspace.Place{a, b, again})
	require.NoError(t, err)
	assert.Len(t, programs, 3)
	assert.NotEqual(t, a.Binary, b.Binary, "those that are built anew may be less")
}
