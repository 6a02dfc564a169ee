package class

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestFaultsAreTriedTwiceAndAgain(t *testing.T) {
	b := newBench(t, map[string]string{"ann/demo.go": "package demo // fault\n", "bob/demo.go": "package demo\n"})
	sum := b.run(t)
	assert.Equal(t, []string{"ann ch01/demo"}, sum.Faults)
	assert.Equal(t, []string{"demo package demo // fault\n"}, b.lots[1], "only the faulty one is tried again")
	assert.Len(t, b.lots, 2)
	assert.Equal(t, []string{"ann demo: fault", "bob demo: pass"}, b.lines(t))
	b.run(t)
	assert.Len(t, b.lots, 4, "and by the next run")
	assert.Equal(t, []string{"ann demo: fault", "bob demo: pass", "ann demo: fault"}, b.lines(t))
}

// One attempt that keeps the judge from working does not keep the others from it.
func TestErrorIsPutDownToOne(t *testing.T) {
	for name, fail := range map[string]func() error{
		"an error": func() error { return errors.New("the disk is full") },
		"a panic":  func() error { panic("index out of range") },
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t, map[string]string{"ann/demo.go": "package demo\n", "bob/demo.go": "package demo // bad\n", "cem/demo.go": "package demo // wrong\n"})
			b.err = func(asked []string) error {
				if strings.Contains(strings.Join(asked, ""), "bad") {
					return fail()
				}
				return nil
			}
			sum := b.run(t)
			assert.Equal(t, []string{"bob ch01/demo"}, sum.Faults)
			assert.Equal(t, 2, sum.Graded)
			assert.Equal(t, []string{"ann demo: pass", "bob demo: fault", "cem demo: wrong"}, b.lines(t))
		})
	}
}

func TestErrorOfAllIsNobodys(t *testing.T) {
	b := newBench(t, map[string]string{"ann/demo.go": "package demo\n", "bob/demo.go": "package demo // leak\n"})
	b.err = func([]string) error { return errors.New("there is no compiler") }
	_, err := b.Run(t.Context(), b.class, b.book)
	assert.EqualError(t, err, "there is no compiler")
	assert.NoFileExists(t, b.book)
}

// A bug that two attempts show is no reason not to grade the rest of the class.
func TestBugIsNotThatOfAll(t *testing.T) {
	b := newBench(t, map[string]string{"ann/demo.go": "package demo\n", "bob/demo.go": "package demo // leak\n", "cem/demo.go": "package demo // race\n"})
	b.Lot = 2
	b.err = func(asked []string) error {
		if !strings.Contains(strings.Join(asked, ""), "race") {
			panic("index out of range")
		}
		return nil
	}
	sum := b.run(t)
	assert.Equal(t, []string{"ann ch01/demo", "bob ch01/demo"}, sum.Faults)
	assert.Equal(t, []string{"ann demo: fault", "bob demo: fault", "cem demo: race"}, b.lines(t))
}

func TestChangedMeanwhile(t *testing.T) {
	b := newBench(t, map[string]string{"ann/demo.go": "package demo\n", "bob/demo.go": "package demo // leak\n"})
	write(t, filepath.Dir(b.class.Work[0].path), map[string]string{"ann/demo.go": "package demo // later\n"})
	sum := b.run(t)
	assert.Equal(t, []string{"ann ch01/demo"}, sum.Faults, "its hash is not that of what would be graded")
	assert.Equal(t, []string{"ann demo: fault", "bob demo: leak"}, b.lines(t))
}
