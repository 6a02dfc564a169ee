package handout

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/concurrency-in-go/course/grader/internal/course"
	"github.com/rogpeppe/go-internal/txtar"
)

// keep is what students must not see, by what it is known by. The values say
// where in the course it stands.
type keep struct {
	texts  map[[32]byte]string // of whole files, without the space that means nothing
	bodies map[string]string   // of functions
	tests  map[string]string   // names of hidden tests
	same   []*course.Exercise  // whose stub is the solution
}

// secrets reads all that lies in solutions/ and testdata/.
func secrets(c *course.Course) (*keep, error) {
	k := &keep{texts: map[[32]byte]string{}, bodies: map[string]string{}, tests: map[string]string{}}
	exercises := map[course.ID]*course.Exercise{}
	for _, e := range c.Exercises() {
		exercises[e.ID] = e
	}
	for _, top := range []string{"solutions", "testdata"} {
		err := fs.WalkDir(os.DirFS(c.Root), top, func(name string, d fs.DirEntry, err error) error {
			if errors.Is(err, fs.ErrNotExist) && name == top {
				return nil
			}
			if err != nil || !d.Type().IsRegular() {
				return err
			}
			text, err := os.ReadFile(filepath.Join(c.Root, filepath.FromSlash(name)))
			if err == nil {
				k.add(name, text, exercises[owner(name)])
			}
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return k, k.exempt(c)
}

// owner is the exercise that a file below solutions/ or testdata/ belongs to.
func owner(name string) course.ID {
	parts := strings.SplitN(name, "/", 4)
	if len(parts) < 4 {
		return ""
	}
	return course.ID(parts[1] + "/" + parts[2])
}

// add keeps one file. What e does not declare, but has a copy of so that it
// compiles, is no secret.
func (k *keep) add(name string, text []byte, e *course.Exercise) {
	base := path.Base(name)
	switch {
	case strings.HasPrefix(name, "solutions/"):
		if e != nil && !e.Declared(base) {
			return
		}
		k.text(name, text)
		k.functions(name, text, "")
	case strings.HasSuffix(base, "_test.go"):
		k.text(name, text)
		k.functions(name, text, "Test")
		for _, test := range testNames(text) {
			k.tests[test] = name
		}
	default:
		k.text(name, text)
		for _, f := range inner(base, text) {
			if e == nil || e.Declared(path.Base(f.Name)) {
				k.text(name, f.Data)
			}
		}
	}
}

func (k *keep) text(name string, text []byte) {
	if sum, ok := digest(text); ok {
		k.texts[sum] = name
	}
}

func (k *keep) functions(name string, text []byte, prefix string) {
	for _, f := range functions(text) {
		if strings.HasPrefix(f.name, prefix) {
			k.bodies[f.body] = name + ": " + f.name
		}
	}
}

// exempt takes out what the stubs have already: a repair changes a little of one,
// and a solution may leave one of its files alone. A stub that is its solution
// whole is remembered. (The files beside a stub exempt nothing: somebody may have
// left a solution there.)
func (k *keep) exempt(c *course.Course) error {
	stubs, err := c.Stubs()
	if err != nil {
		return err
	}
	for _, e := range c.Exercises() {
		if solved(e, stubs[e.ID]) {
			k.same = append(k.same, e)
		}
		for _, name := range e.Files {
			k.public(e, stubs[e.ID][name])
		}
	}
	return nil
}

// public takes out what a stub of e has.
func (k *keep) public(e *course.Exercise, stub []byte) {
	mine := "/" + string(e.ID) + "/"
	if sum, ok := digest(stub); ok && strings.Contains(k.texts[sum], mine) {
		delete(k.texts, sum)
	}
	for _, f := range functions(stub) {
		if strings.Contains(k.bodies[f.body], mine) {
			delete(k.bodies, f.body)
		}
	}
}

// solved reports whether the stub has nothing left to do.
func solved(e *course.Exercise, stub map[string][]byte) bool {
	for _, name := range e.Files {
		text, err := os.ReadFile(filepath.Join(e.SolutionDir(), name))
		if err != nil {
			return false
		}
		a, _ := digest(text)
		b, _ := digest(stub[name])
		if a != b {
			return false
		}
	}
	return true
}

// digest returns the hash of text without the space that means nothing: line ends
// and space before them. There is none of a text that is all space.
func digest(text []byte) ([32]byte, bool) {
	var b strings.Builder
	for l := range strings.Lines(string(text)) {
		if l = strings.TrimRight(l, " \t\r\n"); l != "" {
			b.WriteString(l + "\n")
		}
	}
	return sha256.Sum256([]byte(b.String())), b.Len() > 0
}

// inner returns the files in a .txtar.
func inner(name string, text []byte) []txtar.File {
	if !strings.HasSuffix(name, ".txtar") {
		return nil
	}
	return txtar.Parse(text).Files
}

var word = regexp.MustCompile(`\w+`)

// refuse returns an error for each file that would give something away.
func (k *keep) refuse(files Files) error {
	var leaks []string
	for _, e := range k.same {
		leaks = append(leaks, fmt.Sprintf("the stub of %s is its solution", e.ID))
	}
	for _, name := range files.Names() {
		for _, from := range k.found(name, files[name]) {
			leaks = append(leaks, fmt.Sprintf("%s would give away %s", name, from))
		}
	}
	if len(leaks) == 0 {
		return nil
	}
	const most = 10
	number := "a secret"
	if len(leaks) > 1 {
		number = fmt.Sprintf("%d secrets", len(leaks))
	}
	var all []error
	for _, l := range leaks[:min(most, len(leaks))] {
		all = append(all, &Error{Problem: l})
	}
	return errors.Join(append(all, &Error{
		fmt.Sprintf("nothing was written: %s would come along", number),
		"take them out of exercises/; a stub comes from " + course.StubsFile + ", which `grader check --update` writes",
	})...)
}

// found returns the secrets in one file, each once.
func (k *keep) found(name string, text []byte) []string {
	var all []string
	for _, part := range append(inner(name, text), txtar.File{Name: name, Data: text}) {
		if sum, ok := digest(part.Data); ok && k.texts[sum] != "" {
			all = append(all, k.texts[sum])
		}
		if !strings.HasSuffix(part.Name, ".go") {
			continue
		}
		for _, f := range functions(part.Data) {
			if from := k.bodies[f.body]; from != "" {
				all = append(all, from)
			}
		}
	}
	for _, w := range word.FindAllString(string(text), -1) {
		if from := k.tests[w]; from != "" {
			all = append(all, from+": "+w)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}
