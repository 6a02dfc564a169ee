package proof

import (
	"bytes"
	"fmt"
	"go/format"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/concurrency-in-go/course/grader/internal/attempt"
	"github.com/concurrency-in-go/course/grader/internal/course"
	"github.com/concurrency-in-go/course/grader/internal/gotest"
	"github.com/concurrency-in-go/course/grader/internal/script"
	"github.com/rogpeppe/go-internal/txtar"
)

// tidy checks what can be checked without running anything.
func tidy(e *course.Exercise, stub map[string][]byte) []Problem {
	var problems []Problem
	say := func(where, message, hint string) {
		problems = append(problems, Problem{e.ID, where, message, hint})
	}
	if text, err := os.ReadFile(filepath.Join(e.Dir(), "README.md")); err != nil || len(bytes.TrimSpace(text)) == 0 {
		say(rel(e, e.Dir()), "README.md is missing", "one screen: the situation, the task, what to run, what is looked at")
	}
	if len(e.Hints) != hints {
		say(rel(e, filepath.Join(e.Dir(), "exercise.toml")), fmt.Sprintf("it has %d hints, want %d", len(e.Hints), hints), "a nudge, the idea, nearly the code")
	}
	if !e.HasHidden() {
		say(rel(e, e.HiddenDir()), "there are no hidden tests", "")
	}
	for _, name := range e.Files {
		text, err := os.ReadFile(filepath.Join(e.Dir(), name))
		switch {
		case err != nil:
			say(rel(e, e.Dir()), name+" is declared but missing", "")
		case !bytes.Equal(text, stub[name]):
			say(rel(e, filepath.Join(e.Dir(), name)), "it differs from the stub in "+course.StubsFile, "after a change of the stub, run `grader check --update`")
		}
	}
	for _, f := range e.Fixed() {
		// A solution that needs the file to compile has a copy of it.
		copied := filepath.Join(e.SolutionDir(), filepath.Base(f))
		text, _ := os.ReadFile(f)
		if there, err := os.ReadFile(copied); err == nil && !bytes.Equal(text, there) {
			say(rel(e, copied), "it differs from the exercise's file of this name", "copy that one: the solution only needs it to compile")
		}
	}
	known := append(names(e.VisibleTests(), e.VisibleScripts()), names(e.HiddenTests(), e.HiddenScripts())...)
	for _, name := range slices.Sorted(maps.Keys(e.Weights)) {
		if !slices.Contains(known, name) {
			say(rel(e, filepath.Join(e.Dir(), "exercise.toml")), "weights has "+name+", which no test is called", "name a test function, or a script without .txtar")
		}
	}
	for _, entry := range attempt.Misspelt(e) {
		say(rel(e, filepath.Join(e.Dir(), "exercise.toml")), "forbid has "+entry+", which stands for nothing that an attempt may use", "a keyword, a builtin function, a package, or a name in one, as time.Sleep")
	}
	for _, f := range goFiles(e) {
		problems = append(problems, formatted(e, f)...)
	}
	return append(problems, layout(e)...)
}

// goFiles lists every Go file of the exercise and every archive of attempts.
func goFiles(e *course.Exercise) []string {
	var all []string
	for _, pattern := range []string{
		filepath.Join(e.Dir(), "*.go"), filepath.Join(e.SolutionDir(), "*.go"),
		filepath.Join(e.HiddenDir(), "*.go"), filepath.Join(e.RightDir(), "*.txtar"), filepath.Join(e.WrongDir(), "*.txtar"),
	} {
		files, _ := filepath.Glob(pattern)
		all = append(all, files...)
	}
	return all
}

