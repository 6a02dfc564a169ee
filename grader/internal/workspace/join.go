package workspace

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/concurrency-in-go/course/grader/internal/course"
)

// Program is a test binary to build: of one attempt, or of several that share it.
type Program struct {
	Package string // import path to give to go test
	Places  []*Place
}

// Join puts places together so that as few test binaries as possible are linked: most
// of the time of an attempt that passes goes into its linking. A process still runs the
// tests of one attempt, as they are asked for by name; so in one program no two
// tests have the same name. A place that does not share keeps a program of its own.
func (w *Workspace) Join(places []*Place) ([]Program, error) {
	var programs []Program
	for _, group := range groups(places) {
		p := Program{Package: group[0].Package, Places: group}
		group[0].Binary = group[0].Built
		if len(group) > 1 {
			var err error
			if p.Package, err = w.join(group); err != nil {
				return nil, fmt.Errorf("workspace: %w", err)
			}
		}
		programs = append(programs, p)
	}
	return programs, nil
}

// groups puts each place that shares into the first group that none of its tests is in.
func groups(places []*Place) [][]*Place {
	var all [][]*Place
	var names []map[string]bool
	for _, p := range places {
		if len(p.Shares) == 0 {
			all, names = append(all, []*Place{p}), append(names, nil)
			continue
		}
		i := slices.IndexFunc(names, func(taken map[string]bool) bool {
			return taken != nil && !slices.ContainsFunc(p.Shares, func(test string) bool { return taken[test] })
		})
		if i < 0 {
			i = len(all)
			all, names = append(all, nil), append(names, map[string]bool{})
		}
		all[i] = append(all[i], p)
		for _, test := range p.Shares {
			names[i][test] = true
		}
	}
	return all
}

// join lays out a package whose tests are those of the places. It is not below
// exercises, so that nobody takes its calls for the course's.
func (w *Workspace) join(places []*Place) (pkg string, err error) {
	w.joined++
	name := "joined" + strconv.Itoa(w.joined)
	var imports, tests strings.Builder
	for i, p := range places {
		if err := p.exportTests(); err != nil {
			return "", err
		}
		fmt.Fprintf(&imports, "\tp%d %q\n", i, p.Package+"_test")
		for _, test := range p.Shares {
			fmt.Fprintf(&tests, "func %s(t *testing.T) { p%d.%[1]s(t) }\n", test, i)
		}
		p.Binary = filepath.Join(w.Bin, name+".test") + exeSuffix
	}
	seal := path.Join(course.Module, "exercises", "seal")
	err = w.write("exercises/seal/seal.go", "package seal\n"+testMain+report)
	if err != nil {
		return "", err
	}
	err = w.write(name+"/"+name+"_test.go", fmt.Sprintf(
		"package %s\n\nimport (\n\t\"testing\"\n\n\t%q\n%s)\n\nfunc TestMain(m *testing.M) { seal.TestMain(m) }\n\n%s",
		name, seal, imports.String(), tests.String()))
	return path.Join(course.Module, name), err
}

// write writes a file of the module.
func (w *Workspace) write(name, text string) error {
	file := filepath.Join(w.Module, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		return err
	}
	return os.WriteFile(file, []byte(text), 0o600)
}

// exportTests copies the tests to a package that can be imported, under the path
// that the go command gives to a package of tests. Positions stay what they are.
func (p *Place) exportTests() error {
	dir := p.Dir + "_test"
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	tests, err := filepath.Glob(filepath.Join(p.Dir, "*_test.go"))
	if err != nil {
		return err
	}
	for i, test := range tests {
		if filepath.Base(test) == sealName {
			continue
		}
		text, err := os.ReadFile(test)
		if err != nil {
			return err
		}
		text = append([]byte("//line "+test+":1\n"), text...)
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("tests%d.go", i)), text, 0o600); err != nil {
			return err
		}
	}
	return nil
}
