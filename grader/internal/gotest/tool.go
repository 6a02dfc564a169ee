package gotest

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/concurrency-in-go/course/grader/internal/run"
	"github.com/concurrency-in-go/course/grader/internal/workspace"
)

// Tool is the go command, with the settings that it gets from nobody else.
type Tool struct {
	path string
	env  []string
	warm string // see [Tool.Warm]
}

// FindTool finds the go command of the person who runs the grader.
func FindTool(ctx context.Context) (*Tool, error) {
	path, err := exec.LookPath("go")
	if err != nil {
		return nil, fmt.Errorf("the go command is not in PATH: %w", err)
	}
	env, err := goEnv(ctx, path)
	if err != nil {
		return nil, err
	}
	return &Tool{path, env, warmStamp(env)}, nil
}

func (t *Tool) run(ctx context.Context, w *workspace.Workspace, args ...string) (stdout, stderr []byte, r run.Result, err error) {
	var out, errs bytes.Buffer
	r, err = run.Run(ctx, run.Command{
		Path: t.path, Args: args, Dir: w.Module,
		Env:    run.Env(w.Home, w.Tmp, t.env...),
		Stdout: &out, Stderr: &errs, Limits: toolLimits,
	})
	return out.Bytes(), errs.Bytes(), r, err
}

// Warm reports whether the standard library has been compiled with the race
// detector, as far as SetWarm has been told.
func (t *Tool) Warm() bool {
	archive, err := os.ReadFile(t.warm)
	if err != nil {
		return false
	}
	_, err = os.Stat(string(archive)) // the user may have cleaned the cache since
	return err == nil
}

// SetWarm remembers that something has been built. That it cannot is no harm.
func (t *Tool) SetWarm(ctx context.Context, w *workspace.Workspace) {
	archive, _, r, err := t.run(ctx, w, "list", "-race", "-export", "-f", "{{.Export}}", "runtime")
	if err == nil && r.ExitCode == 0 {
		_ = os.WriteFile(t.warm, bytes.TrimSpace(archive), 0o600)
	}
}

// warmStamp names the file that says what to look for in the go command's cache.
// It depends on the release of Go and on where the cache is.
func warmStamp(env []string) string {
	dir, err := workspace.CacheDir()
	if err != nil {
		return ""
	}
	key := sha256.Sum256([]byte(strings.Join(append(env, runtime.Version()), "\x00")))
	return filepath.Join(dir, fmt.Sprintf("warm-%x", key[:8]))
}

// goEnv pins what the go command depends on. Only its two caches are the user's.
func goEnv(ctx context.Context, path string) ([]string, error) {
	cmd := exec.CommandContext(ctx, path, "env", "GOCACHE", "GOMODCACHE")
	cmd.Env = append(os.Environ(), "GOTOOLCHAIN=local")
	out, err := cmd.Output()
	lines := strings.Split(string(out), "\n")
	if err != nil || len(lines) < 2 {
		return nil, fmt.Errorf("go env: %w", err)
	}
	return []string{
		"GOCACHE=" + strings.TrimSpace(lines[0]),
		"GOMODCACHE=" + strings.TrimSpace(lines[1]),
		"GOENV=off", "GOFLAGS=-mod=readonly", "GOWORK=off", "GOTOOLCHAIN=local",
		"GOPROXY=off", "GOSUMDB=off", "GOTELEMETRY=off", "GO111MODULE=on", "CGO_ENABLED=1",
	}, nil
}

func firstLines(text []byte, n int) string {
	lines := strings.SplitN(strings.TrimSpace(string(text)), "\n", n+1)
	return strings.Join(lines[:min(n, len(lines))], "; ")
}
