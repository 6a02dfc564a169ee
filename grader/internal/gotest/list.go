package gotest

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Test is a test function, as its source has it.
type Test struct {
	Name string
	File string // base name
}

// List returns the tests of the files in order.
func List(files []string) ([]Test, error) {
	var all []Test
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		f, err := parser.ParseFile(token.NewFileSet(), file, text, parser.SkipObjectResolution)
		if err != nil {
			return nil, fmt.Errorf("test file: %w", err)
		}
		for _, d := range f.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv == nil && fn.Type.TypeParams == nil && isTest(fn.Name.Name) {
				all = append(all, Test{fn.Name.Name, filepath.Base(file)})
			}
		}
	}
	return all, nil
}

// isTest knows a test by the rule of the go command.
func isTest(name string) bool {
	rest, ok := strings.CutPrefix(name, "Test")
	if !ok || rest == "Main" {
		return false
	}
	r, _ := utf8.DecodeRuneInString(rest)
	return rest == "" || !unicode.IsLower(r)
}
