package workspace

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"
)

// slots is how many graders can work at once with a folder of their own. More
// than that wait for their turn.
const slots = 16

// CacheDir is where the slots are, and whatever else the grader keeps for this
// user.
func CacheDir() (string, error) {
	base, err := os.UserCacheDir()
	if err != nil {
		return "", fmt.Errorf("workspace: no folder for caches: %w", err)
	}
	dir := filepath.Join(base, "concurrency-in-go")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", fmt.Errorf("workspace: %w", err)
	}
	// A symbolic link on the way would make file names in messages differ from ours.
	return filepath.EvalSymlinks(dir)
}

// takeSlot locks the first free slot. The lock is the kernel's: it is gone when
// the process is, however it ends.
func takeSlot(ctx context.Context, base string) (dir string, unlock func(), err error) {
	for {
		for i := range slots {
			dir := filepath.Join(base, fmt.Sprintf("slot%d", i))
			unlock, ok, err := tryLock(dir + ".lock")
			if err != nil {
				return "", nil, fmt.Errorf("workspace: %w", err)
			}
			if ok {
				return dir, unlock, nil
			}
		}
		select {
		case <-ctx.Done():
			return "", nil, context.Cause(ctx)
		case <-time.After(100 * time.Millisecond):
		}
	}
}

// removeAll removes dir, even where an attempt has taken the permission away.
func removeAll(dir string) error {
	if os.RemoveAll(dir) == nil {
		return nil
	}
	_ = filepath.WalkDir(dir, func(path string, d os.DirEntry, _ error) error {
		if d != nil && d.IsDir() {
			_ = os.Chmod(path, 0o700)
		}
		return nil
	})
	return os.RemoveAll(dir)
}

func notTests(files []string) []string {
	return slices.DeleteFunc(files, func(f string) bool { return strings.HasSuffix(f, "_test.go") })
}

// exeSuffix ends the names of programs.
var exeSuffix = map[bool]string{true: ".exe"}[runtime.GOOS == "windows"]
