//go:build unix

package attempt_test

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/concurrency-in-go/course/grader/internal/attempt"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestReadFollowsNoLinks(t *testing.T) {
	for _, tt := range []struct{ name, link, to, at string }{
		{"the file", "exercises/ch01/demo/demo.go", "../../../../secret/demo.go", "exercises/ch01/demo/demo.go"},
		{"the file, to nowhere", "exercises/ch01/demo/demo.go", "gone.go", "exercises/ch01/demo/demo.go"},
		{"the exercise", "exercises/ch01/demo", "../../solutions/ch01/demo", "exercises/ch01/demo"},
		{"the chapter", "exercises/ch01", "../solutions/ch01", "exercises/ch01"},
		{"everything", "exercises", "solutions", "exercises"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := write(t, map[string]string{"solutions/ch01/demo/demo.go": demo})
			link := filepath.Join(dir, tt.link)
			require.NoError(t, os.MkdirAll(filepath.Dir(link), 0o755))
			require.NoError(t, os.Symlink(tt.to, link))
			all, err := attempt.Read(small(t), dir, "")
			assert.Empty(t, all)
			assert.EqualError(t, problem(t, err), filepath.Join(dir, tt.at)+": is a symbolic link, which is not followed")
		})
	}
}

func TestReadFollowsTheGivenPath(t *testing.T) {
	dir := write(t, map[string]string{"mine/demo.go": demo})
	link := filepath.Join(t.TempDir(), "link")
	require.NoError(t, os.Symlink(filepath.Join(dir, "mine"), link))
	all, err := attempt.Read(small(t), link, "")
	require.NoError(t, err)
	assert.Equal(t, []string{"ch01/demo"}, ids(all))
}

func TestReadWaitsForNoFIFO(t *testing.T) {
	dir := t.TempDir()
	pipe := filepath.Join(dir, "demo.go")
	require.NoError(t, syscall.Mkfifo(pipe, 0o600))
	_, err := attempt.Read(small(t), dir, "")
	assert.EqualError(t, problem(t, err), pipe+": is not a regular file")
	_, err = attempt.Read(small(t), pipe, "")
	assert.EqualError(t, problem(t, err), pipe+": is neither a folder nor a file")
}

func TestReadSaysWhatIsUnreadable(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("root may read everything")
	}
	dir := write(t, map[string]string{"demo.go": demo})
	require.NoError(t, os.Chmod(filepath.Join(dir, "demo.go"), 0))
	_, err := attempt.Read(small(t), dir, "")
	assert.EqualError(t, problem(t, err), filepath.Join(dir, "demo.go")+": cannot be read: permission denied")
}
