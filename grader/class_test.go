package main

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// submissions lays out what students have handed in for ch01/hits.
func submissions(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for student, text := range files {
		require.NoError(t, os.MkdirAll(filepath.Join(dir, student), 0o755))
		require.NoError(t, os.WriteFile(filepath.Join(dir, student, "hits.go"), []byte(text), 0o644))
	}
	return dir
}

// A folder is called what its student wants it to be called.
func TestHostileNamesStayText(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("such a name cannot be given there")
	}
	const name = "\x1b[2J\u009b31m\u202eann\nerror: forged"
	dir := submissions(t, map[string]string{name: "package hits", "bob\x1b]0;x\x07": "// outcome: fault\npackage hits"})
	require.NoError(t, os.WriteFile(filepath.Join(dir, "\x1b[31m.rar"), nil, 0o644))
	tiny, book := filepath.Join("testdata", "script", "tiny"), filepath.Join(t.TempDir(), "\x1b[1mbook.jsonl")
	roster := filepath.Join(t.TempDir(), "roster.csv")
	require.NoError(t, os.WriteFile(roster, []byte("username\n\x1b[5mcem\n"), 0o644))
	for _, args := range [][]string{
		{"class", dir, "--gradebook", book},
		{"class", dir, "--gradebook", book, "--deadline", "2000-01-01 00:00"},
		{"class", dir, "--gradebook", book, "--roster", roster},
		{"regrade", book, dir, "--preview"},
		{"merge", book, book},
		{"class", filepath.Join(dir, name)},
		{"class", dir, "--roster", book},
	} {
		var out, errs strings.Builder
		a := &app{out: &out, err: &errs, command: "grader", goVersion: "go1.26.0", grade: believe}
		a.run(t.Context(), append(args, "--course", tiny))
		for _, text := range []string{out.String(), errs.String()} {
			assert.False(t, strings.ContainsAny(text, "\x1b\x07\u009b\u202e"), "%q: %q", args, text)
		}
	}
}

func TestInterruptedClass(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	dir := submissions(t, map[string]string{"ann": "package hits"})
	require.NoError(t, os.Mkdir(filepath.Join(dir, "bob"), 0o755))
	book := filepath.Join(t.TempDir(), "gradebook.jsonl")
	var out, errs strings.Builder
	a := &app{out: &out, err: &errs, command: "grader", grade: interrupted(stop)}

	code := a.run(ctx, []string{"class", dir, "--gradebook", book, "--course", filepath.Join("testdata", "script", "tiny")})

	assert.Equal(t, broken, code)
	assert.Contains(t, errs.String(), "note: what was graded so far is in")
	assert.Contains(t, errs.String(), "\nerror: interrupted\n")
	assert.Empty(t, out.String())
	text, err := os.ReadFile(book)
	require.NoError(t, err)
	assert.Contains(t, string(text), `"student":"bob"`, "what was known before stays")
	assert.NotContains(t, string(text), `"student":"ann"`)
}
