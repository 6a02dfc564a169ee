package zip_test

import (
	"io"
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch03/zip"
	"github.com/concurrency-in-go/course/exercises/internal/kit"
	"github.com/stretchr/testify/assert"
)

type pair = zip.Pair[int, int]

// pairs are (0,0), (1,1), … up to n-1.
func pairs(n int) []pair {
	want := []pair{}
	for i := range n {
		want = append(want, pair{First: i, Second: i})
	}
	return want
}

func TestZipPairsUpToTheShorter(t *testing.T) {
	for _, n := range sizes {
		got := all(zip.Zip(full(upTo(n[0])...), full(upTo(n[1])...)), max(n[0], n[1]))
		assert.Equal(t, pairs(min(n[0], n[1])), got, "inputs of %d and %d values: the i-th goes with the i-th, as long as both have one", n[0], n[1])
	}
}

func TestZipPassesZeros(t *testing.T) {
	got := all(zip.Zip(full(0, 0, 7), full("", "x", "")), 3)
	want := []zip.Pair[int, string]{{First: 0, Second: ""}, {First: 0, Second: "x"}, {First: 7, Second: ""}}
	assert.Equal(t, want, got, "a zero or an empty string is a value like others: only a closed channel is the end")

	errs := all(zip.Zip(full(1, 2, 3), full(nil, io.EOF, nil)), 3)
	wantErrs := []zip.Pair[int, error]{{First: 1}, {First: 2, Second: io.EOF}, {First: 3}}
	assert.Equal(t, wantErrs, errs, "a nil that comes from an input is a value like others")
}

// Both inputs stay open. Each pair comes out before the next is sent, and its values
// come in either order.
func TestZipTakesEitherFirst(t *testing.T) {
	a, b := make(chan int), make(chan int)
	out := zip.Zip(a, b)
	for i := range 6 {
		first, second := a, b
		if i%3 > 0 {
			first, second = b, a
		}
		first <- i
		second <- i
		assert.Equal(t, pair{First: i, Second: i}, one(t, out), "two values went in, and must come out as a pair")
	}
	close(a)
	close(b)
	assert.Empty(t, all(out, 0), "both inputs are closed, and still something comes out")
}

// Values of one wait until their partners come, in their order.
func TestZipKeepsWhatWaits(t *testing.T) {
	for _, early := range []int{0, 1} {
		late := make(chan int)
		var out <-chan pair
		if early == 0 {
			out = zip.Zip(full(upTo(5)...), late)
		} else {
			out = zip.Zip(late, full(upTo(5)...))
		}
		kit.Settle() // it has received what it wants before a partner comes
		go func() {
			defer close(late)
			for i := range 5 {
				late <- i
			}
		}()
		assert.Equal(t, pairs(5), all(out, 5), "five values were there early, and their partners came late: each must still get its own")
	}
}

// One input is closed. On the other nothing comes, but it is open.
func TestZipClosesWithTheFirst(t *testing.T) {
	for _, short := range []int{0, 1} {
		in := []chan int{make(chan int), make(chan int)}
		out := zip.Zip(in[0], in[1])
		in[0] <- 0
		in[1] <- 0
		assert.Equal(t, pair{}, one(t, out), "two zeros went in")
		close(in[short])
		assert.Empty(t, all(out, 0), "one input is closed: there can be no more pairs") // returns when out is closed
		close(in[1-short])
	}
}

// The same, with a value of the other that waits for its partner.
func TestZipClosesWithoutPartner(t *testing.T) {
	for _, short := range []int{0, 1} {
		in := []chan int{make(chan int), make(chan int)}
		out := zip.Zip(in[0], in[1])
		in[1-short] <- 1
		close(in[short])
		assert.Empty(t, all(out, 0), "a value whose partner never comes must not go out")
		close(in[1-short])
	}
}

// Nobody waits for the sender of the longer input. It must come to its end: if it is
// stuck, it is the goroutine that is left behind.
func TestZipLetsLongerSenderGo(t *testing.T) {
	for _, n := range [][2]int{{3, 50}, {0, 50}, {3, 4}} {
		assert.Equal(t, pairs(n[0]), all(zip.Zip(belt(upTo(n[0])...), belt(upTo(n[1])...)), n[1]), "b is longer: as many pairs as a has values")
		assert.Equal(t, pairs(n[0]), all(zip.Zip(belt(upTo(n[1])...), belt(upTo(n[0])...)), n[1]), "a is longer: as many pairs as b has values")
	}
}

func TestZipOfNil(t *testing.T) {
	assert.Empty(t, all(zip.Zip[int, int](nil, nil), 0), "two nil inputs make no pair")
	open := make(chan int)
	assert.Empty(t, all(zip.Zip[int, int](nil, open), 0), "a is nil, and there was a pair")
	assert.Empty(t, all(zip.Zip[int, int](open, nil), 0), "b is nil, and there was a pair")
	for i := range 10 {
		open <- i // both go on to receive
	}
	close(open)
}
