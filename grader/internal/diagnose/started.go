package diagnose

import (
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strings"

	"github.com/maruel/panicparse/v2/stack"
)

// started adds where a goroutine was started: the student's line, or the test.
func (a *account) started(g *stack.Goroutine) {
	at, _ := a.first(g.Stack.Calls, student, fixed)
	if c, ok := a.starter(g); ok && c.SrcName == at.SrcName && c.Line == at.Line {
		a.note("started at the same line")
	} else if ok {
		a.show(c, "started here: ")
	} else if name := a.startedBy(g); name != "" {
		a.note("started by the test " + name)
	}
}

// starter returns the student's line with the go statement. Where WaitGroup.Go
// stands between, a report does not always have it, and may name the caller of the
// function that has it; then the source tells.
func (a *account) starter(g *stack.Goroutine) (stack.Call, bool) {
	c, ok := a.first(g.CreatedBy.Calls, student, fixed, test)
	ok = ok && a.owner(c) != test
	outermost, known := a.outermost(g)
	if !known || a.owner(outermost) != student || !strings.Contains(outermost.Func.Name, ".func") {
		return c, ok
	}
	if ok && function(c) == function(outermost) {
		return c, true
	}
	if n := goLine(a.Files[outermost.SrcName], outermost.Line); n > 0 {
		outermost.Line = n
		return outermost, true
	}
	return c, ok
}

// startedBy names the test that started g. Test functions themselves are started
// by the test runner, which is no news.
func (a *account) startedBy(g *stack.Goroutine) string {
	if a.isTest(g) {
		return ""
	}
	if name := a.testName(g.CreatedBy.Calls); name != "" {
		return name
	}
	return a.testName(g.Stack.Calls)
}

// isTest reports whether g runs a test function, and not one that a test started.
func (s Source) isTest(g *stack.Goroutine) bool {
	return slices.ContainsFunc(g.Stack.Calls, func(c stack.Call) bool {
		return c.Func.ImportPath == "testing" && c.Func.Name == "tRunner"
	})
}

func (s Source) outermost(g *stack.Goroutine) (stack.Call, bool) {
	calls := slices.Clone(g.Stack.Calls)
	slices.Reverse(calls)
	return s.first(calls, student, fixed, test, kit)
}

// goLine returns the line of the go statement, or of the call of a method Go,
// whose function literal encloses the line. It returns 0 if there is none.
func goLine(source []byte, line int) int {
	set := token.NewFileSet()
	f, err := parser.ParseFile(set, "", source, parser.SkipObjectResolution)
	if err != nil {
		return 0
	}
	found := 0
	ast.Inspect(f, func(n ast.Node) bool {
		if n == nil || set.Position(n.Pos()).Line > line || set.Position(n.End()).Line < line {
			return n == nil
		}
		if starts(n) {
			found = set.Position(n.Pos()).Line // the innermost comes last
		}
		return true
	})
	return found
}

// starts reports whether n starts a function literal in a goroutine of its own.
func starts(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.GoStmt:
		_, ok := n.Call.Fun.(*ast.FuncLit)
		return ok
	case *ast.CallExpr:
		s, ok := n.Fun.(*ast.SelectorExpr)
		return ok && s.Sel.Name == "Go"
	}
	return false
}
