package interleavings_test

import (
	"slices"
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch01/interleavings"
	"github.com/stretchr/testify/require"
)

func TestEveryProgramHasAnAnswer(t *testing.T) {
	answers := interleavings.Answers()
	for _, p := range interleavings.Programs() {
		require.NotEmptyf(t, answers[p.Name], "%s: no output is listed yet, but every program prints something", p.Name)
		for _, output := range answers[p.Name] {
			require.Regexpf(t, `^-?\d+( -?\d+)*$`, output, "%s: an output is numbers with one space between two of them", p.Name)
		}
	}
}

// To run one goroutine after another is one of the orders. It is only the
// simplest, and there are more.
func TestOneAfterAnother(t *testing.T) {
	answers := interleavings.Answers()
	for _, p := range interleavings.Programs() {
		for g := range p.Goroutines {
			output := p.Run(g, g, g) // g is first, then come the others
			require.Truef(t, slices.Contains(answers[p.Name], output),
				"%s: let goroutine %d run to its end first, and then the others. What does that print? It is not in your list", p.Name, g)
		}
	}
}
