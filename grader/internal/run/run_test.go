package run

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// self is the command that runs the helper.
func self(t *testing.T, what string) Command {
	t.Helper()
	exe, err := os.Executable()
	require.NoError(t, err)
	return Command{Path: exe, Env: Env(t.TempDir(), t.TempDir(), helperVar+"="+what, "GORACE=atexit_sleep_ms=0")}
}

func TestExitCodes(t *testing.T) {
	t.Parallel()
	for _, code := range []int{0, 1, 3, 66} {
		r, err := Run(t.Context(), self(t, "exit "+strconv.Itoa(code)))
		require.NoError(t, err, "how a process ends is no error")
		assert.Equal(t, code, r.ExitCode)
		assert.Equal(t, None, r.Excess)
		assert.Empty(t, r.Private)
	}
}

func TestMissingProgram(t *testing.T) {
	t.Parallel()
	for _, line := range []string{"", "token"} {
		path := filepath.Join(t.TempDir(), "nothing")
		_, err := Run(t.Context(), Command{Path: path, Private: line})
		require.ErrorIs(t, err, os.ErrNotExist)
		assert.Contains(t, err.Error(), "start "+path)
	}
}

func TestStreamsFolderAndEnvironment(t *testing.T) {
	t.Parallel()
	c := self(t, "print")
	dir, err := filepath.EvalSymlinks(t.TempDir())
	require.NoError(t, err)
	var stdout, stderr bytes.Buffer
	c.Dir, c.Args, c.Stdout, c.Stderr = dir, []string{"one", "two words"}, &stdout, &stderr
	c.Env = append(c.Env, "OWN=yes")
	_, err = Run(t.Context(), c)
	require.NoError(t, err)
	assert.Equal(t, dir+" [one two words]\n", stdout.String())
	assert.ElementsMatch(t, c.Env, strings.Split(stderr.String(), "\n"), "it gets what it is given, and nothing else")
}

func TestNoEnvironmentInheritsNothing(t *testing.T) {
	t.Setenv(helperVar, "print") // what is inherited would make it the helper
	c := self(t, "")
	var stdout bytes.Buffer
	c.Env, c.Args, c.Stdout = nil, []string{"-test.run=^$"}, &stdout
	_, err := Run(t.Context(), c)
	require.NoError(t, err)
	assert.NotContains(t, stdout.String(), "-test.run")
}

func TestEnvironmentOfTheCallerStaysAsItIs(t *testing.T) {
	t.Parallel()
	c := self(t, "private 1")
	env := append(make([]string, 0, len(c.Env)+8), c.Env...)
	c.Env, c.Private = env, "token"
	_, err := Run(t.Context(), c)
	require.NoError(t, err)
	assert.Empty(t, env[:len(env)+1][len(env)], "two runs may share one list")
}

func TestFloodIsCut(t *testing.T) {
	t.Parallel()
	c := self(t, "flood")
	var stdout, stderr bytes.Buffer
	c.Stdout, c.Stderr, c.Limits = &stdout, &stderr, Limits{Output: 64 << 10}
	r, err := Run(t.Context(), c)
	require.NoError(t, err)
	assert.Equal(t, Output, r.Excess)
	assert.Equal(t, 64<<10, stdout.Len()+stderr.Len(), "both streams share one budget")
}

func TestFloodNobodyReadsIsCut(t *testing.T) {
	t.Parallel()
	c := self(t, "flood")
	c.Limits = Limits{Output: 1 << 10}
	r, err := Run(t.Context(), c)
	require.NoError(t, err)
	assert.Equal(t, Output, r.Excess)
}

// A line costs the system as much as a page: who prints short ones has printed too
// often long before it has printed too much.
func TestLinesAreCounted(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	stopped := 0
	b := &budget{limits: Limits{Output: 100, Prints: 3}, stop: func() { stopped++ }}
	w := b.limit(&out)
	_, err := w.Write([]byte("a\nb\nc\nd"))
	require.NoError(t, err)
	assert.Zero(t, stopped)
	_, err = w.Write([]byte("\n"))
	require.NoError(t, err)
	assert.Equal(t, 1, stopped)
}

