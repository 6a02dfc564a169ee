package progress_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/concurrency-in-go/course/grader/internal/course"
	"github.com/concurrency-in-go/course/grader/internal/progress"
	"github.com/concurrency-in-go/course/grader/internal/verdict"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const settings course.ID = "ch03/settings"

var noon = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

func graded(sha string, o verdict.Outcome) progress.Entry {
	return progress.Graded(verdict.Verdict{Exercise: string(settings), SHA256: sha, Outcome: o, Points: 3, Max: 3}, noon)
}

func read(t *testing.T, root string) *progress.Record {
	t.Helper()
	r, err := progress.Read(root)
	require.NoError(t, err)
	return r
}

func TestStanding(t *testing.T) {
	pass, race := verdict.Pass, verdict.Race
	for name, c := range map[string]struct {
		entries []progress.Entry
		want    progress.Standing
	}{
		"nothing":              {nil, progress.Open},
		"a hint alone":         {[]progress.Entry{progress.Hinted(settings, 1, noon)}, progress.Open},
		"another exercise":     {[]progress.Entry{{Exercise: "ch03/queue", SHA256: "now", Outcome: pass}}, progress.Open},
		"a failure":            {[]progress.Entry{graded("now", race)}, progress.Tried},
		"passed as it is":      {[]progress.Entry{graded("now", pass)}, progress.Solved},
		"passed, then changed": {[]progress.Entry{graded("old", pass), graded("now", race)}, progress.Changed},
		"changed back":         {[]progress.Entry{graded("now", pass), graded("old", race), graded("old", pass)}, progress.Solved},
	} {
		t.Run(name, func(t *testing.T) {
			root := t.TempDir()
			require.NoError(t, progress.Append(root, c.entries...))
			assert.Equal(t, c.want, read(t, root).Standing(settings, "now"))
		})
	}
}

func TestHintsCountsTheHighest(t *testing.T) {
	root := t.TempDir()
	for _, n := range []int{1, 3, 2} {
		require.NoError(t, progress.Append(root, progress.Hinted(settings, n, noon)))
	}
	assert.Equal(t, 3, read(t, root).Hints(settings))
	assert.Equal(t, 0, read(t, root).Hints("ch03/queue"))
}

func TestTornLineLosesOnlyItself(t *testing.T) {
	root := t.TempDir()
	file := filepath.Join(root, progress.File)
	require.NoError(t, progress.Append(root, graded("one", verdict.Pass)))
	f, err := os.OpenFile(file, os.O_APPEND|os.O_WRONLY, 0)
	require.NoError(t, err)
	_, err = f.WriteString(`{"time":"2026-11-24T12:00:00Z","exer`)
	require.NoError(t, err)
	require.NoError(t, f.Close())

	require.NoError(t, progress.Append(root, graded("two", verdict.Pass)))

	r := read(t, root)
	assert.Equal(t, progress.Solved, r.Standing(settings, "one"))
	assert.Equal(t, progress.Solved, r.Standing(settings, "two"))
}

func TestManyWritersKeepTheirLinesApart(t *testing.T) {
	root := t.TempDir()
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 10 {
				assert.NoError(t, progress.Append(root, graded("x", verdict.Wrong)))
			}
		})
	}
	all.Wait()

	text, err := os.ReadFile(filepath.Join(root, progress.File))
	require.NoError(t, err)
	lines := strings.Split(strings.TrimSuffix(string(text), "\n"), "\n")
	assert.Len(t, lines, 80)
	for _, l := range lines {
		assert.Equal(t, lines[0], l)
	}
}

func TestErrorsNameTheFileOnce(t *testing.T) {
	err := progress.Append(filepath.Join(t.TempDir(), "absent"), graded("x", verdict.Pass))
	assert.ErrorIs(t, err, fs.ErrNotExist)
	assert.Equal(t, 1, strings.Count(err.Error(), progress.File))

	root := t.TempDir()
	require.NoError(t, os.Mkdir(filepath.Join(root, progress.File), 0o755))
	_, err = progress.Read(root)
	require.Error(t, err)
	assert.Equal(t, 1, strings.Count(err.Error(), progress.File))
}
