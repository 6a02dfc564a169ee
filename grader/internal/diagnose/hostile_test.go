package diagnose_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/concurrency-in-go/course/grader/internal/diagnose"
)

// A command's functions are in package main, and so are those that the grader
// generates around them.
func TestCommand(t *testing.T) {
	s := diagnose.Source{
		Package: "github.com/concurrency-in-go/course/exercises/ch03/tally",
		Files:   map[string][]byte{"tally.go": []byte("package main\n\nfunc run() {\n\tc <- 1\n}\n")},
	}
	f := s.Stuck([]byte(`goroutine 1 [chan send]:
main.run(...)
	/scratch/tally.go:4
main.main()
	/scratch/main_generated.go:9 +0x1d
`))
	limits(t, f)
	assert.Equal(t, "deadlock: your run waits to send on a channel: nobody receives from it any more", f.Message)
	require.Len(t, f.Places, 1, "the generated main is not the student's")
	assert.Equal(t, "c <- 1", f.Places[0].Source)
	assert.Contains(t, f.Account[0], "the main goroutine, in run, waits")
}

// Names and lines of an attempt reach the account, and must not reach the terminal
// as they are.
func TestHostileSource(t *testing.T) {
	s := diagnose.Source{
		Package: "demo",
		Files:   map[string][]byte{"demo.go": []byte("c <- 1 // \x1b]0;owned\x07 \u202e" + strings.Repeat("x", 10_000))},
	}
	f := s.Stuck([]byte("goroutine 7 [chan send]:\ndemo.\u202ef(...)\n\t/scratch/demo.go:1\n"))
	limits(t, f)
	assert.Contains(t, strings.Join(f.Account, "\n"), `c <- 1 // \x1b]0;owned\x07`)
}

// Where nothing can be read, a finding still says what kind of failure it was.
func TestNothingToRead(t *testing.T) {
	for kind, want := range map[string]string{
		"race":  "two goroutines used the same memory at the same time, and at least one wrote",
		"stuck": "deadlock: the test waits for something that never comes",
		"panic": "it crashed, and did not say why",
		"leak":  "the test is over, and goroutines are left behind",
		"fail":  "the test failed without a word",
	} {
		f := parsers(diagnose.Source{})[kind](nil)
		limits(t, f)
		assert.Equal(t, want, f.Message, kind)
	}
}
