package gotest

import (
	"flag"
	"os"
	"testing"

	"go.uber.org/goleak"

	"github.com/concurrency-in-go/course/grader/internal/run"
)

var (
	update = flag.Bool("update", false, "rewrite what is made of the recorded output in testdata")
	record = flag.Bool("record", false, "record the output in testdata anew; needs the go command")
)

// The test binary is also the suite that TestSuite runs: see suite_test.go.
func TestMain(m *testing.M) {
	if os.Getenv(run.PrivateVar) != "" {
		os.Exit(vouch(m))
	}
	goleak.VerifyTestMain(m)
}
