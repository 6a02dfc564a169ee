package deque_test

import (
	"math/rand/v2"
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch06/deque"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestOwnerPopsTheNewest(t *testing.T) {
	d := deque.New[int]()
	for v := range 5 {
		d.Push(v)
	}

	for want := 4; want >= 0; want-- {
		v, ok := d.Pop()
		require.True(t, ok, "Pop found nothing while there were elements left")
		require.Equal(t, want, v, "the owner must get the newest element first")
	}
}

func TestThiefStealsTheOldest(t *testing.T) {
	d := deque.New[int]()
	for v := range 5 {
		d.Push(v)
	}

	for want := range 5 {
		v, ok := d.Steal()
		require.True(t, ok, "Steal found nothing while there were elements left")
		require.Equal(t, want, v, "a thief must get the oldest element first")
	}
}

// On an empty deque both return at once, as often as one likes, and the deque
// can be used afterwards.
func TestEmpty(t *testing.T) {
	d := deque.New[int]()

	for round := range 3 {
		for range 2 {
			v, ok := d.Pop()
			assert.False(t, ok, "Pop found an element in an empty deque")
			assert.Zero(t, v, "Pop on an empty deque returns the zero value")
			v, ok = d.Steal()
			assert.False(t, ok, "Steal found an element in an empty deque")
			assert.Zero(t, v, "Steal on an empty deque returns the zero value")
		}
		d.Push(round + 1)
		d.Push(-round - 1)
		v, ok := d.Steal()
		require.True(t, ok, "an element pushed after the deque was found empty is lost")
		require.Equal(t, round+1, v, "Steal returned another element than the oldest")
		v, ok = d.Pop()
		require.True(t, ok, "an element pushed after the deque was found empty is lost")
		require.Equal(t, -round-1, v, "Pop returned another element than the newest")
	}
}

func TestZeroValuesAreElements(t *testing.T) {
	numbers := deque.New[int]()
	numbers.Push(0)
	numbers.Push(0)
	_, ok := numbers.Pop()
	assert.True(t, ok, "Pop took the number 0 for no element at all")
	_, ok = numbers.Steal()
	assert.True(t, ok, "Steal took the number 0 for no element at all")

	errs := deque.New[error]()
	errs.Push(nil)
	errs.Push(nil)
	_, ok = errs.Steal()
	assert.True(t, ok, "Steal took a nil that was pushed for no element at all")
	_, ok = errs.Pop()
	assert.True(t, ok, "Pop took a nil that was pushed for no element at all")
}

// Nobody takes anything while thousands are pushed.
func TestHoldsAsManyAsArePushed(t *testing.T) {
	d := deque.New[int]()
	const pushed = 2500
	for v := range pushed {
		d.Push(v)
	}

	for want := range pushed / 2 {
		v, ok := d.Steal()
		require.True(t, ok, "some of 2500 elements are lost")
		require.Equal(t, want, v, "with thousands of elements, Steal does not return the oldest")
		v, ok = d.Pop()
		require.True(t, ok, "some of 2500 elements are lost")
		require.Equal(t, pushed-1-want, v, "with thousands of elements, Pop does not return the newest")
	}
}

// The elements move on through the deque, which is nearly empty at times and then
// grows. A plain slice beside it says what is right.
func TestGrowsAnywhere(t *testing.T) {
	d := deque.New[int]()
	var want []int
	choose := rand.New(rand.NewPCG(6, 1))

	for step := range 4000 {
		growing := step/250%2 == 0
		switch k := choose.IntN(10); {
		case k < 3 || growing && k < 6:
			d.Push(step)
			want = append(want, step)
		case k < 8:
			v, ok := d.Steal()
			require.Equal(t, len(want) > 0, ok, "is there an element to steal? Steal is wrong about it")
			if ok {
				require.Equal(t, want[0], v, "Steal did not return the oldest element: did it survive growing?")
				want = want[1:]
			}
		default:
			v, ok := d.Pop()
			require.Equal(t, len(want) > 0, ok, "is there an element to pop? Pop is wrong about it")
			if ok {
				require.Equal(t, want[len(want)-1], v, "Pop did not return the newest element: did it survive growing?")
				want = want[:len(want)-1]
			}
		}
	}
}

func TestTwoDequesAreTwo(t *testing.T) {
	mine, yours := deque.New[int](), deque.New[int]()
	mine.Push(1)

	_, ok := yours.Steal()
	assert.False(t, ok, "an element pushed into one deque was stolen from another")
	_, ok = mine.Pop()
	assert.True(t, ok, "the element is gone from the deque into which it was pushed")
}
