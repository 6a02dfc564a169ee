package kit

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
)

// mentionsTime reports whether the code in dir, tests left out, may set a timer:
// whether it imports time or context. Where there is no code, it may. It is the
// second-best way to know.
func mentionsTime(dir string) bool {
	files, _ := filepath.Glob(filepath.Join(dir, "*.go"))
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		text, err := os.ReadFile(file)
		if err != nil || bytes.Contains(text, []byte(`"time"`)) || bytes.Contains(text, []byte(`"context"`)) {
			return true
		}
	}
	return len(files) == 0
}
