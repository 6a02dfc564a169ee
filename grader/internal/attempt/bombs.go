package attempt

import (
	"fmt"
	"go/ast"
)

// The caps on what a compiler must do for a small file. They are far above what
// a person writes; below them the limits of the build hold.
const (
	maxDepth    = 1000    // nodes below one another: a chain of else if has one for each
	maxClosures = 64      // function literals within one another
	maxLiterals = 64      // composite literals within one another
	maxTypeArgs = 16      // type arguments within one another
	maxArray    = 1 << 24 // elements of an array
	maxString   = 1 << 20 // bytes of a constant string
)

// bombs: nesting and sizes that keep a compiler busy for minutes.
func (r *review) bombs(s *source) {
	if n, what := tooDeep(s.tree); n != nil {
		r.object(s, n.Pos(), what, "name the parts, and put them one after another")
		return // what follows would go down as deep
	}
	m := newMeasure(r)
	ast.Inspect(s.tree, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ArrayType:
			if m.elements(n) > maxArray {
				r.object(s, n.Pos(), "the array has more elements than any exercise needs", smaller)
			}
		case *ast.CompositeLit:
			r.indexes(s, n, m)
		case *ast.BinaryExpr:
			if m.length(n) > maxString {
				r.object(s, n.Pos(), "the constant string is longer than any exercise needs", smaller)
				return false
			}
		case *ast.IndexExpr, *ast.IndexListExpr:
			if m.chain(n.(ast.Expr)) > maxTypeArgs {
				r.object(s, n.Pos(), fmt.Sprintf("type arguments are nested more than %d deep", maxTypeArgs), smaller)
				return false
			}
		}
		return true
	})
}

const smaller = "the compiler would take minutes or run out of memory: make it smaller"

// indexes: []int{1 << 30: 0} is an array of that length too.
func (r *review) indexes(s *source, lit *ast.CompositeLit, m measure) {
	if _, ok := lit.Type.(*ast.ArrayType); !ok {
		return
	}
	for _, e := range lit.Elts {
		if kv, ok := e.(*ast.KeyValueExpr); ok && m.integer(kv.Key) > maxArray {
			r.object(s, kv.Pos(), "the index makes an array with more elements than any exercise needs", smaller)
		}
	}
}

// tooDeep returns the first node that is nested too deeply, and in what.
func tooDeep(tree ast.Node) (at ast.Node, what string) {
	ast.Walk(depths{
		found:   func(n ast.Node, in string) { at, what = n, in },
		stopped: func() bool { return at != nil },
	}, tree)
	return at, what
}

// depths counts what a node is in. Each level of the walk has its own.
type depths struct {
	nodes, closures, literals int
	found                     func(ast.Node, string)
	stopped                   func() bool
}

// Visit implements [ast.Visitor].
func (d depths) Visit(n ast.Node) ast.Visitor {
	if n == nil || d.stopped() {
		return nil
	}
	d.nodes++
	switch n.(type) {
	case *ast.FuncLit:
		d.closures++
	case *ast.CompositeLit:
		d.literals++
	}
	if what := d.excess(); what != "" {
		d.found(n, what)
		return nil
	}
	return d
}

func (d depths) excess() string {
	switch {
	case d.closures > maxClosures:
		return fmt.Sprintf("functions are nested more than %d deep", maxClosures)
	case d.literals > maxLiterals:
		return fmt.Sprintf("literals are nested more than %d deep", maxLiterals)
	case d.nodes > maxDepth:
		return fmt.Sprintf("the code is nested more than %d deep", maxDepth)
	}
	return ""
}
