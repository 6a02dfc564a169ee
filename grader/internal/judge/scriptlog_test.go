package judge

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

const demoScript = `# once: it makes no difference.

# Two files.
# They are short.
exec count a.txt
stdout '\A1 a\n2 b\n\z'
! stderr .
stdout -count=3 '^\d+$'
stderr usage
stderr '(?i)usage'
cmp stdout want
! exec count b.txt
exits 2 count
stdout .

# It is in a hurry.
env TRY=fast
stdin a.txt
exec count -
stdout .
`

func TestScriptFinding(t *testing.T) {
	ran := "# Two files.\n# They are short. (0.439s)\n> exec count a.txt\n[stdout]\n1\n"
	for _, tt := range []struct {
		name, log string
		line      int
		reason    string
		want      string
	}{
		{
			"other output than that", ran + "> stdout '\\A1 a\\n2 b\\n\\z'\n", 6, "no match for `\\A1 a\\n2 b\\n\\z` found in stdout",
			"standard output does not have what it is to have|Two files. They are short.|> exec count a.txt|[stdout]|1|It is to have, as a pattern:|  1 a|  2 b",
		},
		{
			"spaces at the end", "> exec count a.txt\n[stdout]\na \n\n  \n> stdout '\\A1 a\\n2 b\\n\\z'\n", 6, "no match for `^a $` found in stdout",
			"standard output does not have what it is to have|Two files. They are short.|> exec count a.txt|[stdout]|a·|(an empty line)|··|It is to have, as a pattern:|  1 a|  2 b|Each · is a space at the end of a line.",
		},
		{
			"no line end", "> exec printf a\n[stdout]\na> exec count a.txt\n[stdout]\n1> stdout '\\A1 a\\n2 b\\n\\z'\n", 6, "no match for `\\A1 a\\n2 b\\n\\z` found in stdout",
			"standard output does not have what it is to have|Two files. They are short.|> exec printf a|[stdout]|a|> exec count a.txt|[stdout]|1|It is to have, as a pattern:|  1 a|  2 b",
		},
		{
			"output where there is to be none", "> exec count a.txt\n[stderr]\noh\n> ! stderr .\n", 7, "unexpected match for `.` found in stderr: o",
			"nothing was to be written to standard error|Two files. They are short.|> exec count a.txt|[stderr]|oh",
		},
		{
			"a check between", "> exits 2 count\n[stderr]\noh\n> stdout .\n", 9, "no match for `usage` found in stderr",
			"standard error does not have what it is to have|Two files. They are short.|> exits 2 count|[stderr]|oh|> stdout .|It is to have, as a pattern:|  usage",
		},
		{
			"no output", "> exec count a.txt\n> stdout .\n", 14, "no match for `.` found in stdout",
			"nothing is written to standard output|Two files. They are short.|> exec count a.txt",
		},
		{
			"as many times", ran, 8, "have 1 matches for `^\\d+$`, want 3",
			"standard output has something 1 times, and not 3 times|Two files. They are short.|> exec count a.txt|[stdout]|1|As a pattern, that is:|  ^\\d+$",
		},
		{
			"no usage", "> exits 2 count\n", 10, "no match for `(?i)usage` found in stderr",
			"there is no usage message on standard error|Two files. They are short.|> exits 2 count",
		},
		{
			"a pattern without quotes", "> exits 2 count\n", 9, "no match for `usage` found in stderr",
			"standard error does not have what it is to have|Two files. They are short.|> exits 2 count|(nothing is printed)|It is to have, as a pattern:|  usage",
		},
		{
			"a difference", ran + "> cmp stdout want\ndiff stdout want\n--- stdout\n+++ want\n@@ -1 +1 @@\n \n-1\n+1 \n", 11, "stdout and want differ",
			"standard output is not what it is to be|Two files. They are short.|> exec count a.txt| |-1|+1·|Lines with - were printed. Lines with + were to be printed.|Each · is a space at the end of a line.",
		},
		{
			"an exit code", "> exec count a.txt\n[exit status 1]\n", 5, "unexpected command failure",
			"the program was to end with exit code 0|Two files. They are short.|> exec count a.txt|[exit status 1]",
		},
		{
			"no exit code", "> ! exec count b.txt\n", 12, "unexpected command success",
			"the program was to fail, and ended with exit code 0|Two files. They are short.|> ! exec count b.txt",
		},
		{
			"another exit code", "> exits 2 count\n", 13, "the exit code is 1, not 2",
			"the exit code is 1, not 2|Two files. They are short.|> exits 2 count",
		},
		{
			"anything else", "> cp a b\n", 5, "the disk is full",
			"the program does not do what the script asks|Two files. They are short.|> cp a b|line 5: the disk is full",
		},
		{
			"what a program prints stays", "[stdout]\n# 12 lines (0.4s)\n#\nsee FAIL: /a/b.txtar:1: c\n", 5, "unexpected command failure",
			"the program was to end with exit code 0|Two files. They are short.|[stdout]|# 12 lines (0.4s)|#|see FAIL: /a/b.txtar:1: c",
		},
		{
			"the beginning and the end count", "[stdout]\n" + strings.Repeat("a\n", 50) + "b\n", 5, "unexpected command failure",
			"the program was to end with exit code 0|Two files. They are short.|[stdout]" + strings.Repeat("|a", 4) + "|…" + strings.Repeat("|a", 4) + "|b",
		},
		{
			"long lines are cut between characters", "[stdout]\n" + strings.Repeat("ö", 100), 5, "unexpected command failure",
			"the program was to end with exit code 0|Two files. They are short.|[stdout]|" + strings.Repeat("ö", 75) + "…",
		},
		{"a line that there is not", "", 99, "gone", "the program does not do what the script asks|line 99: gone"},
	} {
		for _, folder := range []string{"/home/ann/course/testdata/ch03/count/", `C:\course\`} {
			t.Run(tt.name, func(t *testing.T) {
				log := fmt.Sprintf("%s\nFAIL: %stwo-files.txtar:%d: %s\n", strings.TrimRight(tt.log, "\n"), folder, tt.line, tt.reason)
				f := scriptFinding(demoScript, log)
				assert.Equal(t, tt.want, strings.Join(append([]string{f.Message}, f.Account...), "|"))
			})
		}
	}
}

func TestScriptFindingWithoutAReason(t *testing.T) {
	f := scriptFinding(demoScript, "[stdout]\nhello\nPASS\n\nWORK=/tmp/x\n")
	assert.Equal(t, "the program does not do what the script asks", f.Message)
	assert.Equal(t, []string{"[stdout]", "hello"}, f.Account)
}

func TestSituation(t *testing.T) {
	for _, tt := range []struct {
		name string
		line int
		want []string
	}{
		{"the program's start", 5, []string{"Two files. They are short.", "> exec count a.txt"}},
		{"what is asked of its output", 8, []string{"Two files. They are short.", "> exec count a.txt"}},
		{"with environment and input", 20, []string{"It is in a hurry.", "> env TRY=fast", "> stdin a.txt", "> exec count -"}},
		{"a program that is to fail", 14, []string{"Two files. They are short.", "> exits 2 count"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			log := fmt.Sprintf("[signal: killed]\nFAIL: /tmp/demo.txtar:%d: whatever\n", tt.line)
			assert.Equal(t, tt.want, situation(demoScript, log))
		})
	}
	assert.Empty(t, situation(demoScript, "PASS\n"), "the script has not failed")
}
