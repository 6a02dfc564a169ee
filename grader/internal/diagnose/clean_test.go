package diagnose_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/concurrency-in-go/course/grader/internal/diagnose"
)

func TestClean(t *testing.T) {
	for name, c := range map[string]struct{ in, want string }{
		"plain":         {"c.hits[path]++", "c.hits[path]++"},
		"letters":       {"größer 世界 …", "größer 世界 …"},
		"escape":        {"a\x1b[31mb", `a\x1b[31mb`},
		"delete":        {"a\x7f", `a\x7f`},
		"C1":            {"a\u009bb", `a\x9bb`},
		"bidi":          {"a\u202eb\u2066", `a\u202eb\u2066`},
		"marks":         {"\u200f\u200e\u061c", `\u200f\u200e\u061c`},
		"line ends":     {"a\u2028b\r\n", `a\u2028b\x0d\n`},
		"tab":           {"\tif", "    if"},
		"invalid":       {"a\xff\xc3", `a\xff\xc3`},
		"a real U+FFFD": {"\ufffd", "\ufffd"},
	} {
		assert.Equal(t, c.want, diagnose.Clean(c.in), name)
	}
	assert.Equal(t, "a\nb\\x07\n", diagnose.CleanLines("a\nb\a\n"), "only the ends of lines stay")
}
