// Grader scores attempts at the exercises of the course against their hidden
// tests, under the race detector and goleak, and says what went wrong. For the
// student it also keeps the record, gives hints and shows what is next.
package main

import (
	"context"
	"io"
	"os"
	"os/signal"
	"runtime"
	"syscall"

	"github.com/concurrency-in-go/course/grader/internal/attempt"
	"github.com/concurrency-in-go/course/grader/internal/judge"
	"github.com/concurrency-in-go/course/grader/internal/verdict"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	// The first signal lets everything clean up after itself; a second one that
	// comes meanwhile ends the process at once.
	context.AfterFunc(ctx, stop)
	os.Exit(run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// run is the whole program, and returns its exit code.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	a := &app{in: stdin, out: stdout, err: stderr, command: command(), goVersion: runtime.Version(), grade: grade}
	return a.run(ctx, args)
}

// grade lets the judge grade the attempts.
func grade(ctx context.Context, j *judge.Judge, attempts []*attempt.Attempt) ([]verdict.Verdict, error) {
	return j.Grade(ctx, attempts)
}
