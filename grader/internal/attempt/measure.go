package attempt

import (
	"go/ast"
	"go/constant"
	"go/token"
)

// measure works out sizes from the syntax, without types and without building
// what it measures. What it cannot work out is 0: no bomb of the plain kind.
//
// Names are looked up wherever the attempt declares them. Of strings and types
// the largest counts, since a scope of its own must not hide a bomb.
type measure struct {
	review   *review
	integers map[string]int64 // values of constants
	lengths  map[string]int64 // of constant strings
	chains   map[string]int64 // of type arguments in named types
}

func newMeasure(r *review) measure {
	return measure{r, map[string]int64{}, map[string]int64{}, map[string]int64{}}
}

// huge stands for every number that is too large to bother with.
const huge int64 = 1 << 30

// largest looks a name up in the memory, or measures each of its declarations.
func largest(memory map[string]int64, name string, declared []ast.Expr, of func(ast.Expr) int64) int64 {
	n, known := memory[name]
	if known {
		return n
	}
	memory[name] = 0 // it may refer to itself
	for _, x := range declared {
		n = max(n, of(x))
	}
	memory[name] = n
	return n
}

// elements is the number of elements of the array, with those of its elements.
func (m measure) elements(t *ast.ArrayType) int64 {
	n := int64(1)
	for t != nil && n <= maxArray {
		if t.Len != nil {
			n *= max(1, m.integer(t.Len))
		}
		t, _ = t.Elt.(*ast.ArrayType)
	}
	return n
}

// integer is the value of a constant expression, from 0 to huge.
func (m measure) integer(x ast.Expr) int64 {
	switch x := x.(type) {
	case *ast.ParenExpr:
		return m.integer(x.X)
	case *ast.BasicLit:
		return literal(x)
	case *ast.BinaryExpr:
		return combine(x.Op, m.integer(x.X), m.integer(x.Y))
	case *ast.Ident:
		declared := m.review.consts[x.Name]
		if len(declared) != 1 {
			return 0 // by the name alone, a limit of 1<<40 elsewhere would count for this one
		}
		return largest(m.integers, x.Name, declared, m.integer)
	}
	return 0
}

func literal(x *ast.BasicLit) int64 {
	if x.Kind != token.INT && x.Kind != token.FLOAT && x.Kind != token.CHAR {
		return 0
	}
	const digits = 64 // further ones do not make it smaller, or make it no length
	if len(x.Value) > digits {
		return huge
	}
	v := constant.ToInt(constant.MakeFromLiteral(x.Value, x.Kind, 0))
	if v.Kind() != constant.Int {
		return 0
	}
	n, exact := constant.Int64Val(v)
	if !exact {
		return huge
	}
	return min(n, huge)
}

// combine computes with numbers from 0 to huge, and stays within.
func combine(op token.Token, a, b int64) int64 {
	switch op {
	case token.ADD:
		return min(a+b, huge)
	case token.SUB:
		return max(a-b, 0)
	case token.MUL:
		return min(a*b, huge)
	case token.SHL:
		if a == 0 {
			return 0
		}
		return min(a<<min(b, 31), huge)
	}
	return 0
}

// length is the length of a constant string, at most huge.
func (m measure) length(x ast.Expr) int64 {
	switch x := x.(type) {
	case *ast.ParenExpr:
		return m.length(x.X)
	case *ast.BasicLit:
		if x.Kind == token.STRING {
			return int64(len(x.Value) - len(`""`))
		}
	case *ast.BinaryExpr:
		if x.Op == token.ADD {
			return min(m.length(x.X)+m.length(x.Y), huge)
		}
	case *ast.Ident:
		return largest(m.lengths, x.Name, m.review.consts[x.Name], m.length)
	}
	return 0
}

// chain is how deep type arguments are nested, through the types that the
// attempt names: type B = Pair[A, A]; type C = Pair[B, B]; … doubles at each step.
func (m measure) chain(x ast.Expr) int64 {
	switch x := x.(type) {
	case *ast.ParenExpr:
		return m.chain(x.X)
	case *ast.StarExpr:
		return m.chain(x.X)
	case *ast.ArrayType:
		return m.chain(x.Elt)
	case *ast.ChanType:
		return m.chain(x.Value)
	case *ast.MapType:
		return max(m.chain(x.Key), m.chain(x.Value))
	case *ast.IndexExpr:
		return m.instance(x.X, x.Index)
	case *ast.IndexListExpr:
		return m.instance(x.X, x.Indices...)
	case *ast.Ident:
		return largest(m.chains, x.Name, m.review.types[x.Name], m.chain)
	}
	return 0
}

// instance: a generic alias brings its own depth along.
func (m measure) instance(generic ast.Expr, args ...ast.Expr) int64 {
	deepest := int64(0)
	for _, a := range args {
		deepest = max(deepest, m.chain(a))
	}
	own := int64(1)
	if id, ok := generic.(*ast.Ident); ok {
		own = max(own, m.chain(id))
	}
	return min(own+deepest, huge)
}
