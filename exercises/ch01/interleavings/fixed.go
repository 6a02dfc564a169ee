package interleavings

import (
	"fmt"
	"slices"
	"strings"
)

// Program is a tiny concurrent program.
//
// Its goroutines share the variables in Start. Besides, each goroutine has a
// number to itself, called own, which is 0 at first and which no other
// goroutine can see.
//
// Steps take place one at a time, each of them whole. Every goroutine takes its
// own steps in their order, but whose turn is next is open, every time: any
// goroutine that has steps left may be the one. A step sees all that the steps
// before it did, by whichever goroutine.
//
// A print step prints a number at the moment it takes place. When no goroutine
// has steps left, the program prints the variables in Finally, in that order.
// The output is all numbers in the order in which they were printed, with one
// space between two of them: "0 12 -1".
type Program struct {
	Name       string
	About      string
	Start      map[string]int // the shared variables, and their values at first
	Goroutines [][]Step
	Finally    []string // the shared variables to print at the end
}

// Step is one step of a goroutine.
type Step struct {
	Do  Op
	Var string // a shared variable, for the steps that have one
	N   int    // a number, for the steps that have one
}

// Op is what a step does.
type Op string

// The things that a step can do.
const (
	Load  Op = "load"  // own = Var
	Store Op = "store" // Var = own
	Set   Op = "set"   // Var = N
	Add   Op = "add"   // own = own + N
	Bump  Op = "bump"  // Var = Var + N, reading and writing in one step
	Need  Op = "need"  // if own < N, the goroutine ends here; else it goes on
	Print Op = "print" // prints own
)

// Programs returns the programs of this exercise.
func Programs() []Program {
	return []Program{
		{
			Name:  "visitors",
			About: "Two visitors come in. Each is counted.",
			Start: map[string]int{"count": 0},
			Goroutines: [][]Step{
				{{Do: Load, Var: "count"}, {Do: Add, N: 1}, {Do: Store, Var: "count"}},
				{{Do: Load, Var: "count"}, {Do: Add, N: 1}, {Do: Store, Var: "count"}},
			},
			Finally: []string{"count"},
		},
		{
			Name:  "seat",
			About: "One seat is left, and three people want it. Each looks first, and then takes it in a single step.",
			Start: map[string]int{"seats": 1},
			Goroutines: [][]Step{
				{{Do: Load, Var: "seats"}, {Do: Need, N: 1}, {Do: Bump, Var: "seats", N: -1}},
				{{Do: Load, Var: "seats"}, {Do: Need, N: 1}, {Do: Bump, Var: "seats", N: -1}},
				{{Do: Load, Var: "seats"}, {Do: Need, N: 1}, {Do: Bump, Var: "seats", N: -1}},
			},
			Finally: []string{"seats"},
		},
		{
			Name:  "swap",
			About: "One copies left to right, the other right to left. Together they are to swap the two.",
			Start: map[string]int{"left": 1, "right": 2},
			Goroutines: [][]Step{
				{{Do: Load, Var: "left"}, {Do: Store, Var: "right"}},
				{{Do: Load, Var: "right"}, {Do: Store, Var: "left"}},
			},
			Finally: []string{"left", "right"},
		},
		{
			Name:  "reset",
			About: "One counts a sixth visitor. The other sets the count back to 0, and prints what it sees then.",
			Start: map[string]int{"count": 5},
			Goroutines: [][]Step{
				{{Do: Load, Var: "count"}, {Do: Add, N: 1}, {Do: Store, Var: "count"}},
				{{Do: Set, Var: "count", N: 0}, {Do: Load, Var: "count"}, {Do: Print}},
			},
			Finally: []string{"count"},
		},
		{
			Name:  "bridge",
			About: "Two cars before a narrow bridge. Each puts up its sign, looks whether the other's is up, and prints what it sees.",
			Start: map[string]int{"north": 0, "south": 0},
			Goroutines: [][]Step{
				{{Do: Set, Var: "north", N: 1}, {Do: Load, Var: "south"}, {Do: Print}},
				{{Do: Set, Var: "south", N: 2}, {Do: Load, Var: "north"}, {Do: Print}},
			},
		},
	}
}

// Run runs the program once, with the turns that you say, and returns its
// output. A turn is the number of a goroutine, from 0, which then takes one step.
// A turn of a goroutine that has ended is skipped. After the last turn, those
// that have steps left finish one after another, in the order of their numbers.
//
// So Run(1) lets goroutine 1 take one step and then runs 0, 1, 2 to their ends.
func (p Program) Run(turns ...int) string {
	shared := map[string]int{}
	for name, value := range p.Start {
		shared[name] = value
	}
	own := make([]int, len(p.Goroutines))
	next := make([]int, len(p.Goroutines)) // the step that each is at
	var out []string
	take := func(g int) {
		s := p.Goroutines[g][next[g]]
		next[g]++
		switch s.Do {
		case Load:
			own[g] = shared[s.Var]
		case Store:
			shared[s.Var] = own[g]
		case Set:
			shared[s.Var] = s.N
		case Add:
			own[g] += s.N
		case Bump:
			shared[s.Var] += s.N
		case Need:
			if own[g] < s.N {
				next[g] = len(p.Goroutines[g])
			}
		case Print:
			out = append(out, fmt.Sprint(own[g]))
		}
	}
	for g, steps := range p.Goroutines {
		turns = append(turns, slices.Repeat([]int{g}, len(steps))...)
	}
	for _, g := range turns {
		if next[g] < len(p.Goroutines[g]) {
			take(g)
		}
	}
	for _, name := range p.Finally {
		out = append(out, fmt.Sprint(shared[name]))
	}
	return strings.Join(out, " ")
}
