package script

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/concurrency-in-go/course/grader/internal/run"
	"github.com/concurrency-in-go/course/grader/internal/verdict"
)

func prepare(t *testing.T, text string) (p Program, file string) {
	t.Helper()
	exe, err := os.Executable()
	require.NoError(t, err)
	file = filepath.Join(t.TempDir(), "demo.txtar")
	text = strings.ReplaceAll(text, "PROGRAM", strings.TrimSuffix(Name(exe), ".exe"))
	require.NoError(t, os.WriteFile(file, []byte(text), 0o600))
	return Program{Binary: exe, Home: t.TempDir(), Tmp: t.TempDir()}, file
}

func TestRun(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		want       verdict.Outcome
		log        string // is in the log
	}{
		{"passes", "exec PROGRAM echo hello\nstdout '^hello$'\n! stderr .\n", verdict.Pass, "PASS"},
		{"passes with files", "stdin in.txt\nexec PROGRAM stdin\ncmp stdout in.txt\n-- in.txt --\none\ntwo\n", verdict.Pass, ""},
		{"passes with an exit code", "! exec PROGRAM code 3\n", verdict.Pass, ""},
		{"passes with a certain exit code", "exits 3 PROGRAM code 3\nexits 0 PROGRAM echo hello\nstdout hello\n", verdict.Pass, ""},
		{"passes with input and a certain exit code", "stdin in.txt\nexits 0 PROGRAM stdin\ncmp stdout in.txt\n-- in.txt --\none\n", verdict.Pass, ""},
		{"passes in the background", "exec PROGRAM echo a &\nexec PROGRAM echo b\nwait\n", verdict.Pass, ""},
		{"passes with help", "exec PROGRAM -h\n", verdict.Pass, ""},
		{"passes without a program", "exists f\n-- f --\n", verdict.Pass, ""},
		{"its environment", "exec PROGRAM env GOMAXPROCS\nstdout '^3$'\nexec PROGRAM env GOTRACEBACK\nstdout all\n", verdict.Pass, ""},

		{"wrong output", "exec PROGRAM echo bye\nstdout '^hello$'\n", verdict.Wrong, "no match for"},
		{"wrong file", "exec PROGRAM echo bye\ncmp stdout want\n-- want --\nhello\n", verdict.Wrong, "+hello"},
		{"an exit code where none is asked for", "exec PROGRAM code 1\n", verdict.Wrong, "exit status 1"},
		{"no exit code where one is asked for", "! exec PROGRAM echo hello\n", verdict.Wrong, "unexpected command success"},
		{"another exit code", "exits 2 PROGRAM code 3\n", verdict.Wrong, "the exit code is 3, not 2"},
		{"no exit code where a certain one is asked for", "exits 2 PROGRAM echo hello\n", verdict.Wrong, "the exit code is 0, not 2"},
		{"an exit code and no program", "exits 2\n", verdict.Wrong, "usage: exits"},
		{"a program that there is not", "exits 2 frobnicate\n", verdict.Wrong, "frobnicate"},
		{"a script that skips is not passed", "skip later\n", verdict.Wrong, "skipped: later"},
		{"a script that is broken", "frobnicate\n", verdict.Wrong, "unknown command"},

		{"ends past the grader's main", "exec PROGRAM silent\n", verdict.Tampered, ""},
		{"ends past it with a certain exit code", "exits 0 PROGRAM silent\n", verdict.Tampered, ""},
		{"one of two ends past it", "exec PROGRAM echo a\nexec PROGRAM silent\n", verdict.Tampered, ""},
		{"ends past it, and wrong", "exec PROGRAM silent\nstdout hello\n", verdict.Wrong, ""},

		{"panic", "exec PROGRAM panic\n", verdict.Panic, "panic: boom"},
		{"says panic and passes", "exec PROGRAM echo 'panic: boom'\nstdout boom\n", verdict.Pass, ""},
		{"all asleep", "exec PROGRAM asleep\n", verdict.Deadlock, ""},
		{"stuck", "exec PROGRAM stuck\n", verdict.Deadlock, ""},
		{"leak", "exec PROGRAM leak\n", verdict.Leak, ""},
		{"leak where an exit code is asked for", "! exec PROGRAM leak\n", verdict.Leak, ""},
		{"race", "exec PROGRAM race\n", verdict.Race, ""},
		{"race where an exit code is asked for", "! exec PROGRAM race\n", verdict.Race, ""},
		{"race where a certain exit code is asked for", "exits 0 PROGRAM race\n", verdict.Race, ""},
		{"race in a map", "exec PROGRAM map\n", verdict.Race, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p, file := prepare(t, tt.text)
			r, err := p.Run(t.Context(), file, 3)
			require.NoError(t, err)
			assert.Equal(t, tt.want, r.Outcome, r.Log)
			assert.Contains(t, r.Log, tt.log)
			left, err := os.ReadDir(p.Tmp)
			require.NoError(t, err)
			assert.Empty(t, left, "a run leaves nothing behind")
		})
	}
}

