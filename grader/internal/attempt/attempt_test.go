package attempt_test

import (
	"testing"

	"github.com/concurrency-in-go/course/grader/internal/attempt"
	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/assert"
)

func TestSameAs(t *testing.T) {
	a := &attempt.Attempt{Files: &txtar.Archive{Files: []txtar.File{{Name: "demo.go", Data: []byte("x")}}}}

	assert.True(t, a.SameAs(map[string][]byte{"demo.go": []byte("x")}))
	assert.False(t, a.SameAs(map[string][]byte{"demo.go": []byte("y")}))
	assert.False(t, a.SameAs(nil), "without a stub nothing is known to be one")
}
