package gotest

import (
	"context"
	"crypto/sha256"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/concurrency-in-go/course/grader/internal/course"
	"github.com/concurrency-in-go/course/grader/internal/workspace"
)

// modules are packages of all modules that tests and attempts may import.
var modules = []string{
	"github.com/stretchr/testify/require",
	"go.uber.org/goleak",
	"github.com/rogpeppe/go-internal/testscript",
	"github.com/anishathalye/porcupine",
	"golang.org/x/sync/errgroup",
	"golang.org/x/time/rate",
}

// Fetch makes sure that the modules are on this machine. It runs before an attempt
// is laid out: while attempts are built, nothing is fetched. What it has found once
// it does not look for again.
func Fetch(ctx context.Context, c *course.Course) error {
	stamp, err := fetchStamp(c)
	if err != nil {
		return err
	}
	if _, err := os.Stat(stamp); err == nil {
		return nil
	}
	cmd := exec.CommandContext(ctx, "go", append([]string{"list", "-deps", "-f", "{{.Name}}"}, modules...)...)
	cmd.Dir = c.Root
	cmd.Env = append(os.Environ(), "GOTOOLCHAIN=local")
	if out, err := cmd.CombinedOutput(); err != nil {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		return &FetchError{Said: firstLines(out, 3)}
	}
	return os.WriteFile(stamp, nil, 0o600)
}

// FetchError says that a module could not be had.
type FetchError struct{ Said string }

func (e *FetchError) Error() string { return "the course's modules could not be fetched: " + e.Said }

// Hint says what to do about it.
func (e *FetchError) Hint() string {
	return "run `go mod download` in the course's folder, where there is a network"
}

// fetchStamp names a file that is there when all is. It depends on go.sum and on
// where modules are kept.
func fetchStamp(c *course.Course) (string, error) {
	text, err := os.ReadFile(filepath.Join(c.Root, "go.sum"))
	if err != nil {
		return "", err
	}
	dir, err := workspace.CacheDir()
	if err != nil {
		return "", err
	}
	key := sha256.Sum256(append(text, strings.Join([]string{os.Getenv("GOMODCACHE"), os.Getenv("GOPATH")}, "\x00")...))
	return filepath.Join(dir, fmt.Sprintf("modules-%x", key[:8])), nil
}
