package ring_test

import (
	"bytes"
	"math"
	"runtime"
	"sync"
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch03/ring"
	"github.com/concurrency-in-go/course/exercises/internal/kit"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// history records the calls of work.
type history struct {
	mu    sync.Mutex
	calls []call
}

type call struct{ station, token int }

// work counts the calls in the token.
func (h *history) work(station, token int) int {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.calls = append(h.calls, call{station, token})
	return token + 1
}

func (h *history) all() []call {
	h.mu.Lock()
	defer h.mu.Unlock()
	return append([]call{}, h.calls...)
}

// check wants the calls and the result of a ring that turned as it should.
func check(t *testing.T, n, laps int) {
	t.Helper()
	var h history
	token := ring.Ring(n, laps, h.work)
	kit.Settle() // whoever still calls work does it now

	calls := h.all()
	for i, got := range calls[:min(len(calls), n*laps)] {
		want := call{station: i % n, token: i}
		if got != want {
			assert.Equal(t, want, got, "%d stations, %d laps: call %d came at the wrong station, or with a token that is not what the call before returned", n, laps, i+1)
			return
		}
	}
	count := len(calls) // the calls themselves would fill a page
	assert.Equal(t, n*laps, count, "%d stations, %d laps: one call of work for each station and lap", n, laps)
	assert.Equal(t, n*laps, token, "%d stations, %d laps: Ring returns what the last call of work returned", n, laps)
}

func TestOneStation(t *testing.T) {
	check(t, 1, 1)
	check(t, 1, 2)
	check(t, 1, 50)
}

// A token is any number, and tells nothing to the ring.
func TestAnyToken(t *testing.T) {
	tokens := []int{-1, 0, 7, math.MinInt, 0, math.MaxInt, -1, -1, 1, -2, 0, 0}
	for _, n := range []int{1, 2, 3, 4} {
		var got []int
		last := ring.Ring(n, len(tokens)/n, func(_, token int) int {
			got = append(got, token)
			return tokens[(len(got)-1)%len(tokens)]
		})
		require.Equal(t, append([]int{0}, tokens[:len(tokens)-1]...), got, "%d stations: each station gets what the one before returned, whatever that is", n)
		require.Equal(t, tokens[len(tokens)-1], last, "%d stations: Ring returns what the last call of work returned", n)
	}
}

func TestOneLap(t *testing.T) {
	check(t, 2, 1)
	check(t, 7, 1)
}

func TestManyLaps(t *testing.T) {
	check(t, 2, 40)
	check(t, 7, 10)
}

// One lap: where every station looks each millisecond, a handover takes long.
func TestThousandStations(t *testing.T) {
	check(t, 1000, 1)
}

func TestNothingToDo(t *testing.T) {
	for _, size := range [][2]int{{0, 3}, {-1, 3}, {3, 0}, {1, 0}, {3, -1}, {0, 0}, {-2, -2}} {
		var h history
		token := ring.Ring(size[0], size[1], h.work)
		kit.Settle()
		assert.Zero(t, token, "Ring(%d, %d): nobody has changed the token", size[0], size[1])
		assert.Empty(t, h.all(), "Ring(%d, %d): there is no station or no lap, and work was called", size[0], size[1])
	}
}

// If another station could get in, it would do so while this one works.
func TestOneCallAtATime(t *testing.T) {
	var inside kit.Peak
	ring.Ring(5, 3, func(_, token int) int {
		defer inside.Leave()
		if inside.Enter() == 1 {
			kit.Settle() // let others in, if they can get in
		}
		return token
	})
	assert.Equal(t, 1, inside.Max(), "there is one token, but several stations were at work at the same time")
}

// The calls share a map and have no lock. Handing the token over puts them in order.
func TestEachCallSeesTheOnesBefore(t *testing.T) {
	seen := map[int]int{}
	ring.Ring(4, 10, func(station, token int) int {
		seen[station]++
		return token
	})
	assert.Equal(t, map[int]int{0: 10, 1: 10, 2: 10, 3: 10}, seen, "each station is called once a lap")
}

// goroutine returns a name for the goroutine that calls it.
func goroutine() string {
	buf := make([]byte, 64)
	buf = buf[:runtime.Stack(buf, false)]
	id, _, _ := bytes.Cut(buf, []byte(" ["))
	return string(id)
}

func TestEachStationIsAGoroutine(t *testing.T) {
	const stations, laps = 5, 4
	var mu sync.Mutex
	on := map[string]map[int]bool{} // by goroutine: its stations
	ring.Ring(stations, laps, func(station, token int) int {
		mu.Lock()
		defer mu.Unlock()
		id := goroutine()
		if on[id] == nil {
			on[id] = map[int]bool{}
		}
		on[id][station] = true
		return token
	})

	mu.Lock()
	defer mu.Unlock()
	require.GreaterOrEqual(t, len(on), stations, "there are fewer goroutines than stations: each station is a goroutine of its own")
	assert.Len(t, on, stations, "a station is the same goroutine in every lap, but there were more goroutines than stations")
	for id, its := range on {
		assert.Len(t, its, 1, "%s was more than one station", id)
	}
}

// While one works the others must come to rest.
func TestWaitingStationsSleep(t *testing.T) {
	ring.Ring(3, 2, func(_, token int) int {
		kit.Settle() // returns when nobody spins
		return token
	})
}

// Both rings are at work at the same time: their calls meet.
func TestRingsTurnAtTheSameTime(t *testing.T) {
	both := kit.NewRendezvous(2)
	var tokens [2]int
	turn := func(i int) func() {
		return func() {
			tokens[i] = ring.Ring(3, 4, func(_, token int) int {
				both.Meet()
				return token + 1 + i
			})
		}
	}
	kit.Together(turn(0), turn(1))
	assert.Equal(t, [2]int{12, 24}, tokens, "two rings turned at the same time and one changed the token of the other: what do they share?")
}
