package judge

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/concurrency-in-go/course/grader/internal/attempt"
	"github.com/concurrency-in-go/course/grader/internal/course"
)

// Rules returns the SHA-256, in hex, of what the course says about how an attempt
// at e is scored: tests, scripts, fixed files and the kit that they use, and the
// points, weights, imports and names in exercise.toml. Where it is the same, scores
// compare. The error is one of reading a file.
func Rules(e *course.Exercise) (string, error) {
	kit, err := filepath.Glob(filepath.Join(e.Root, "exercises", "internal", "kit", "*.go"))
	if err != nil {
		return "", err
	}
	kit = slices.DeleteFunc(kit, func(f string) bool { return strings.HasSuffix(f, "_test.go") })
	sum := sha256.New()
	// fmt prints maps in the order of their keys.
	fmt.Fprintf(sum, "%v %v %q %q %q\n", e.Points, e.Weights, e.Files, e.Allow, e.Forbid)
	for _, file := range slices.Concat(e.VisibleTests(), e.VisibleScripts(), e.HiddenTests(), e.HiddenScripts(), e.Fixed(), kit) {
		text, err := os.ReadFile(file)
		if err != nil {
			return "", err
		}
		fmt.Fprintf(sum, "%s %d\n", filepath.Base(file), len(text))
		sum.Write(text)
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// rulesOf returns the rules of every exercise that is attempted.
func rulesOf(attempts []*attempt.Attempt) (map[course.ID]string, error) {
	rules := map[course.ID]string{}
	for _, a := range attempts {
		id := a.Exercise.ID
		if rules[id] != "" {
			continue
		}
		var err error
		if rules[id], err = Rules(a.Exercise); err != nil {
			return nil, err
		}
	}
	return rules, nil
}
