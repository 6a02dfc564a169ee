package judge

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestScriptLog(t *testing.T) {
	for _, tt := range []struct{ name, log, want string }{
		{
			"the folder of the machine is left out",
			"# Two files. (0.439s)\n> exec count a.txt\n[stdout]\n1\n\n> stdout 2\nFAIL: /home/ann/course/testdata/ch03/count/two-files.txtar:8: no match for `2` found in stdout\n",
			"# Two files.|> exec count a.txt|[stdout]|1|> stdout 2|FAIL: two-files.txtar:8: no match for `2` found in stdout",
		},
		{
			"on Windows too",
			"FAIL: C:\\course\\testdata\\two-files.txtar:8: unexpected command failure\n",
			"FAIL: two-files.txtar:8: unexpected command failure",
		},
		{"what a program prints stays", "[stdout]\n12 lines (0.4s)\nsee FAIL: /a/b:1: c\n", "[stdout]|12 lines (0.4s)|see FAIL: /a/b:1: c"},
		{"long lines are cut between characters", strings.Repeat("ö", 100), strings.Repeat("ö", 75) + "…"},
		{"the end counts", strings.Repeat("a\n", 50) + "b\n", "…|" + strings.Repeat("a|", 15) + "b"},
		{"nothing", "PASS\n\nWORK=/tmp/x\n", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, tt.want, strings.Join(scriptLog(tt.log), "|"))
		})
	}
}
