package attempt

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/concurrency-in-go/course/grader/internal/course"
	"github.com/concurrency-in-go/course/grader/internal/verdict"
)

// Finding is what the policy objects to.
type Finding struct {
	Outcome verdict.Outcome // Policy, or Build for a file that does not parse
	Place   verdict.Place
	Message string
	Hint    string
}

// most is how many findings are worth reading at once.
const most = 20

// Check applies the policy. It looks at the syntax tree, so that a comment or a
// string which only talks about something is not taken for the thing, and an
// import by another name is.
//
// What Check lets through may still be hostile. It keeps honest attempts on the
// subject and makes cheating loud; the limits of a run and the result contract
// do the rest.
func Check(a *Attempt) []Finding {
	r := &review{exercise: a.Exercise, allowed: allowance(a.Exercise), fset: token.NewFileSet()}
	for _, f := range a.Files.Files {
		r.parse(f.Name, f.Data)
	}
	r.declare()
	for _, s := range r.sources {
		r.clause(s)
		r.imports(s)
		r.directives(s)
		r.selectors(s)
		r.bodies(s)
		r.forbidden(s)
		r.bombs(s)
	}
	return r.sorted()
}

// review is one application of the policy.
type review struct {
	exercise *course.Exercise
	allowed  allowed
	fset     *token.FileSet
	sources  []*source
	consts   map[string][]ast.Expr // every constant of the attempt, by name
	types    map[string][]ast.Expr // every type
	methods  map[string]bool       // every method and field
	findings []Finding
}

// source is a file that parses.
type source struct {
	name    string
	lines   []string
	tree    *ast.File
	imports map[string]string // the path, by the name it has in the file
}

func (r *review) parse(name string, text []byte) {
	s := &source{name: name, lines: strings.Split(string(text), "\n"), imports: map[string]string{}}
	tree, err := parser.ParseFile(r.fset, name, text, parser.ParseComments)
	if err != nil {
		r.unparsed(s, text, err)
		return
	}
	s.tree = tree
	for _, spec := range tree.Imports {
		s.imports[importName(spec)] = importPath(spec)
	}
	r.sources = append(r.sources, s)
}

// unparsed reports the first error alone: the ones behind it follow from it.
func (r *review) unparsed(s *source, text []byte, err error) {
	line, message := 1, err.Error()
	if list, ok := err.(scanner.ErrorList); ok && len(list) > 0 {
		// The offset, since a //line comment could have bent the line.
		line, message = lineAt(text, min(list[0].Pos.Offset, len(text))), list[0].Msg
	}
	r.findings = append(r.findings, Finding{verdict.Build, s.place(line), message, "`go vet` shows it too"})
}

// object adds a finding at a position.
func (r *review) object(s *source, at token.Pos, message, hint string) {
	line := r.fset.PositionFor(at, false).Line
	r.findings = append(r.findings, Finding{verdict.Policy, s.place(line), message, hint})
}

func (s *source) place(line int) verdict.Place {
	p := verdict.Place{File: s.name, Line: line}
	if line <= len(s.lines) {
		p.Source = strings.TrimSpace(s.lines[line-1])
	}
	return p
}

// sorted returns the findings in the order of the lines, each once.
func (r *review) sorted() []Finding {
	slices.SortStableFunc(r.findings, func(a, b Finding) int {
		return cmp.Or(r.order(a)-r.order(b), a.Place.Line-b.Place.Line)
	})
	all := slices.Compact(r.findings)
	return all[:min(len(all), most)]
}

func (r *review) order(f Finding) int { return slices.Index(r.exercise.Files, f.Place.File) }

// clause: the package has the exercise's name.
func (r *review) clause(s *source) {
	if want := r.exercise.Package(); s.tree.Name.Name != want {
		r.object(s, s.tree.Name.Pos(),
			fmt.Sprintf("the package is called %s here, and the exercise's is %s", s.tree.Name.Name, want),
			"start the file with `package "+want+"`")
	}
}

// bodies: a function without one is written in assembly, or linked from elsewhere.
func (r *review) bodies(s *source) {
	for _, d := range s.tree.Decls {
		if f, ok := d.(*ast.FuncDecl); ok && f.Body == nil {
			r.object(s, f.Pos(), f.Name.Name+" has no body", "an attempt is written in Go alone: give the function a body")
		}
	}
}

// declare collects what the attempt declares, from all of its files and scopes.
func (r *review) declare() {
	r.consts, r.types, r.methods = map[string][]ast.Expr{}, map[string][]ast.Expr{}, map[string]bool{}
	for _, s := range r.sources {
		ast.Inspect(s.tree, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.GenDecl:
				r.declareConsts(n)
			case *ast.TypeSpec:
				r.types[n.Name.Name] = append(r.types[n.Name.Name], n.Type)
			case *ast.FuncDecl:
				r.methods[n.Name.Name] = r.methods[n.Name.Name] || n.Recv != nil
			case *ast.Field:
				for _, name := range n.Names {
					r.methods[name.Name] = true
				}
			}
			return true
		})
	}
}

func (r *review) declareConsts(d *ast.GenDecl) {
	if d.Tok != token.CONST {
		return
	}
	for _, spec := range d.Specs {
		v := spec.(*ast.ValueSpec)
		for i, name := range v.Names {
			if i < len(v.Values) {
				r.consts[name.Name] = append(r.consts[name.Name], v.Values[i])
			}
		}
	}
}

// pkg returns the path of the package that the expression is the name of. A
// variable that shadows the name is none: the parser's own scopes know that, and
// need no type check, which would have to survive what is checked for here.
func (s *source) pkg(x ast.Expr) (string, bool) {
	id, ok := x.(*ast.Ident)
	if !ok || id.Obj != nil {
		return "", false
	}
	p, ok := s.imports[id.Name]
	return p, ok
}

func importPath(spec *ast.ImportSpec) string {
	p, err := strconv.Unquote(spec.Path.Value)
	if err != nil {
		return spec.Path.Value
	}
	return p
}

// importName is the name that a package has in the file: the last element of
// its path, but for a version.
func importName(spec *ast.ImportSpec) string {
	if spec.Name != nil {
		return spec.Name.Name
	}
	return packageName(importPath(spec))
}

func packageName(p string) string {
	base := path.Base(p)
	if len(base) > 1 && base[0] == 'v' && strings.Trim(base[1:], "0123456789") == "" {
		base = path.Base(path.Dir(p))
	}
	return base
}
