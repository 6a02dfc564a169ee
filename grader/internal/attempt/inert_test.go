package attempt

import (
	"testing"

	"github.com/concurrency-in-go/course/grader/internal/course"
	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/assert"
)

func TestInert(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		want       bool
	}{
		{"functions alone", "func F() { panic(0) }\n\ntype T struct{ n int }\n\nfunc (T) init() {}", true},
		{"constants", "const a, b = 1 << 40, \"b\" + \"c\"", true},
		{"variables without a value", "var (\n\tmu sync.Mutex\n\tm map[string][]int\n)", true},
		{"plain values", "var n, s, f, y = 1, \"\", func() { G() }, nil", true},
		{"a name of a package", "var pi = sync.ErrX", true},
		{"an error", "var Err = errors.New(\"no\")", true},
		{"what is empty", "var m, c, p, q = make(map[int]int), make(chan int), new(T), &sync.Mutex{}", true},

		{"init", "func init() {}", false},
		{"a call", "var x = F()", false},
		{"a call of a literal", "var x = func() int { return 1 }()", false},
		{"a call of a package's", "var x = sync.OnceFunc(nil)", false},
		{"a method", "var x = T{}.M()", false},
		{"an error that is made", "var x = errors.New(F())", false},
		{"another errors", "var errors T\n\nvar x = errors.New(\"\")", false},
		{"a receive", "var x = <-c", false},
		{"an index", "var x = s[9]", false},
		{"a field", "var x = p.n", false},
		{"a pointer", "var x = *p", false},
		{"a division", "var x = 1 / n", false},
		{"a conversion", "var x = i.(int)", false},
		{"a size", "var x = make([]int, n)", false},
		{"elements", "var x = []int{1: 1}", false},
		{"an array", "var x [1 << 20]int", false},
		{"a type with an array", "type T struct{ a [9]int }", false},
		{"a new array", "var x = new([1 << 20]int)", false},
		{"a literal with an array", "var x = &struct{ a [1 << 20]int }{}", false},
		{"a make of its own", "func make(int) int { return 1 }\n\nvar x = make(1)", false},
		{"a new in a variable", "var new = func(int) int { return 1 }", false},
		{"a type called make", "type make int", false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			text := "package demo\n\nimport (\n\t\"errors\"\n\t\"sync\"\n)\n\n" + tt.text + "\n"
			assert.Equal(t, tt.want, Inert(attemptOf(text)))
		})
	}
	assert.False(t, Inert(attemptOf("package demo\n\nimport _ \"embed\"\n")), "its init runs")
	assert.False(t, Inert(attemptOf("package demo\n\nimport . \"errors\"\n\nvar x = New(\"\")\n")))
	assert.False(t, Inert(attemptOf("package demo\n\nfunc\n")), "nobody knows")
	assert.False(t, Inert(attemptOf("package demo\n", "package demo\n\nfunc init() {}\n")), "any of the files")
}

func attemptOf(texts ...string) *Attempt {
	a := &Attempt{Exercise: &course.Exercise{ID: "ch01/demo"}, Files: &txtar.Archive{}}
	for _, text := range texts {
		a.Files.Files = append(a.Files.Files, txtar.File{Name: "demo.go", Data: []byte(text)})
	}
	return a
}
