package starter_test

import (
	"testing"

	"github.com/concurrency-in-go/course/exercises/ch03/starter"
	"github.com/concurrency-in-go/course/exercises/internal/kit"
	"github.com/stretchr/testify/assert"
)

// Three wait, one call frees them all.
func TestOneOpenFreesAll(t *testing.T) {
	g := starter.New()
	through := make(chan error, 3)
	for range 3 {
		go func() { through <- g.Wait(t.Context()) }()
	}
	kit.Settle()
	assert.Empty(t, through, "somebody is through, and the gate is shut")

	g.Open()

	for range 3 {
		assert.NoError(t, <-through, "the gate is open: Wait returns nil")
	}
}

// After a Reset the gate is as new.
func TestOpenAgainAfterReset(t *testing.T) {
	g := starter.New()
	for range 2 {
		g.Open()
		assert.NoError(t, g.Wait(t.Context()), "the gate is open: Wait returns nil")
		g.Reset()
	}
}
