package workspace

import (
	_ "embed"
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"strings"

	"github.com/concurrency-in-go/course/grader/internal/course"
)

// Text that the grader puts beside an attempt. The package clause is added.
//
//go:embed seal/testmain.txt
var testMain string

//go:embed seal/program.txt
var program string

//go:embed seal/report.txt
var report string

// sealName is the file with the grader's TestMain, in place of the course's.
const sealName = "main_test.go"

// seal returns the file that turns an attempt and its tests into a program that
// reports to the grader: a TestMain for tests, a main for a command.
func seal(e *course.Exercise) (name string, text []byte) {
	if e.Kind == course.Command {
		return "zz_grader.go", []byte("package main\n" + program)
	}
	return sealName, []byte("package " + e.Package() + "_test\n" + testMain + report)
}

// renameMain gives the attempt's main another name, and sends its os.Exit through
// the grader's look for goroutines. Every line stays where it is.
func renameMain(name string, text []byte) []byte {
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, name, text, parser.SkipObjectResolution)
	if err != nil {
		return text // the policy has said so already
	}
	osName := importName(f, "os")
	edits := map[int]edit{}
	usesExit := false
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncDecl:
			if n.Recv == nil && n.Name.Name == "main" {
				edits[fset.Position(n.Name.Pos()).Offset] = edit{len("main"), "graderStudentMain"}
			}
		case *ast.SelectorExpr:
			if x, ok := n.X.(*ast.Ident); ok && osName != "" && x.Name == osName && n.Sel.Name == "Exit" {
				usesExit = true
				start := fset.Position(n.Pos()).Offset
				edits[start] = edit{fset.Position(n.End()).Offset - start, "graderExit"}
			}
		}
		return true
	})
	var b strings.Builder
	for i := 0; i < len(text); {
		if e, ok := edits[i]; ok {
			b.WriteString(e.text)
			i += e.length
			continue
		}
		b.WriteByte(text[i])
		i++
	}
	if usesExit { // else the import may be unused
		b.WriteString("\nvar _ = " + osName + ".Exit\n")
	}
	return []byte(b.String())
}

type edit struct {
	length int
	text   string
}

// importName is what the file calls the package, or "".
func importName(f *ast.File, path string) string {
	for _, imp := range f.Imports {
		if p, err := strconv.Unquote(imp.Path.Value); err != nil || p != path {
			continue
		}
		if imp.Name != nil {
			return imp.Name.Name
		}
		return path
	}
	return ""
}
