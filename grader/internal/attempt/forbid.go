package attempt

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"
)

// forbidden: what the exercise is to be solved without. An entry is a keyword
// (chan, go, select, …), a builtin function, a package ("sync"), a name of a
// package ("time.Sleep", "sync/atomic.AddInt64"), or a method of a type in one
// ("sync.Mutex.TryLock"), which without types goes by the method's name.
func (r *review) forbidden(s *source) {
	for _, entry := range r.exercise.Forbid {
		pkg, name, dotted := splitName(entry)
		switch {
		case slices.Contains(keywords, entry):
			r.without(s, entry, func(n ast.Node) bool { return is(n, entry) })
		case builtin(entry):
			r.without(s, entry, func(n ast.Node) bool { return s.universal(n, entry) })
		case dotted:
			r.without(s, entry, func(n ast.Node) bool { return r.selects(s, n, pkg, name) })
		default:
			r.without(s, entry, func(n ast.Node) bool {
				spec, ok := n.(*ast.ImportSpec)
				return ok && means(entry, importPath(spec))
			})
		}
	}
}

// without objects to the nodes that are the forbidden thing.
func (r *review) without(s *source, entry string, found func(ast.Node) bool) {
	hint := "read the exercise again: what else is there for this?"
	if entry == "time.Sleep" {
		hint = "wait for the event itself, not for a time in which it should have happened"
	}
	ast.Inspect(s.tree, func(n ast.Node) bool {
		if n != nil && found(n) {
			r.object(s, n.Pos(), "this exercise is to be solved without "+entry, hint)
		}
		return true
	})
}

// keywords are those that an attempt can be without, and that [is] knows.
var keywords = strings.Fields(`break chan continue defer fallthrough for go goto map range select switch`)

// is reports whether the node is what the keyword stands for.
func is(n ast.Node, keyword string) bool {
	switch n := n.(type) {
	case *ast.ChanType:
		return keyword == "chan"
	case *ast.GoStmt:
		return keyword == "go"
	case *ast.SelectStmt:
		return keyword == "select"
	case *ast.DeferStmt:
		return keyword == "defer"
	case *ast.ForStmt:
		return keyword == "for"
	case *ast.RangeStmt:
		return keyword == "range" || keyword == "for"
	case *ast.SwitchStmt, *ast.TypeSwitchStmt:
		return keyword == "switch"
	case *ast.MapType:
		return keyword == "map"
	case *ast.BranchStmt:
		return keyword == n.Tok.String()
	}
	return false
}

func builtin(name string) bool {
	_, ok := types.Universe.Lookup(name).(*types.Builtin)
	return ok
}

// universal reports whether the node is the builtin function, and not a
// function of the attempt that has its name.
func (s *source) universal(n ast.Node, name string) bool {
	call, ok := n.(*ast.CallExpr)
	if !ok {
		return false
	}
	id, ok := ast.Unparen(call.Fun).(*ast.Ident)
	return ok && id.Name == name && id.Obj == nil
}

func (r *review) selects(s *source, n ast.Node, pkg, name string) bool {
	sel, ok := n.(*ast.SelectorExpr)
	if !ok {
		return false
	}
	p, of := s.pkg(sel.X)
	if _, method, ok := strings.Cut(name, "."); ok {
		return !of && sel.Sel.Name == method && !r.methods[method] && r.uses(pkg)
	}
	return of && means(pkg, p) && sel.Sel.Name == name
}

// means reports whether an entry names the package: "sync/atomic", or "atomic" for short.
func means(entry, p string) bool { return entry == p || entry == packageName(p) }
