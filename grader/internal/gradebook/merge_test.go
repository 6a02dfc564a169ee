package gradebook_test

import (
	"math/rand/v2"
	"testing"

	"github.com/concurrency-in-go/course/grader/internal/gradebook"
	"github.com/concurrency-in-go/course/grader/internal/verdict"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func merge(t *testing.T, books ...*gradebook.Book) *gradebook.Book {
	t.Helper()
	b, err := gradebook.Merge(books...)
	require.NoError(t, err)
	return b
}

func TestMergeIsOrderedAndIdempotent(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	books := []*gradebook.Book{{}, {}, {}}
	for range 60 {
		b := books[random.IntN(len(books))]
		outcome := verdict.Outcomes()[random.IntN(14)]
		b.Records = append(b.Records, record(string(rune('a'+random.IntN(4))), random.IntN(5), outcome))
	}
	once := merge(t, books...)
	assert.Equal(t, once, merge(t, books[2], books[0], books[1]), "the order of the books does not count")
	assert.Equal(t, once, merge(t, once, once))
	assert.Equal(t, once, merge(t, once, books[1]))
	for i, r := range once.Records[1:] {
		assert.False(t, r.Graded.Before(once.Records[i].Graded))
	}
	assert.Empty(t, merge(t).Records)
}

func TestMergeConflict(t *testing.T) {
	one := &gradebook.Book{Records: []gradebook.Record{record("ann", 5, verdict.Wrong)}}
	two := &gradebook.Book{Records: []gradebook.Record{record("ann", 7, verdict.Pass), record("ann", 9, verdict.Fault)}}
	for _, b := range []*gradebook.Book{merge(t, one, two), merge(t, two, one)} {
		assert.Len(t, b.Records, 3, "nothing is thrown away")
		assert.Equal(t, []gradebook.Record{two.Records[0]}, b.Latest())
	}
}

func TestAbsorbOnlyGrows(t *testing.T) {
	path := file(t)
	a, b, c := record("ann", 5, verdict.Wrong), record("bob", 7, verdict.Pass), record("cem", 1, verdict.Race)
	require.NoError(t, gradebook.Append(path, a))
	before := text(t, path)

	added, err := gradebook.Absorb(path, merge(t, &gradebook.Book{Records: []gradebook.Record{b, a, c}}))
	require.NoError(t, err)
	assert.Equal(t, 2, added)
	assert.Equal(t, []gradebook.Record{a, c, b}, read(t, path))
	after := text(t, path)
	assert.Equal(t, before, after[:len(before)])

	added, err = gradebook.Absorb(path, &gradebook.Book{Records: []gradebook.Record{b, a, c}})
	require.NoError(t, err)
	assert.Zero(t, added)
	assert.Equal(t, after, text(t, path))
}
