package workspace

import (
	"go/parser"
	"go/token"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestRenameMain(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"main", "package main\n\nfunc main() {}\n", "package main\n\nfunc graderStudentMain() {}\n"},
		{"a method of that name", "package main\n\ntype t int\n\nfunc (t) main() {}\n", "package main\n\ntype t int\n\nfunc (t) main() {}\n"},
		{"names that hold it", "package main\n\nfunc main2() {}\nfunc domain() {}\n", "package main\n\nfunc main2() {}\nfunc domain() {}\n"},
		{
			"text that looks like it",
			"package main\n\n// func main() calls os.Exit(1)\nvar s = \"func main() { os.Exit(1) }\"\nvar r = `\nfunc main() {}\n`\n",
			"package main\n\n// func main() calls os.Exit(1)\nvar s = \"func main() { os.Exit(1) }\"\nvar r = `\nfunc main() {}\n`\n",
		},
		{
			"os.Exit",
			"package main\n\nimport \"os\"\n\nfunc main() { os.Exit(run()) }\n\nfunc run() int { return 1 }\n",
			"package main\n\nimport \"os\"\n\nfunc graderStudentMain() { graderExit(run()) }\n\nfunc run() int { return 1 }\n\nvar _ = os.Exit\n",
		},
		{
			"os.Exit by another name",
			"package main\n\nimport sys \"os\"\n\nfunc main() { defer sys.Exit(1); println(sys.Args) }\n",
			"package main\n\nimport sys \"os\"\n\nfunc graderStudentMain() { defer graderExit(1); println(sys.Args) }\n\nvar _ = sys.Exit\n",
		},
		{
			"os.Exit as a value",
			"package main\n\nimport \"os\"\n\nvar exit = os.Exit\n",
			"package main\n\nimport \"os\"\n\nvar exit = graderExit\n\nvar _ = os.Exit\n",
		},
		{
			"the Exit of something else",
			"package main\n\nimport os \"example.com/os\"\n\nfunc f(x interface{ Exit(int) }) { os.Exit(1); x.Exit(1) }\n",
			"package main\n\nimport os \"example.com/os\"\n\nfunc f(x interface{ Exit(int) }) { os.Exit(1); x.Exit(1) }\n",
		},
		{
			"not formatted, and no last line break",
			"package main;import(\"os\");func   main ( ){os . Exit( 2 )}//end",
			"package main;import(\"os\");func   graderStudentMain ( ){graderExit( 2 )}//end\nvar _ = os.Exit\n",
		},
		{
			"lines of Windows, and letters of more than a byte",
			"package main\r\n\r\nimport \"os\"\r\n\r\nvar é = \"日本\"\r\n\r\nfunc main() {\r\n\tos.Exit(0)\r\n}\r\n",
			"package main\r\n\r\nimport \"os\"\r\n\r\nvar é = \"日本\"\r\n\r\nfunc graderStudentMain() {\r\n\tgraderExit(0)\r\n}\r\n\nvar _ = os.Exit\n",
		},
		{
			"lines that claim to be others",
			"package main\n\nimport \"os\"\n\n//line other.go:100\nfunc main() { os.Exit(1) }\n",
			"package main\n\nimport \"os\"\n\n//line other.go:100\nfunc graderStudentMain() { graderExit(1) }\n\nvar _ = os.Exit\n",
		},
		{"what does not parse", "package main\n\nfunc main( {}\n", "package main\n\nfunc main( {}\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := string(renameMain("main.go", []byte(tt.text)))
			assert.Equal(t, tt.want, got)
			lines := strings.Split(strings.TrimSuffix(tt.text, "\n"), "\n")
			assert.GreaterOrEqual(t, strings.Count(got, "\n"), len(lines)-1)
			if _, err := parser.ParseFile(token.NewFileSet(), "", tt.text, 0); err == nil {
				_, err := parser.ParseFile(token.NewFileSet(), "", got, 0)
				require.NoError(t, err)
			}
		})
	}
}
