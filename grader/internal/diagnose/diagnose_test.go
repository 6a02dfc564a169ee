package diagnose_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"github.com/concurrency-in-go/course/grader/internal/diagnose"
)

var update = flag.Bool("update", false, "rewrite the explanations in testdata")

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// TestRecorded explains what real processes left behind. See testdata/record.
func TestRecorded(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".txtar")
		t.Run(name, func(t *testing.T) { recorded(t, name, file) })
	}
}

func recorded(t *testing.T, name, file string) {
	ar, err := txtar.ParseFile(file)
	require.NoError(t, err)
	s := source(ar)
	kind, _, _ := strings.Cut(name, "_")
	found := parsers(s)[kind](data(ar, "output"))
	limits(t, found)
	got := show(found)
	if *update {
		put(ar, "finding", got)
		require.NoError(t, os.WriteFile(file, txtar.Format(ar), 0o644))
		return
	}
	assert.Equal(t, string(data(ar, "finding")), got, "rewrite it with -update, and read it aloud")
}

func parsers(s diagnose.Source) map[string]func([]byte) diagnose.Finding {
	return map[string]func([]byte) diagnose.Finding{
		"race": s.Race, "stuck": s.Stuck, "panic": s.Panic, "leak": s.Leak, "fail": s.Failure, "busy": s.Busy,
	}
}

func source(ar *txtar.Archive) diagnose.Source {
	s := diagnose.Source{
		Package: "github.com/concurrency-in-go/course/exercises/ch01/demo",
		Dir:     "/scratch/exercises/ch01/demo",
		Files:   map[string][]byte{},
		Given:   map[string][]byte{},
		Tests:   map[string][]byte{},
		Visible: map[string]bool{"demo_test.go": true},
	}
	for _, f := range ar.Files {
		switch {
		case strings.HasSuffix(f.Name, "_test.go"):
			s.Tests[f.Name] = f.Data
		case f.Name == "fixed.go":
			s.Given[f.Name] = f.Data
		case strings.HasSuffix(f.Name, ".go"):
			s.Files[f.Name] = f.Data
		}
	}
	return s
}

// show renders a finding as a student reads it.
func show(f diagnose.Finding) string {
	var b strings.Builder
	fmt.Fprintln(&b, f.Message)
	for _, l := range f.Account {
		fmt.Fprintln(&b, "  | "+l)
	}
	for _, p := range f.Places {
		fmt.Fprintf(&b, "  > %s:%d %s\n", p.File, p.Line, p.Source)
	}
	return b.String()
}

// limits checks what holds for every finding, whatever it was made from.
func limits(t *testing.T, f diagnose.Finding) {
	t.Helper()
	require.NotEmpty(t, f.Message)
	require.LessOrEqual(t, len(f.Account), 30)
	for _, l := range f.Account {
		require.LessOrEqual(t, utf8.RuneCountInString(l), 76, l)
		require.Equal(t, diagnose.Clean(l), l)
	}
	require.Equal(t, diagnose.Clean(f.Message), f.Message)
	for _, p := range f.Places {
		require.Equal(t, diagnose.Clean(p.File+p.Source), p.File+p.Source)
		require.Positive(t, p.Line)
	}
}

func data(ar *txtar.Archive, name string) []byte {
	for _, f := range ar.Files {
		if f.Name == name {
			return f.Data
		}
	}
	return nil
}

func put(ar *txtar.Archive, name, text string) {
	for i, f := range ar.Files {
		if f.Name == name {
			ar.Files[i].Data = []byte(text)
			return
		}
	}
	ar.Files = append(ar.Files, txtar.File{Name: name, Data: []byte(text)})
}

func TestHiddenLinesStayHidden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	require.NoError(t, err)
	for _, file := range files {
		ar, err := txtar.ParseFile(file)
		require.NoError(t, err)
		assert.NotContains(t, string(data(ar, "finding")), "hidden_test.go", file)
		for line := range bytes.Lines(data(ar, "hidden_test.go")) {
			if text := strings.TrimSpace(string(line)); strings.Contains(text, "demo.") {
				assert.NotContains(t, string(data(ar, "finding")), text, file)
			}
		}
	}
}
