package attempt_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/concurrency-in-go/course/grader/internal/attempt"
	"github.com/concurrency-in-go/course/grader/internal/course"
)

func TestMisspelt(t *testing.T) {
	e := course.Exercise{
		Allow: []string{"net/http", "runtime.GC"},
		Forbid: []string{
			"chan", "goto", "recover", "time.Sleep", "sync", "sync/atomic", "atomic.AddInt64",
			"sync.Mutex.TryLock", "sync.WaitGroup", "net/http", "runtime.GC", "context.Context.Err",
		},
	}
	assert.Empty(t, attempt.Misspelt(&e), "each of them is something that an attempt can do")

	e.Forbid = []string{
		"func", "Sleep", "time.sleep", "time.Slep", "sync.Mutex.TryLok", "sync.Mutx.TryLock", "snyc", "os", "os/exec.Command",
	}
	assert.Equal(t, e.Forbid, attempt.Misspelt(&e), "nothing is called so, or no attempt may use it anyway")
}
