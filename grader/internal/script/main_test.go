package script

import (
	"os"
	"testing"

	"go.uber.org/goleak"
)

// The test binary is also the program that the scripts run: see program_test.go.
func TestMain(m *testing.M) {
	if log := os.Getenv("GRADER_LOG"); log != "" {
		os.Exit(program(log, os.Args[1:]))
	}
	goleak.VerifyTestMain(m)
}
