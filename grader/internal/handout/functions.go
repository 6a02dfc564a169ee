package handout

import (
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"strings"
)

// function is one function of a file.
type function struct {
	name string
	body string // its tokens: the same however it is formatted and commented
}

// telling is how many tokens a body has at least: shorter ones look alike in
// programs that have nothing to do with each other.
const telling = 30

// functions returns the functions of a file whose bodies tell something. Of a file
// that does not parse there is what comes before the mistake.
func functions(text []byte) []function {
	fset := token.NewFileSet()
	file, _ := parser.ParseFile(fset, "", text, parser.SkipObjectResolution)
	if file == nil {
		return nil
	}
	var all []function
	for _, d := range file.Decls {
		f, ok := d.(*ast.FuncDecl)
		if !ok || f.Body == nil {
			continue
		}
		from, to := fset.Position(f.Body.Pos()).Offset, fset.Position(f.Body.End()).Offset
		if words := tokens(text[from:min(to, len(text))]); len(words) >= telling {
			all = append(all, function{f.Name.Name, strings.Join(words, " ")})
		}
	}
	return all
}

// tokens returns the tokens of a piece of Go, without comments and without the
// semicolons that stand for line ends.
func tokens(text []byte) []string {
	fset := token.NewFileSet()
	var s scanner.Scanner
	s.Init(fset.AddFile("", -1, len(text)), text, nil, 0)
	var all []string
	for {
		_, tok, lit := s.Scan()
		switch {
		case tok == token.EOF:
			return all
		case tok == token.SEMICOLON:
			continue
		case lit != "":
			all = append(all, lit)
		default:
			all = append(all, tok.String())
		}
	}
}

// testNames returns the names of the tests of a file: all that `go test` would run.
func testNames(text []byte) []string {
	file, _ := parser.ParseFile(token.NewFileSet(), "", text, parser.SkipObjectResolution)
	if file == nil {
		return nil
	}
	var all []string
	for _, d := range file.Decls {
		f, ok := d.(*ast.FuncDecl)
		if !ok || f.Recv != nil || f.Name.Name == "TestMain" {
			continue
		}
		for _, prefix := range []string{"Test", "Benchmark", "Fuzz", "Example"} {
			if strings.HasPrefix(f.Name.Name, prefix) && f.Name.Name != prefix {
				all = append(all, f.Name.Name)
			}
		}
	}
	return all
}
