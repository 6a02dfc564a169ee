package attempt_test

import (
	"archive/zip"
	"bytes"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/concurrency-in-go/course/grader/internal/attempt"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestEachSaysWhichAreLost(t *testing.T) {
	dir := write(t, map[string]string{
		"exercises/ch01/demo/demo.go": demo,
		"exercises/ch01/pair/left.go": "package pair\n",
		"exercises/ch02/walk/main.go": "\x00",
	})
	found, lost, err := attempt.Each(dir, small(t).Exercises())
	require.NoError(t, err)
	assert.Equal(t, []string{"ch01/demo"}, ids(found))
	require.Len(t, lost, 2)
	assert.EqualValues(t, "ch01/pair", lost[0].Exercise.ID)
	assert.ErrorContains(t, lost[0].Err, "right.go of ch01/pair is missing")
	assert.EqualValues(t, "ch02/walk", lost[1].Exercise.ID)
	assert.ErrorContains(t, lost[1].Err, "NUL byte")
}

func TestEachOfNothing(t *testing.T) {
	c := small(t)
	for name, files := range map[string]map[string]string{
		"nothing": {}, "nothing of the course": {"notes.md": "x"},
	} {
		t.Run(name, func(t *testing.T) {
			found, lost, err := attempt.Each(write(t, files), c.Exercises())
			assert.NoError(t, err)
			assert.Empty(t, found)
			assert.Empty(t, lost)
		})
	}
	_, _, err := attempt.Each(write(t, map[string]string{"main.go": "package main\n"}), c.Exercises())
	assert.ErrorContains(t, err, "does not tell which exercise")
	_, _, err = attempt.Each(save(t, "x.zip", []byte("no archive")), c.Exercises())
	assert.ErrorContains(t, err, "cannot be unpacked")
}

func TestModifiedIsTheNewestDeclaredFile(t *testing.T) {
	old, late := time.Date(2026, 11, 1, 12, 0, 0, 0, time.Local), time.Date(2026, 11, 2, 12, 0, 0, 0, time.Local)
	dir := write(t, map[string]string{"pair/left.go": "package pair\n", "pair/right.go": "package pair\n", "pair/notes.txt": "x"})
	require.NoError(t, os.Chtimes(filepath.Join(dir, "pair/left.go"), old, old))
	require.NoError(t, os.Chtimes(filepath.Join(dir, "pair/right.go"), late, late))
	all, err := attempt.Read(small(t), dir, "pair")
	require.NoError(t, err)
	assert.True(t, all[0].Modified.Equal(late), "%s", all[0].Modified)
}

func TestModifiedInAnArchive(t *testing.T) {
	written := time.Date(2026, 11, 1, 12, 0, 0, 0, time.Local)
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	h := &zip.FileHeader{Name: "demo.go"}
	//lint:ignore SA1019 only this writes the old form, which many programs still do
	h.SetModTime(written.In(time.UTC).Add(offset(written)))
	f, err := w.CreateHeader(h)
	require.NoError(t, err)
	_, err = f.Write([]byte(demo))
	require.NoError(t, err)
	require.NoError(t, w.Close())
	all, err := attempt.Read(small(t), save(t, "x.zip", b.Bytes()), "demo")
	require.NoError(t, err)
	assert.True(t, all[0].Modified.Equal(written), "%s", all[0].Modified)

	packed := save(t, "x.txtar", []byte("-- demo.go --\n"+demo)) // which has no times at all
	require.NoError(t, os.Chtimes(packed, written, written))
	all, err = attempt.Read(small(t), packed, "")
	require.NoError(t, err)
	assert.True(t, all[0].Modified.Equal(written), "%s", all[0].Modified)
}

func offset(t time.Time) time.Duration {
	_, seconds := t.Zone()
	return time.Duration(seconds) * time.Second
}
