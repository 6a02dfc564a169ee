package gotest

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestList(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		at := filepath.Join(dir, name)
		require.NoError(t, os.WriteFile(at, []byte(text), 0o600))
		return at
	}
	b := write("b_test.go", `package demo

import "testing"

type suite struct{}

func TestMain(m *testing.M)            {}
func TestSecond(t *testing.T)          {}
func TestFirst(t *testing.T)           {}
func Test(t *testing.T)                {}
func Test1(t *testing.T)               {}
func Test_under(t *testing.T)          {}
func TestÄhnlich(t *testing.T)         {}
func TestMainLoop(t *testing.T)        {}
func Testify(t *testing.T)             {}
func Testähnlich(t *testing.T)         {}
func testSmall(t *testing.T)           {}
func BenchmarkX(b *testing.B)          {}
func ExampleX()                        {}
func FuzzX(f *testing.F)               {}
func (suite) TestMethod(t *testing.T)  {}
func TestOf[T any](t *testing.T)       {}

// func TestComment(t *testing.T) {}
var _ = "func TestText(t *testing.T) {}"
`)
	a := write("a_test.go", "package demo\n\nimport \"testing\"\n\nfunc TestLast(t *testing.T) {}\n")
	tests, err := List([]string{b, a})
	require.NoError(t, err)
	in := "b_test.go"
	assert.Equal(t, []Test{
		{"TestSecond", in},
		{"TestFirst", in},
		{"Test", in},
		{"Test1", in},
		{"Test_under", in},
		{"TestÄhnlich", in},
		{"TestMainLoop", in},
		{"TestLast", "a_test.go"},
	}, tests, "in the order of the sources")

	tests, err = List(nil)
	require.NoError(t, err)
	assert.Empty(t, tests)

	_, err = List([]string{a, filepath.Join(dir, "gone_test.go")})
	require.ErrorIs(t, err, os.ErrNotExist)

	_, err = List([]string{write("bad_test.go", "package demo\n\nfunc TestX( {\n")})
	require.ErrorContains(t, err, "bad_test.go:3:")
}
