package attempt

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/token"
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
	d := &depths{review: r, source: s}
	ast.Walk(d, s.tree)
	if d.stopped {
		return // what follows would go down as deep
	}
	m := measure{review: r, lengths: map[string]int64{}, chains: map[string]int{}}
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
		if kv, ok := e.(*ast.KeyValueExpr); ok && m.integer(kv.Key, 0) > maxArray {
			r.object(s, kv.Pos(), "the index makes an array with more elements than any exercise needs", smaller)
		}
	}
}

// depths walks down and counts what it is in.
type depths struct {
	review            *review
	source            *source
	nodes             int
	closures, literal int
	stopped           bool
}

func (d *depths) Visit(n ast.Node) ast.Visitor {
	if n == nil || d.stopped {
		return nil
	}
	below := *d
	below.nodes++
	what := ""
	switch n.(type) {
	case *ast.FuncLit:
		below.closures++
	case *ast.CompositeLit:
		below.literal++
	}
	switch {
	case below.closures > maxClosures:
		what = fmt.Sprintf("functions are nested more than %d deep", maxClosures)
	case below.literal > maxLiterals:
		what = fmt.Sprintf("literals are nested more than %d deep", maxLiterals)
	case below.nodes > maxDepth:
		what = fmt.Sprintf("the code is nested more than %d deep", maxDepth)
	}
	if what != "" {
		d.review.object(d.source, n.Pos(), what, "name the parts, and put them one after another")
		d.stopped = true
		return nil
	}
	return &below
}

// measure works out sizes from the syntax. What it cannot work out is 0: then
// it is no bomb of the plain kind.
type measure struct {
	review  *review
	lengths map[string]int64 // of constant strings
	chains  map[string]int   // of aliases
}

// elements is the number of elements of the array, with those of its elements.
func (m measure) elements(t *ast.ArrayType) int64 {
	n := int64(1)
	for t != nil && n <= maxArray {
		if t.Len != nil {
			n *= max(1, m.integer(t.Len, 0))
		}
		t, _ = t.Elt.(*ast.ArrayType)
	}
	return n
}

// huge stands for any integer that is too large to bother with.
const huge = 1 << 32

// integer is the value of a constant expression, at most huge.
func (m measure) integer(x ast.Expr, deep int) int64 {
	if deep > maxTypeArgs {
		return 0
	}
	switch x := x.(type) {
	case *ast.ParenExpr:
		return m.integer(x.X, deep)
	case *ast.BasicLit:
		return literal(x)
	case *ast.BinaryExpr:
		return combine(x.Op, m.integer(x.X, deep), m.integer(x.Y, deep))
	case *ast.Ident:
		n := int64(0)
		for _, value := range m.review.consts[x.Name] {
			n = max(n, m.integer(value, deep+1))
		}
		return n
	}
	return 0
}

func literal(x *ast.BasicLit) int64 {
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

func combine(op token.Token, a, b int64) int64 {
	switch op {
	case token.ADD:
		return min(a+b, huge)
	case token.SUB:
		return max(a-b, 0)
	case token.MUL:
		if b != 0 && a > huge/b {
			return huge
		}
		return a * b
	case token.SHL:
		if a > 0 && (b > 32 || a<<b > huge) {
			return huge
		}
		return a << min(b, 32)
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
			return int64(len(x.Value) - 2)
		}
	case *ast.BinaryExpr:
		if x.Op == token.ADD {
			return min(m.length(x.X)+m.length(x.Y), huge)
		}
	case *ast.Ident:
		return m.named(x.Name)
	}
	return 0
}

func (m measure) named(name string) int64 {
	n, known := m.lengths[name]
	if known {
		return n
	}
	m.lengths[name] = 0 // a cycle does not compile
	for _, value := range m.review.consts[name] {
		n = max(n, m.length(value))
	}
	m.lengths[name] = n
	return n
}

// chain is how deep type arguments are nested, through the types that the
// attempt names: type B = Pair[A, A]; type C = Pair[B, B]; … doubles at each step.
func (m measure) chain(x ast.Expr) int {
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
		return 1 + m.chain(x.Index)
	case *ast.IndexListExpr:
		deepest := 0
		for _, i := range x.Indices {
			deepest = max(deepest, m.chain(i))
		}
		return 1 + deepest
	case *ast.Ident:
		return m.namedChain(x.Name)
	}
	return 0
}

func (m measure) namedChain(name string) int {
	n, known := m.chains[name]
	if known {
		return n
	}
	m.chains[name] = 0 // a type may well refer to itself
	for _, t := range m.review.types[name] {
		n = max(n, m.chain(t))
	}
	m.chains[name] = n
	return n
}