func TestOutputUpToTheLimitIsKept(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	over := 0
	b := &budget{limits: Limits{Output: 6}, stop: func() { over++ }}
	w := b.limit(&out)
	for _, s := range []string{"abc", "def"} {
		n, err := w.Write([]byte(s))
		require.NoError(t, err)
		assert.Equal(t, 3, n)
	}
	assert.Zero(t, over)
	n, err := b.limit(nil).Write([]byte("g"))
	require.NoError(t, err)
	assert.Equal(t, 1, n, "a writer that fails would block the process on a full pipe")
	assert.Equal(t, 1, over)
	assert.Equal(t, "abcdef", out.String())
}

func TestRestEndsWhatIdles(t *testing.T) {
	t.Parallel()
	c := self(t, "idle")
	c.Limits = Limits{Rest: 200 * time.Millisecond}
	r, err := Run(t.Context(), c)
	require.NoError(t, err)
	assert.Equal(t, Time, r.Excess)
	assert.NotZero(t, r.ExitCode)
}

func TestProgressStartsTheTimeAnew(t *testing.T) {
	t.Parallel()
	steps := new(counter)
	c := self(t, "step")
	c.Stdout, c.Progress, c.Limits = steps, &steps.n, Limits{Rest: 1200 * time.Millisecond}
	r, err := Run(t.Context(), c)
	require.NoError(t, err)
	assert.Equal(t, None, r.Excess, "each step is shorter than the limit, though all of them are longer")
	assert.Zero(t, r.ExitCode)
}

type counter struct{ n atomic.Int64 }

func (c *counter) Write(p []byte) (int, error) {
	c.n.Add(int64(bytes.Count(p, []byte("step"))))
	return len(p), nil
}

// canceler calls off the run when the program has said something.
type canceler func()

func (c canceler) Write(p []byte) (int, error) { c(); return len(p), nil }

func TestContextEndsIt(t *testing.T) {
	t.Parallel()
	enough := errors.New("enough")
	ctx, cancel := context.WithCancelCause(t.Context())
	defer cancel(nil)
	c := self(t, "idle")
	c.Stdout, c.Private = canceler(func() { cancel(enough) }), "token"
	_, err := Run(ctx, c)
	require.ErrorIs(t, err, enough)
}

func TestContextThatIsDoneStartsNothing(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	c := self(t, "idle")
	c.Private = "token"
	_, err := Run(ctx, c)
	require.ErrorIs(t, err, context.Canceled)
}

func TestPrivatePipe(t *testing.T) {
	t.Parallel()
	c := self(t, "private 3")
	var stdout bytes.Buffer
	c.Private, c.Stdout = "a token", &stdout
	r, err := Run(t.Context(), c)
	require.NoError(t, err)
	require.Zero(t, r.ExitCode, stdout.String())
	assert.Equal(t, strings.Repeat("a token\n", 3), string(r.Private))
	assert.Empty(t, stdout.String(), "nothing of it shows on the standard streams")
}

func TestPrivatePipeHoldsMoreThanAPipe(t *testing.T) {
	t.Parallel()
	c := self(t, "private 20000")
	c.Private = "a token"
	r, err := Run(t.Context(), c)
	require.NoError(t, err)
	assert.Len(t, r.Private, 20000*len("a token\n"))
}

func TestPrivatePipeThatNobodyReads(t *testing.T) {
	t.Parallel()
	c := self(t, "exit 0")
	c.Private = "a token"
	r, err := Run(t.Context(), c)
	require.NoError(t, err)
	assert.Empty(t, r.Private)
}

func TestEnv(t *testing.T) {
	t.Setenv("PATH", "/bin")
	t.Setenv("SECRET", "of the user")
	t.Setenv("GOFLAGS", "-race")
	env := Env("/home", "/tmp/x", "OWN=1", "HOME=/other")
	assert.Subset(t, env, []string{"HOME=/home", "TMPDIR=/tmp/x", "PATH=/bin", "TZ=UTC", "LC_ALL=C"})
	assert.Equal(t, []string{"OWN=1", "HOME=/other"}, env[len(env)-2:], "the last of two wins")
	for _, v := range env {
		assert.NotContains(t, v, "SECRET")
		assert.NotContains(t, v, "GOFLAGS")
	}
}
