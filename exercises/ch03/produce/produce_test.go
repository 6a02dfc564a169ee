package produce_test

import (
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch03/produce"
	"github.com/stretchr/testify/assert"
)

func TestProduceThree(t *testing.T) {
	var got []int
	for v := range produce.Produce(t.Context(), 3) {
		got = append(got, v)
	}
	assert.Equal(t, []int{0, 1, 2}, got, "Produce must hand out 0, 1 and 2, and then close the channel")
}

// The machine, two desks, and all that the desks called.
func TestFromMachineToDesks(t *testing.T) {
	numbers := produce.Produce(t.Context(), 5)
	desks := produce.Split(t.Context(), numbers, 2)
	called := produce.Consume(desks...)
	assert.ElementsMatch(t, []int{0, 1, 2, 3, 4}, called, "every number must be called by one desk, and by one only")
}
