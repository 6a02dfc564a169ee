package script

import (
	"errors"
	"os/exec"
	"strconv"

	"github.com/rogpeppe/go-internal/testscript"
)

// commands are what scripts can do beside what testscript knows.
var commands = map[string]func(ts *testscript.TestScript, neg bool, args []string){"exits": exits}

// exits is exec for a program that is to end with a certain exit code:
//
//	exits CODE PROGRAM [ARG…]
func exits(ts *testscript.TestScript, neg bool, args []string) {
	const usage = "usage: exits code program [args...]"
	if neg || len(args) < 2 {
		ts.Fatalf(usage)
	}
	want, err := strconv.Atoi(args[0])
	if err != nil {
		ts.Fatalf(usage)
	}
	err = ts.Exec(args[1], args[2:]...)
	got, failed := 0, (*exec.ExitError)(nil)
	switch {
	case errors.As(err, &failed) && failed.Exited():
		got = failed.ExitCode()
	case err != nil:
		ts.Fatalf("%v", err)
	}
	if got != want {
		ts.Fatalf("the exit code is %d, not %d", got, want)
	}
}
