// Package report writes verdicts: as text for a person, and as one JSON object
// a line for a program.
//
// What an attempt printed ends up in a verdict. So whatever is written here is
// cleaned first, though diagnose has cleaned it before: nothing that a student
// wrote moves the cursor of the person who grades it.
package report

import (
	_ "embed"
	"encoding/json"
	"io"

	"github.com/concurrency-in-go/course/grader/internal/verdict"
)

//go:embed grade-v1.schema.json
var schema []byte

// Schema is the JSON Schema of what [JSON] writes.
func Schema() []byte { return schema }

// JSON writes the verdict as one line.
func JSON(w io.Writer, v verdict.Verdict) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false) // "<-ch" reads better than "\u003c-ch"
	return e.Encode(clean(v))
}
