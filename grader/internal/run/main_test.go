package run

import (
	"os"
	"testing"

	"go.uber.org/goleak"
)

// The test binary is also the program that the tests start: see helper_test.go.
func TestMain(m *testing.M) {
	if what, ok := os.LookupEnv(helperVar); ok {
		os.Exit(helper(what))
	}
	goleak.VerifyTestMain(m)
}
