package interleavings_test

import (
	"slices"
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch01/interleavings"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestVisitors(t *testing.T) { complete(t, "visitors") }

func TestSeat(t *testing.T) { complete(t, "seat") }

func TestSwap(t *testing.T) { complete(t, "swap") }

func TestReset(t *testing.T) { complete(t, "reset") }

func TestBridge(t *testing.T) { complete(t, "bridge") }

func TestNothingIsListedTwice(t *testing.T) {
	for name, outputs := range interleavings.Answers() {
		seen := set{}
		for _, output := range outputs {
			seen[output] = true
		}
		assert.Zerof(t, len(outputs)-len(seen), "%s: the list has outputs that are in it already. Two orders that print the same are one output", name)
	}
}

// complete checks one list against all interleavings. Its messages tell how many
// outputs are wrong, and not which.
func complete(t *testing.T, name string) {
	t.Helper()
	explorerIsRight(t)
	programs := interleavings.Programs()
	at := slices.IndexFunc(programs, func(p interleavings.Program) bool { return p.Name == name })
	require.GreaterOrEqualf(t, at, 0, "there is no program %s", name)
	possible := explore(programs[at])

	listed := set{}
	for _, output := range interleavings.Answers()[name] {
		listed[output] = true
	}
	impossible, missing := listed.without(possible), possible.without(listed)
	assert.Zerof(t, impossible, "%s: %d of your %d outputs cannot happen, in whichever order the goroutines take their turns", name, impossible, len(listed))
	assert.Zerof(t, missing, "%s: outputs that can happen and are not in your list: %d. Stop a goroutine between two of its steps, and let another run", name, missing)
}

// explorerIsRight tries the explorer on programs of which the outputs are known.
func explorerIsRight(t *testing.T) {
	t.Helper()
	type steps = []interleavings.Step
	const (
		load, store, set1 = interleavings.Load, interleavings.Store, interleavings.Set
		add, bump         = interleavings.Add, interleavings.Bump
		need, show        = interleavings.Need, interleavings.Print
	)
	for _, known := range []struct {
		goroutines [][]interleavings.Step
		want       set
	}{
		{nil, set{"0": true}},
		{[][]interleavings.Step{{}, {{Do: show}}}, set{"0 0": true}},
		{[][]interleavings.Step{steps{{Do: bump, Var: "x", N: 2}}, steps{{Do: bump, Var: "x", N: 3}}}, set{"5": true}},
		{
			[][]interleavings.Step{steps{{Do: set1, Var: "x", N: 1}}, steps{{Do: load, Var: "x"}, {Do: show}}},
			set{"0 1": true, "1 1": true},
		},
		{
			[][]interleavings.Step{steps{{Do: load, Var: "x"}, {Do: need, N: 1}, {Do: show}}, steps{{Do: set1, Var: "x", N: 1}}},
			set{"1": true, "1 1": true},
		},
		{
			[][]interleavings.Step{
				steps{{Do: load, Var: "x"}, {Do: add, N: 1}, {Do: store, Var: "x"}},
				steps{{Do: bump, Var: "x", N: 3}},
			},
			set{"4": true, "1": true},
		},
		{
			[][]interleavings.Step{steps{{Do: add, N: 1}, {Do: show}}, steps{{Do: add, N: 2}, {Do: show}}},
			set{"1 2 0": true, "2 1 0": true},
		},
	} {
		p := interleavings.Program{Start: map[string]int{"x": 0}, Goroutines: known.goroutines, Finally: []string{"x"}}
		require.Equal(t, known.want, explore(p), "the course's own explorer is wrong: please report it")
	}
}
