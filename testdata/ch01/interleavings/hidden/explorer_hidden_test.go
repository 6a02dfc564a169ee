package interleavings_test

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/concurrency-in-go/course/exercises/ch01/interleavings"
)

type set map[string]bool

// without counts what is in s and not in other.
func (s set) without(other set) int {
	n := 0
	for output := range s {
		if !other[output] {
			n++
		}
	}
	return n
}

// state is a program between two steps.
type state struct {
	shared map[string]int
	own    []int
	next   []int // the step that each goroutine is at
	out    []string
}

// explore returns every output that the program can have: from each state it
// goes on with every goroutine that has steps left, once for each state.
func explore(p interleavings.Program) set {
	outputs, seen := set{}, set{}
	var visit func(s state)
	visit = func(s state) {
		key := fmt.Sprint(s)
		if seen[key] {
			return
		}
		seen[key] = true
		ended := true
		for g, steps := range p.Goroutines {
			if s.next[g] < len(steps) {
				ended = false
				visit(s.step(g, steps))
			}
		}
		if ended {
			outputs[s.output(p.Finally)] = true
		}
	}
	n := len(p.Goroutines)
	visit(state{shared: p.Start, own: make([]int, n), next: make([]int, n)})
	return outputs
}

// step returns the state after goroutine g has taken its next step. It shares
// nothing with s, since s has other ways to go on.
func (s state) step(g int, steps []interleavings.Step) state {
	s = state{maps.Clone(s.shared), slices.Clone(s.own), slices.Clone(s.next), slices.Clone(s.out)}
	step := steps[s.next[g]]
	s.next[g]++
	switch step.Do {
	case interleavings.Load:
		s.own[g] = s.shared[step.Var]
	case interleavings.Store:
		s.shared[step.Var] = s.own[g]
	case interleavings.Set:
		s.shared[step.Var] = step.N
	case interleavings.Add:
		s.own[g] += step.N
	case interleavings.Bump:
		s.shared[step.Var] += step.N
	case interleavings.Need:
		if s.own[g] < step.N {
			s.next[g] = len(steps)
		}
	case interleavings.Print:
		s.out = append(s.out, strconv.Itoa(s.own[g]))
	}
	return s
}

func (s state) output(finally []string) string {
	out := slices.Clone(s.out)
	for _, name := range finally {
		out = append(out, strconv.Itoa(s.shared[name]))
	}
	return strings.Join(out, " ")
}
