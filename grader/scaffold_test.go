package main

import (
	"go/format"
	"path"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// That the scaffold compiles and holds is for a script; here it is formatted.
func TestScaffoldIsFormatted(t *testing.T) {
	for _, f := range scaffold("ch03/pool").Files {
		files := []txtar.File{f}
		if path.Ext(f.Name) == ".txtar" {
			files = txtar.Parse(f.Data).Files
			require.NotEmpty(t, files, f.Name)
		}
		for _, f := range files {
			if path.Ext(f.Name) != ".go" {
				continue
			}
			got, err := format.Source(f.Data)
			require.NoError(t, err, f.Name)
			assert.Equal(t, string(got), string(f.Data), f.Name)
		}
	}
}
