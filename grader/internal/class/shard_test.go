package class

import (
	"fmt"
	"testing"

	"github.com/concurrency-in-go/course/grader/internal/course"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestParseShard(t *testing.T) {
	got, err := ParseShard("2/8")
	require.NoError(t, err)
	assert.Equal(t, Shard{2, 8}, got)
	for _, text := range []string{"", "2", "0/8", "9/8", "-1/8", "1/0", "a/b", "1/2/3", "1 / 2"} {
		_, err := ParseShard(text)
		assert.ErrorContains(t, err, "--shard is", text)
	}
}

// Every piece of work is in one shard, the shards are of like size, and the same
// attempt is in the same one whoever handed it in.
func TestShardsSplitTheAttempts(t *testing.T) {
	e := &course.Exercise{ID: "ch01/demo"}
	ann, bob := &Student{ID: "ann"}, &Student{ID: "bob"}
	const attempts = 4000
	for _, of := range []int{1, 2, 8, 50} {
		sizes := make([]int, of)
		for n := range attempts {
			sha := fmt.Sprint(n)
			in := 0
			for i := range of {
				s := Shard{i + 1, of}
				if s.holds(&Work{Student: ann, Exercise: e, SHA256: sha}) {
					in++
					sizes[i]++
					assert.True(t, s.holds(&Work{Student: bob, Exercise: e, SHA256: sha}))
				}
			}
			require.Equal(t, 1, in)
		}
		for _, n := range sizes {
			assert.InEpsilon(t, attempts/of, n, 0.5)
		}
	}
	assert.True(t, Shard{}.holds(&Work{Student: ann, Exercise: e}), "without shards there is one")
}

func TestShardOfNothingGoesByStudent(t *testing.T) {
	e := &course.Exercise{ID: "ch01/demo"}
	in := map[bool]int{}
	for n := range 100 {
		in[Shard{1, 2}.holds(&Work{Student: &Student{ID: fmt.Sprint(n)}, Exercise: e})]++
	}
	assert.Greater(t, in[true], 20)
	assert.Greater(t, in[false], 20)
}
