package gotest

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/concurrency-in-go/course/grader/internal/run"
	"github.com/concurrency-in-go/course/grader/internal/verdict"
)

// vouch is what the grader's TestMain does: see workspace/seal.
func vouch(m *testing.M) int {
	var in, out uintptr
	fmt.Sscan(os.Getenv(run.PrivateVar), &in, &out)
	token, err := bufio.NewReader(os.NewFile(in, "token")).ReadString('\n')
	code := m.Run()
	if code == 0 && err == nil {
		_ = json.NewEncoder(os.NewFile(out, "report")).Encode(map[string]string{"kind": "sealed", "text": strings.TrimSpace(token)})
	}
	return code
}

// These are the suite: they do something only where TestSuite runs them.

func inSuite(t *testing.T) {
	if os.Getenv(run.PrivateVar) == "" {
		t.Skip("a test that TestSuite runs")
	}
}

func TestSuiteHolds(t *testing.T) { inSuite(t) }
func TestSuiteWrong(t *testing.T) { inSuite(t); t.Error("wrong") }
func TestSuitePanics(t *testing.T) {
	inSuite(t)
	panic("boom")
}
func TestSuiteHoldsNot(t *testing.T) { inSuite(t); os.Exit(0) }

func TestSuite(t *testing.T) {
	exe, err := os.Executable()
	require.NoError(t, err)
	s := Suite{Binary: exe, Dir: t.TempDir(), Home: t.TempDir(), Tmp: t.TempDir()}
	for _, tt := range []struct {
		tests []string
		want  verdict.Outcome
		code  int
	}{
		{[]string{"TestSuiteHolds"}, verdict.Pass, 0},
		{[]string{"TestSuiteHolds", "TestSuiteWrong"}, verdict.Wrong, 1},
		{[]string{"TestSuitePanics"}, verdict.Panic, 2},
		{[]string{"TestSuiteHolds", "TestSuiteThatIsNotThere"}, verdict.Tampered, 0},
		{[]string{"TestSuiteHoldsNot"}, verdict.Tampered, 2},
	} {
		t.Run(strings.Join(tt.tests, " "), func(t *testing.T) {
			p, err := s.Run(t.Context(), tt.tests, 2, 3, 42)
			require.NoError(t, err)
			assert.Equal(t, tt.want, p.Outcome(), "%s\n%s", p.Stdout, p.Stderr)
			assert.Equal(t, tt.code, p.Result.ExitCode)
			assert.Equal(t, tt.code == 0, p.Sealed)
			assert.Equal(t, tt.tests, p.Tests)
			assert.Equal(t, 3, p.Count)
		})
	}
	left, err := os.ReadDir(s.Tmp)
	require.NoError(t, err)
	assert.Empty(t, left, "a run leaves nothing behind")
}

func TestSuiteErrors(t *testing.T) {
	exe, err := os.Executable()
	require.NoError(t, err)
	s := Suite{Binary: exe, Dir: t.TempDir(), Home: t.TempDir(), Tmp: t.TempDir()}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = s.Run(ctx, []string{"TestSuiteHolds"}, 1, 1, 1)
	require.ErrorIs(t, err, context.Canceled)

	s.Binary += ".gone"
	_, err = s.Run(t.Context(), []string{"TestSuiteHolds"}, 1, 1, 1)
	require.ErrorIs(t, err, os.ErrNotExist)

	s.Tmp += "/gone"
	_, err = s.Run(t.Context(), []string{"TestSuiteHolds"}, 1, 1, 1)
	require.ErrorIs(t, err, os.ErrNotExist)
}

func TestReadPrivate(t *testing.T) {
	for _, tt := range []struct {
		name, said string
		want       Process
	}{
		{"nothing", "", Process{}},
		{"the token", `{"kind":"sealed","text":"T0"}` + "\n", Process{Sealed: true}},
		{"another token", `{"kind":"sealed","text":"T1"}` + "\n", Process{}},
		{"no token", `{"kind":"sealed"}` + "\n", Process{}},
		{"a dump", `{"kind":"stuck","text":"goroutine 1"}` + "\n", Process{Stuck: "goroutine 1"}},
		{"a leak", `{"kind":"leak","text":"found"}` + "\n", Process{Leak: "found"}},
		{"what nobody writes", "T0\n{}\n[1]\n" + `{"kind":"pass","text":"T0"}` + "\n", Process{}},
		{"half a record", `{"kind":"sealed","text":"T0`, Process{}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := &Process{Result: run.Result{Private: []byte(tt.said)}}
			p.readPrivate("T0")
			tt.want.Result = p.Result
			assert.Equal(t, &tt.want, p)
		})
	}
}

func TestMarksCountProgress(t *testing.T) {
	m := new(marks)
	for _, s := range []string{"\x16=== RUN   TestA\nout", "put\n\x16", "--- PASS: TestA (0.00s)\n", ""} {
		n, err := m.Write([]byte(s))
		require.NoError(t, err)
		assert.Equal(t, len(s), n)
	}
	assert.Equal(t, int64(2), m.seen.Load())
	assert.Equal(t, "\x16=== RUN   TestA\noutput\n\x16--- PASS: TestA (0.00s)\n", m.String())
}