func formatted(e *course.Exercise, file string) []Problem {
	text, err := os.ReadFile(file)
	if err != nil {
		return []Problem{{e.ID, rel(e, file), err.Error(), ""}}
	}
	parts := []txtar.File{{Name: filepath.Base(file), Data: text}}
	if strings.HasSuffix(file, ".txtar") {
		parts = txtar.Parse(text).Files
	}
	var problems []Problem
	for _, p := range parts {
		// What does not parse may be meant not to.
		if out, err := format.Source(p.Data); err == nil && strings.HasSuffix(p.Name, ".go") && !bytes.Equal(out, p.Data) {
			problems = append(problems, Problem{e.ID, rel(e, file), p.Name + " is not formatted", "run gofmt on it"})
		}
	}
	return problems
}

// layout finds files that have no business where they are.
func layout(e *course.Exercise) []Problem {
	known := map[string][]string{
		e.Dir():                     append([]string{"README.md", "exercise.toml", "*_test.go", "testdata"}, append(bases(e.Fixed()), e.Files...)...),
		e.SolutionDir():             append(bases(e.Fixed()), e.Files...),
		filepath.Dir(e.HiddenDir()): {"hidden", "right", "wrong"},
		e.HiddenDir():               {"*_test.go", "script"},
		e.RightDir():                {"*.txtar"},
		e.WrongDir():                {"*.txtar"},
	}
	var problems []Problem
	for dir, patterns := range known {
		entries, _ := os.ReadDir(dir)
		for _, entry := range entries {
			if !slices.ContainsFunc(patterns, func(p string) bool { ok, _ := path.Match(p, entry.Name()); return ok }) {
				problems = append(problems, Problem{e.ID, rel(e, filepath.Join(dir, entry.Name())), "a stray file", "remove it, or declare it"})
			}
		}
	}
	slices.SortFunc(problems, func(a, b Problem) int { return strings.Compare(a.Where, b.Where) }) // a map has no order
	return problems
}

func bases(files []string) []string {
	names := make([]string, len(files))
	for i, f := range files {
		names[i] = filepath.Base(f)
	}
	return names
}

// strays finds folders that no chapter names, and names that are not unique.
func strays(c *course.Course) []Problem {
	var problems []Problem
	named := map[string]course.ID{}
	for _, e := range c.Exercises() {
		if other, taken := named[e.ID.Name()]; taken {
			problems = append(problems, Problem{e.ID, "exercises/" + string(e.ID), fmt.Sprintf("%s has the same last part", other), "the last part of an ID is unique in the course"})
		}
		named[e.ID.Name()] = e.ID
	}
	for _, top := range []string{"exercises", "solutions", "testdata"} {
		dirs, _ := filepath.Glob(filepath.Join(c.Root, top, "*", "*"))
		for _, dir := range dirs {
			r, _ := filepath.Rel(filepath.Join(c.Root, top), dir)
			id := course.ID(filepath.ToSlash(r))
			if info, err := os.Stat(dir); err == nil && info.IsDir() && id.Valid() && named[id.Name()] != id {
				problems = append(problems, Problem{id, path.Join(top, string(id)), "no chapter.toml names it", "add it under the section that it practises"})
			}
		}
	}
	return problems
}

// idle finds hidden tests that no wrong attempt is caught by.
func idle(e *course.Exercise, caught map[string]bool) []Problem {
	var problems []Problem
	report := func(name, file string) {
		if !caught[name] {
			problems = append(problems, Problem{e.ID, rel(e, file), name + " catches no wrong attempt", "write the wrong attempt that it is for, or drop it"})
		}
	}
	for _, file := range e.HiddenTests() {
		tests, err := gotest.List([]string{file})
		if err != nil {
			problems = append(problems, Problem{e.ID, rel(e, file), err.Error(), ""})
		}
		for _, test := range tests {
			report(test.Name, file)
		}
	}
	for _, file := range e.HiddenScripts() {
		report(script.Name(file), file)
	}
	return problems
}

// names are the checks that the files hold.
func names(tests, scripts []string) []string {
	var all []string
	list, _ := gotest.List(tests) // idle reports what cannot be read
	for _, t := range list {
		all = append(all, t.Name)
	}
	for _, file := range scripts {
		all = append(all, script.Name(file))
	}
	return all
}
