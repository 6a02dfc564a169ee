package procs_test

import (
	"runtime"
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch03/procs"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestLeverIsMovedAndPutBack(t *testing.T) {
	before := runtime.GOMAXPROCS(0)
	inside := 0

	err := procs.WithProcs(before+1, func() { inside = runtime.GOMAXPROCS(0) })

	require.NoError(t, err)
	assert.Equal(t, before+1, inside, "while f runs, GOMAXPROCS is n")
	assert.Equal(t, before, runtime.GOMAXPROCS(0), "afterwards GOMAXPROCS is what it was before")
}

func TestOneRoundForEachNumber(t *testing.T) {
	results, err := procs.Scale(func(worker int) int { return 10 * worker }, 1, 3)

	require.NoError(t, err)
	require.Len(t, results, 2, "two numbers, two rounds")
	assert.Equal(t, []int{0}, results[0].Values, "the first round has one worker, number 0")
	assert.Equal(t, []int{0, 10, 20}, results[1].Values, "the second round has the workers 0, 1 and 2")
}
