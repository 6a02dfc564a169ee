// Package attempt reads what somebody handed in, and says whether it may be
// graded at all.
//
// [Read] takes a folder, a student's repository, an archive or a .txtar, and
// takes nothing from it but the files that the exercise declares: no link, no
// device, no file that is not declared, however it is called. [Check] then
// applies the policy to those files: what they import, and what they say to the
// compiler.
//
// An attempt is untrusted. What is wrong with it ends in a sentence, never in a
// crash, a hang, or a file read from elsewhere.
package attempt

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"time"

	"github.com/concurrency-in-go/course/grader/internal/course"
	"github.com/rogpeppe/go-internal/txtar"
)

// The caps on what is read. Every exercise of the course together is far below them.
const (
	maxFile    = 256 << 10 // bytes of one declared file
	maxArchive = 16 << 20  // bytes of an archive, packed and unpacked alike
	maxEntries = 20_000    // files and folders in an archive
)

// Attempt is the declared files of one attempt at one exercise.
type Attempt struct {
	Exercise *course.Exercise
	Source   string         // where it was read from, as the user named it
	Files    *txtar.Archive // one file for each declared file, in the order declared
	Want     *Want          // how a wrong attempt of the course says it is caught, or nil
	Comment  string         // the prose of a .txtar
	Modified time.Time      // when a file of it was changed last, by what the source says
}

// SHA256 is the hash, in hex, of the names and contents of the files.
func (a *Attempt) SHA256() string {
	h := sha256.New()
	for _, f := range a.Files.Files {
		// The length keeps two ways to split the same bytes apart.
		fmt.Fprintf(h, "%s %d\n", f.Name, len(f.Data))
		h.Write(f.Data)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// SameAs reports whether the files are the given ones, such as the stub's.
func (a *Attempt) SameAs(files map[string][]byte) bool {
	for _, f := range a.Files.Files {
		if text, ok := files[f.Name]; !ok || !bytes.Equal(text, f.Data) {
			return false
		}
	}
	return true
}

// Error is a problem with what the user gave: nothing was graded.
type Error struct {
	Path    string // as the user named it
	Problem string // a sentence that goes on from the path
	Tip     string // what to do about it
}

func (e *Error) Error() string { return e.Path + ": " + e.Problem }

// Hint says what to do about it.
func (e *Error) Hint() string { return e.Tip }