func TestRunKeepsReports(t *testing.T) {
	p, file := prepare(t, "! exec PROGRAM race\n! exec PROGRAM leak\n! exec PROGRAM stuck\nexec PROGRAM env HOME\nstdout nothing\n")
	r, err := p.Run(t.Context(), file, 1)
	require.NoError(t, err)
	assert.Equal(t, "WARNING: DATA RACE\n", string(r.Race))
	assert.Equal(t, "goroutine 7", r.Leak)
	assert.Equal(t, "goroutine 7", r.Stuck)
	assert.Contains(t, r.Log, p.Home)
}

func TestRunCutsAFlood(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("only Linux tells what a program writes")
	}
	p, file := prepare(t, "exec PROGRAM flood\n")
	r, err := p.Run(t.Context(), file, 1)
	require.NoError(t, err)
	assert.Equal(t, verdict.Limit, r.Outcome)
	assert.LessOrEqual(t, len(r.Log), 64<<10)
}

func TestRunErrors(t *testing.T) {
	p, file := prepare(t, "exec PROGRAM echo\n")
	_, err := p.Run(t.Context(), file+".gone", 1)
	require.ErrorIs(t, err, os.ErrNotExist)

	enough := errors.New("enough")
	ctx, cancel := context.WithCancelCause(t.Context())
	cancel(enough)
	_, err = p.Run(ctx, file, 1)
	require.ErrorIs(t, err, enough)

	p.Tmp += "/gone"
	_, err = p.Run(t.Context(), file, 1)
	require.ErrorIs(t, err, os.ErrNotExist)
}

func TestSuccesses(t *testing.T) {
	for _, tt := range []struct {
		text string
		want int
	}{
		{"", 0},
		{"exec walk\n", 1},
		{"exec walk", 1},
		{"  exec   walk  a b\nexec walk -n 3\n", 2},
		{"exec walk 'two words' \"x\"\n", 1},
		{"exec walk 'help me'\n", 1},
		{"exits 0 walk\nexits 0 walk -h\nexits 1 walk\nexits 0 run\n", 1},
		{"! exec walk bad\n", 0},
		{"? exec walk maybe\n", 0},
		{"exec walk serve &\nexec walk serve &name&\n", 0},
		{"exec walk a&b c\n", 1},
		{"exec walk -h\nexec walk --help\nexec walk -help\nexec walk --h\n", 0},
		{"exec walk '-h'\n", 0},
		{"exec walk -hosts 3\n", 1},
		{"exec walking\nexec ./walk\nexec echo walk\nexec\nwalk\n", 0},
		{"# exec walk\nstdout 'exec walk'\n", 0},
		{"exec walk\n-- file --\nexec walk\nexec walk\n", 1},
		{"exec walk\r\nexec walk\r\n", 2},
	} {
		t.Run(tt.text, func(t *testing.T) { assert.Equal(t, tt.want, successes(tt.text, "walk")) })
	}
}

func TestOutcomeOfExcess(t *testing.T) {
	race := Result{Race: []byte("WARNING: DATA RACE\n")}
	failed := &recorder{fail: true}
	for _, tt := range []struct {
		name   string
		r      Result
		t      *recorder
		excess run.Excess
		want   verdict.Outcome
	}{
		{"spins", Result{}, newRecorder(), run.Time, verdict.Timeout},
		{"spins in a race", race, newRecorder(), run.Time, verdict.Race},
		{"grows in a race", race, newRecorder(), run.Memory, verdict.Race},
		{"memory", Result{}, newRecorder(), run.Memory, verdict.Limit},
		{"output", Result{}, newRecorder(), run.Output, verdict.Limit},
		{"the time of the script is over", Result{}, failed, run.None, verdict.Timeout}, // it began in the year 1
		{"stuck until the time is over", Result{Stuck: "x"}, failed, run.None, verdict.Deadlock},
	} {
		t.Run(tt.name, func(t *testing.T) { assert.Equal(t, tt.want, tt.r.outcome(tt.t, tt.excess, false)) })
	}
}

func TestReadOwn(t *testing.T) {
	file := filepath.Join(t.TempDir(), "log")
	r := &Result{}
	assert.Zero(t, r.readOwn(file), "no program has written")
	require.NoError(t, os.WriteFile(file, []byte(`{"kind":"ended","code":0}
{"kind":"ended","code":1}
not a record
{"kind":"leak","text":"L","code":0}
{"kind":"stuck","text":"S","code":1}
{"kind":"ended"}
`), 0o600))
	assert.Equal(t, 2, r.readOwn(file))
	assert.Equal(t, &Result{Leak: "L", Stuck: "S"}, r)
}

func TestName(t *testing.T) {
	assert.Equal(t, "dinner", Name(filepath.Join("a", "b", "dinner.txtar")))
	assert.Equal(t, "walk", Name("walk"))
}

func TestOnce(t *testing.T) {
	for text, want := range map[string]bool{
		"# once: flags are read before anything else.\nexec x\n": true,
		"#once: yes":                       true,
		"# The program is started once.\n": false,
		"exec x\n# once: too late\n":       false,
		"":                                 false,
	} {
		assert.Equal(t, want, Once(text), text)
	}
}
