package attempt

import (
	"go/ast"
	"go/token"
)

// Inert reports whether the attempt does nothing until one of its functions is
// called, and takes no memory to speak of: it has no init, and its package-level
// variables begin as something plain. What is inert may be part of a program that
// runs somebody else's attempt, and neither notices.
//
// It is for those that [Check] has let through. When in doubt the answer is no, which
// costs time and nothing else.
func Inert(a *Attempt) bool {
	r := &review{exercise: a.Exercise, fset: token.NewFileSet()}
	for _, f := range a.Files.Files {
		r.parse(f.Name, f.Data)
	}
	if len(r.findings) > 0 {
		return false
	}
	for _, s := range r.sources {
		for _, d := range s.tree.Decls {
			if !s.inertDecl(d) {
				return false
			}
		}
	}
	return true
}

func (s *source) inertDecl(d ast.Decl) bool {
	switch d := d.(type) {
	case *ast.FuncDecl:
		// A function with the name of a builtin could be called for a variable below.
		return d.Recv != nil || d.Name.Name != "init" && !builtin(d.Name.Name)
	case *ast.GenDecl:
		for _, spec := range d.Specs {
			if !s.inertSpec(spec, d.Tok) {
				return false
			}
		}
	}
	return true
}

func (s *source) inertSpec(spec ast.Spec, tok token.Token) bool {
	switch spec := spec.(type) {
	case *ast.ImportSpec:
		return spec.Name == nil || spec.Name.Name != "_" && spec.Name.Name != "."
	case *ast.TypeSpec:
		return !builtin(spec.Name.Name) && !hasArray(spec.Type)
	case *ast.ValueSpec:
		for _, name := range spec.Names {
			if builtin(name.Name) {
				return false
			}
		}
		if tok == token.CONST {
			return true
		}
		for _, v := range spec.Values {
			if !s.plain(v) {
				return false
			}
		}
		return !hasArray(spec.Type)
	}
	return true
}

// hasArray: an array may be as large as it likes, and is there from the beginning.
func hasArray(typ ast.Expr) bool {
	if typ == nil {
		return false
	}
	found := false
	ast.Inspect(typ, func(n ast.Node) bool {
		array, ok := n.(*ast.ArrayType)
		found = found || ok && array.Len != nil
		return !found
	})
	return found
}

// plain reports whether the expression runs no code of the attempt's, and cannot panic.
func (s *source) plain(x ast.Expr) bool {
	switch x := x.(type) {
	case *ast.BasicLit, *ast.Ident, *ast.FuncLit:
		return true
	case *ast.SelectorExpr: // of a package: a field may be that of a nil pointer
		_, ok := s.pkg(x.X)
		return ok
	case *ast.UnaryExpr:
		lit, ok := x.X.(*ast.CompositeLit)
		return ok && x.Op == token.AND && s.plain(lit)
	case *ast.CompositeLit:
		return len(x.Elts) == 0 && !hasArray(x.Type)
	case *ast.CallExpr:
		return s.plainCall(x)
	}
	return false
}

// plainCall knows errors.New("…"), new(T), make(map[K]V) and make(chan T).
func (s *source) plainCall(call *ast.CallExpr) bool {
	if len(call.Args) != 1 {
		return false
	}
	switch f := call.Fun.(type) {
	case *ast.Ident:
		return (f.Name == "make" || f.Name == "new") && !hasArray(call.Args[0])
	case *ast.SelectorExpr:
		p, ok := s.pkg(f.X)
		_, literal := call.Args[0].(*ast.BasicLit)
		return ok && p == "errors" && f.Sel.Name == "New" && literal
	}
	return false
}
