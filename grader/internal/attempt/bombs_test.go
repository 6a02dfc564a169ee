package attempt_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/concurrency-in-go/course/grader/internal/course"
	"github.com/stretchr/testify/assert"
)

func TestBombs(t *testing.T) {
	const (
		array  = "the array has more elements than any exercise needs"
		index  = "the index makes an array with more elements than any exercise needs"
		text   = "the constant string is longer than any exercise needs"
		types  = "type arguments are nested more than 16 deep"
		nested = "the code is nested more than 1000 deep"
	)
	steps := func(n int, first, format string) string {
		var b strings.Builder
		b.WriteString(first)
		for i := 1; i <= n; i++ {
			b.WriteString(strings.NewReplacer("$i", fmt.Sprint(i), "$h", fmt.Sprint(i-1)).Replace(format))
		}
		return b.String()
	}
	for code, want := range map[string]string{
		"var a [1<<26]int":                                            array,
		"var a [1 << 12][1 << 13]byte":                                array,
		"var a [1e8]int":                                              array,
		"var a [99999999999999999999999999999999]int":                 array,
		"var a [1<<(1<<30)]int":                                       array,
		"func f() { const k = 1 << 10; var _ [k * k * k]bool }":       array,
		"var a = [...]int{1<<26 - 1: 1}":                              index,
		"var a = []int{100_000_000: 1}":                               index,
		steps(30, "const s0 = `xxxxxxxx`", "\nconst s$i = s$h + s$h"): text,
		steps(30, "type p[a any] struct{ x, y a }\ntype t0 = int", "\ntype t$i = p[t$h]"):                     types,
		steps(9, "type p[a any] struct{ x, y a }\ntype t0[a any] = p[a]", "\ntype t$i[a any] = t$h[t$h[a]]"):  types,
		"type p[a any] struct{ x, y a }\nvar x " + strings.Repeat("p[", 24) + "int" + strings.Repeat("]", 24): types,
		"var f = " + strings.Repeat("func() { _ = ", 400) + "0" + strings.Repeat(" }", 400):                   "functions are nested more than 64 deep",
		"var x = " + strings.Repeat("[]any{", 100) + strings.Repeat("}", 100):                                 "literals are nested more than 64 deep",
		"var x = " + strings.Repeat("(", 2000) + "1" + strings.Repeat(")", 2000):                              nested,
		"var x = 1" + strings.Repeat("+1", 5000):                                                              nested,
	} {
		all := check(course.Exercise{}, "package demo\n\n"+code+"\n")
		if assert.NotEmpty(t, all, code) {
			assert.Equal(t, want, all[0].Message)
		}
	}
}

// What is large, or only looks like it.
func TestNoBombs(t *testing.T) {
	for _, code := range []string{
		"var a [1 << 20]int",
		"var a [4096][4096]byte",
		"var m = map[int]bool{1 << 40: true}",
		"func f() { const n = 1 << 40; _ = n }\n\nfunc g() { const n = 4; var _ [n]int }",
		"const n = n2\nconst n2 = n\nvar a [n]int",
		"const s = s + s\nvar x = s + `y`",
		"type t = []t\nvar x map[int]t",
		"var s = `" + strings.Repeat("x", 100_000) + "` + `y`",
		"func f(a []int) int { return a[a[a[a[a[a[0]]]]]] }",
		"var f = " + strings.Repeat("func() { _ = ", 20) + "0" + strings.Repeat(" }", 20),
	} {
		passes(t, course.Exercise{}, "package demo\n\n"+code+"\n")
	}
}

// Each constant multiplies the one before with itself many times over: looked
// at naively, this takes longer than the course.
func TestMeasuringTakesNoTime(t *testing.T) {
	var b strings.Builder
	b.WriteString("package demo\n\nconst c0 = 0\ntype t0 = int\n")
	for i := 1; i < 50; i++ {
		fmt.Fprintf(&b, "const c%d = %sc%d\n", i, strings.Repeat(fmt.Sprintf("c%d*", i-1), 50), i-1)
		fmt.Fprintf(&b, "type t%d = map[t%d]t%d\n", i, i-1, i-1)
	}
	b.WriteString("var a [c49]int\nvar x chan p[t49]\n")
	passes(t, course.Exercise{}, b.String())
}

func FuzzCheck(f *testing.F) {
	f.Add(honest)
	f.Add("package demo\n\nconst a = `x` + a\nvar b [1 << a]p[int]\n")
	f.Fuzz(func(t *testing.T, text string) {
		for _, found := range check(course.Exercise{Forbid: []string{"time.Sleep", "chan", "sync"}}, text) {
			if found.Message == "" || found.Place.Line < 1 {
				t.Errorf("no message or no line: %+v", found)
			}
		}
	})
}
