//go:build modules

package gotest

// Modules that only hidden tests and attempts import. The go command does not look
// into testdata; this file, which is never built, keeps them in go.mod.
import (
	_ "github.com/anishathalye/porcupine"
	_ "golang.org/x/time/rate"
)
