package main

import (
	"context"
	"io"
	"path/filepath"
	"strings"
	"testing"

	"github.com/concurrency-in-go/course/grader/internal/attempt"
	"github.com/concurrency-in-go/course/grader/internal/judge"
	"github.com/concurrency-in-go/course/grader/internal/verdict"
	"github.com/stretchr/testify/assert"
)

// interrupted is a judge to whom the user says stop.
func interrupted(stop context.CancelFunc) func(context.Context, *judge.Judge, []*attempt.Attempt) ([]verdict.Verdict, error) {
	return func(ctx context.Context, _ *judge.Judge, _ []*attempt.Attempt) ([]verdict.Verdict, error) {
		stop()
		return nil, ctx.Err()
	}
}

func TestInterruptIsNoVerdict(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	var out, errs strings.Builder
	a := &app{out: &out, err: &errs, command: "grader", grade: interrupted(stop)}
	tiny := filepath.Join("testdata", "script", "tiny")

	code := a.run(ctx, []string{"grade", "--course", tiny, filepath.Join(tiny, "exercises", "ch01", "hits")})

	assert.Equal(t, broken, code)
	assert.Equal(t, "error: interrupted\n", errs.String())
	assert.Empty(t, out.String())
}

func TestNoBarWithoutATerminal(t *testing.T) {
	update, stop := (&app{err: io.Discard}).progress()
	assert.Nil(t, update)
	stop()
}
