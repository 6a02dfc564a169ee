package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"go/version"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/concurrency-in-go/course/grader/internal/course"
	"github.com/concurrency-in-go/course/grader/internal/gotest"
)

// oldest is the first release of Go that has what the tests use.
const oldest = "go1.26"

func lookAtGo(ctx context.Context, root string) symptom {
	have, err := goCommand(ctx, root, nil, "env", "GOVERSION")
	if err != nil {
		return symptom{"the go command does not run: " + err.Error(), "install Go from https://go.dev/dl"}
	}
	have, _, _ = strings.Cut(have, " ") // a build with experiments says so behind a space
	if version.Compare(have, oldest) < 0 {
		return symptom{have, "install " + oldest + " or newer from https://go.dev/dl"}
	}
	return symptom{have, ""}
}

// racy has a data race that the detector always sees: nothing orders the two
// writes, however they are scheduled.
const racy = `package main

func main() {
	n, done := 0, make(chan bool)
	go func() { n = 1; done <- true }()
	n = 2
	<-done
	_ = n
}
`

// raceExit is the exit code of a program in which the race detector saw a race.
const raceExit = 66

func lookAtRace(ctx context.Context, _ string) symptom {
	dir, err := os.MkdirTemp("", "grader-doctor-*")
	if err != nil {
		return symptom{err.Error(), "make the folder for temporary files writable, or set TMPDIR"}
	}
	defer os.RemoveAll(dir)
	src, bin := filepath.Join(dir, "main.go"), filepath.Join(dir, "racy.exe")
	if err := os.WriteFile(src, []byte(racy), 0o644); err != nil {
		return symptom{err.Error(), "make room for temporary files, or set TMPDIR"}
	}
	if _, err := goCommand(ctx, dir, []string{"CGO_ENABLED=1", "GOWORK=off", "GOFLAGS="}, "build", "-race", "-o", bin, src); err != nil {
		return symptom{"nothing builds with -race: " + err.Error(), install()}
	}
	err = exec.CommandContext(ctx, bin).Run()
	var exit *exec.ExitError
	if !errors.As(err, &exit) || exit.ExitCode() != raceExit {
		return symptom{fmt.Sprintf("the race detector missed a race (%v)", err), "this system does not support it: use another, or a container"}
	}
	return symptom{"a C compiler is there, and the race detector finds a race", ""}
}

// lookAtModules fetches what is missing, as grading would.
func lookAtModules(ctx context.Context, root string) symptom {
	err := gotest.Fetch(ctx, &course.Course{Root: root})
	var unfetched *gotest.FetchError
	switch {
	case errors.As(err, &unfetched):
		return symptom{unfetched.Error(), unfetched.Hint()}
	case err != nil:
		return symptom{err.Error(), "make the user's folder for caches writable"}
	}
	return symptom{"every module is fetched", ""}
}

// enough is how much room a first build with -race takes, and a workspace.
const enough = 2 << 30

func lookAtRoom(ctx context.Context, root string) symptom {
	cache, err := goCommand(ctx, root, nil, "env", "GOCACHE")
	if err != nil {
		return symptom{err.Error(), "set GOCACHE to a folder that you may write to"}
	}
	for _, dir := range []string{cache, os.TempDir()} {
		if err := writable(dir); err != nil {
			return symptom{err.Error(), "make the folder writable, or set GOCACHE and TMPDIR to others"}
		}
		if free, ok := freeBytes(dir); ok && free < enough {
			return symptom{fmt.Sprintf("%s has only %d MiB left", dir, free>>20), "make room: go clean -cache helps"}
		}
	}
	return symptom{"the build cache is writable, and there is room", ""}
}

func writable(dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	f, err := os.CreateTemp(dir, "grader-doctor-*")
	if err != nil {
		return err
	}
	return errors.Join(f.Close(), os.Remove(f.Name()))
}

func lookAtCourse(_ context.Context, root string) symptom {
	c, err := course.Load(root)
	if err != nil {
		return symptom{err.Error(), "put the file back as it was: git checkout exercises"}
	}
	return symptom{plural(fmt.Sprint(len(c.Exercises())), "exercise") + " in " + plural(fmt.Sprint(len(c.Chapters)), "chapter"), ""}
}

// goCommand returns what the go command prints. Its error is the last line of
// what it complains about.
func goCommand(ctx context.Context, dir string, env []string, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), env...)
	var errs bytes.Buffer
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil {
		lines := strings.Split(strings.TrimSpace(errs.String()), "\n")
		if last := lines[len(lines)-1]; last != "" {
			err = errors.New(last)
		}
		return "", err
	}
	return strings.TrimSpace(string(out)), nil
}
