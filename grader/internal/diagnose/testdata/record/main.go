// Record runs the programs in testdata/*.txtar for real and writes what they
// left behind into the archives, as the file "output". From the folder of the
// repository:
//
//	go run ./grader/internal/diagnose/testdata/record            # every archive
//	go run ./grader/internal/diagnose/testdata/record stuck_abba # these only
//	go test ./grader/internal/diagnose -update                   # then the explanations
//
// An archive's name says how its program ends, and so what is recorded: race_*
// the race detector's log, stuck_* the watchdog's dump, busy_* the dump that
// it is asked for after a second, and panic_*, leak_* and fail_* the output. Every
// demo.go, *_test.go and given fixed.go in it belongs to the exercise
// "ch01/demo". Folders are renamed to /scratch, /go and /mod.
package main

import (
	"context"
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/rogpeppe/go-internal/txtar"
)

const (
	archives = "grader/internal/diagnose/testdata"
	demo     = "exercises/ch01/demo"
	kit      = "exercises/internal/kit"
)

func main() {
	log.SetFlags(0)
	names := os.Args[1:]
	if len(names) == 0 {
		files, err := filepath.Glob(archives + "/*.txtar")
		check(err)
		for _, f := range files {
			names = append(names, strings.TrimSuffix(filepath.Base(f), ".txtar"))
		}
	}
	for _, n := range names {
		record(n)
	}
}

func record(name string) {
	file := filepath.Join(archives, name+".txtar")
	ar, err := txtar.ParseFile(file)
	check(err)
	kind, _, _ := strings.Cut(name, "_")
	out := normalise(run(kind, ar, name != "panic_asleep"))
	if strings.TrimSpace(out) == "" {
		log.Fatalf("%s: nothing to record", name)
	}
	ar.Files = slices.DeleteFunc(ar.Files, func(f txtar.File) bool { return f.Name == "output" })
	at := slices.IndexFunc(ar.Files, func(f txtar.File) bool { return f.Name == "finding" })
	if at < 0 {
		at = len(ar.Files)
	}
	ar.Files = slices.Insert(ar.Files, at, txtar.File{Name: "output", Data: []byte(out)})
	check(os.WriteFile(file, txtar.Format(ar), 0o644))
	log.Print(name)
}

// slot is fixed, so that the build cache hits.
var slot = filepath.Join(os.TempDir(), "diagnose-record")

// run builds the archive and runs it. A race binary holds C code, and where there
// is some, the runtime itself does not see that all goroutines are asleep.
func run(kind string, ar *txtar.Archive, race bool) string {
	check(os.RemoveAll(slot))
	for _, f := range []string{"go.mod", "go.sum"} {
		copyFile(f)
	}
	kits, err := filepath.Glob(kit + "/*.go")
	check(err)
	for _, f := range kits {
		copyFile(f)
	}
	for _, f := range ar.Files {
		if strings.HasSuffix(f.Name, ".go") {
			write(filepath.Join(demo, f.Name), f.Data)
		}
	}
	write(filepath.Join(demo, "main_test.go"), []byte(testMain(kind)))
	binary := filepath.Join(slot, "demo.test")
	build := exec.Command("go", "test", "-c", fmt.Sprintf("-race=%t", race), "-vet=off", "-ldflags=-w", "-mod=mod", "-o", binary, "./"+demo)
	build.Dir = slot
	if !race {
		build.Env = append(os.Environ(), "CGO_ENABLED=0")
	}
	if out, err := build.CombinedOutput(); err != nil {
		log.Fatalf("%s: %v", out, err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, binary, "-test.paniconexit0")
	cmd.Dir = filepath.Join(slot, demo)
	cmd.Env = append(os.Environ(), "GORACE=atexit_sleep_ms=0 log_path="+filepath.Join(slot, "race"))
	if kind == "busy" {
		cmd.Env = append(cmd.Env, "GOMAXPROCS=1")
		time.AfterFunc(time.Second, func() { check(cmd.Process.Signal(syscall.SIGQUIT)) })
	}
	out, _ := cmd.CombinedOutput() // it is meant to end badly
	switch kind {
	case "race":
		return contents("race.*")
	case "stuck", "busy":
		return contents("dump")
	}
	return string(out)
}

func testMain(kind string) string {
	run := "os.Exit(m.Run())"
	switch kind {
	case "stuck", "busy":
		start := map[string]string{"stuck": "StartWatchdog", "busy": "WhenAsked"}[kind]
		run = `kit.` + start + `(func(dump []byte) {
		os.WriteFile("` + filepath.Join(slot, "dump") + `", dump, 0o644)
		os.Exit(1)
	})
	m.Run()`
	case "leak":
		run = "goleak.VerifyTestMain(m)"
	}
	return `package demo_test

import (
	"os"
	"testing"

	"go.uber.org/goleak"

	"github.com/concurrency-in-go/course/exercises/internal/kit"
)

var _, _, _ = os.Exit, goleak.VerifyTestMain, kit.StartWatchdog

func TestMain(m *testing.M) {
	` + run + `
}
`
}

func contents(pattern string) string {
	files, err := filepath.Glob(filepath.Join(slot, pattern))
	check(err)
	var all strings.Builder
	for _, f := range files {
		text, err := os.ReadFile(f)
		check(err)
		all.Write(text)
	}
	return all.String()
}

func normalise(text string) string {
	env, err := exec.Command("go", "env", "GOROOT", "GOMODCACHE").Output()
	check(err)
	dirs := strings.Fields(string(env))
	return strings.NewReplacer(slot, "/scratch", dirs[0], "/go", dirs[1], "/mod").Replace(text)
}

func copyFile(name string) {
	text, err := os.ReadFile(name)
	check(err)
	write(name, text)
}

func write(name string, text []byte) {
	name = filepath.Join(slot, name)
	check(os.MkdirAll(filepath.Dir(name), 0o755))
	check(os.WriteFile(name, text, 0o644))
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
