package zip_test

import (
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch03/zip"
	"github.com/concurrency-in-go/course/exercises/internal/kit"
	"github.com/stretchr/testify/assert"
)

// One input is closed, and nothing comes on the other. Whoever spins on the closed
// one never comes to rest.
func TestMergeSleeps(t *testing.T) {
	a, b := make(chan int), make(chan int)
	out := zip.Merge(a, b)
	kit.Settle() // returns when nobody spins
	close(a)
	kit.Settle()
	b <- 1
	kit.Settle() // nobody receives yet
	assert.Equal(t, 1, one(t, out), "the value that went in last must come out")
	close(b)
	assert.Empty(t, all(out, 0), "one value went in, and more came out")
}

func TestZipSleeps(t *testing.T) {
	a, b := make(chan int), make(chan int)
	out := zip.Zip(a, b)
	kit.Settle() // returns when nobody spins
	a <- 1
	kit.Settle()
	close(a)
	kit.Settle()
	b <- 1
	kit.Settle() // nobody receives yet
	assert.Equal(t, pair{First: 1, Second: 1}, one(t, out), "a value of each went in, and must come out as a pair")
	assert.Empty(t, all(out, 0), "a is closed, and its only value has gone out: there can be no more pairs")
	kit.Settle() // the rest of b is still to come
	close(b)
}
