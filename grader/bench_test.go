package main

import (
	"bytes"
	"crypto/rand"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"testing"
	"time"

	"github.com/concurrency-in-go/course/grader/internal/attempt"
	"github.com/concurrency-in-go/course/grader/internal/course"
	"github.com/concurrency-in-go/course/grader/internal/judge"
	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/require"
)

// The benchmarks compare, pair by pair in one run, with what people do today:
// go test -race -count=1 of the same exercise and attempt, with a warm cache. They
// report the ratio, for the machine is as noisy for one as for the other:
//
//	go test ./grader -run - -bench Grade -benchtime 5x

// BenchmarkGradePassing grades one attempt that passes, every test twenty times.
func BenchmarkGradePassing(b *testing.B) {
	bench := newBench(b, "ch01/hits")
	bench.compare(b, "ratio")
}

// BenchmarkGradeSolutions grades all solutions at once, against one plain command
// after the other.
func BenchmarkGradeSolutions(b *testing.B) {
	root, err := course.Find(".")
	require.NoError(b, err)
	c, err := course.Load(root)
	require.NoError(b, err)
	var ids []string
	for _, e := range c.Exercises() {
		ids = append(ids, string(e.ID))
	}
	newBench(b, ids...).compare(b, "ratio")
}

type bench struct {
	course   *course.Course
	attempts []*attempt.Attempt
	plain    string // a module in which the plain command runs
}

// newBench lays out the solutions of the exercises for the plain command, with
// their visible and hidden tests, and warms both caches.
func newBench(b *testing.B, ids ...string) *bench {
	b.Helper()
	root, err := course.Find(".")
	require.NoError(b, err)
	c, err := course.Load(root)
	require.NoError(b, err)
	x := &bench{course: c, plain: b.TempDir()}
	copyTree(b, filepath.Join(root, "exercises", "internal", "kit"), filepath.Join(x.plain, "exercises", "internal", "kit"))
	for _, name := range []string{"go.mod", "go.sum"} {
		copyTree(b, filepath.Join(root, name), filepath.Join(x.plain, name))
	}
	for _, id := range ids {
		e, err := c.Exercise(id)
		require.NoError(b, err)
		dir := filepath.Join(x.plain, "exercises", filepath.FromSlash(id))
		layTests(b, e, dir)
		for _, name := range e.Files {
			copyTree(b, filepath.Join(e.SolutionDir(), name), filepath.Join(dir, name))
		}
		a, err := attempt.Read(c, e.SolutionDir(), id)
		require.NoError(b, err)
		x.attempts = append(x.attempts, a...)
	}
	x.touch(b)
	x.goTest(b)
	x.grade(b)
	return x
}

// layTests copies the package of an exercise with its visible and hidden tests.
func layTests(b *testing.B, e *course.Exercise, dir string) {
	copyTree(b, e.Dir(), dir)
	for _, f := range e.HiddenTests() {
		copyTree(b, f, filepath.Join(dir, filepath.Base(f)))
	}
	for _, f := range e.HiddenScripts() {
		text, err := os.ReadFile(f)
		require.NoError(b, err)
		// The plain command does not know exits, which is the grader's.
		text = regexp.MustCompile(`(?m)^exits [1-9]`).ReplaceAll(text, []byte("! exec"))
		require.NoError(b, os.WriteFile(filepath.Join(dir, "testdata", "script", filepath.Base(f)), text, 0o600))
	}
}

func (x *bench) compare(b *testing.B, unit string) {
	var grader, plain cost
	for b.Loop() {
		x.touch(b) // a student's file has changed since the last time
		grader.of(func() { x.grade(b) })
		plain.of(func() { x.goTest(b) })
	}
	b.ReportMetric(grader.wall.Seconds()/plain.wall.Seconds(), unit)
	grader.report(b, "grade")
	plain.report(b, "plain")
}

// cost is what a side of the comparison takes.
type cost struct {
	wall, processor, system time.Duration
	times                   int
}

func (c *cost) of(f func()) {
	start := time.Now()
	processor, system := used()
	f()
	c.wall += time.Since(start)
	processorNow, systemNow := used()
	c.processor += processorNow - processor
	c.system += systemNow - system
	c.times++
}

// report reports seconds by the clock, seconds of a processor, and how many of these
// were the system's.
func (c *cost) report(b *testing.B, of string) {
	n := float64(c.times)
	b.ReportMetric(c.wall.Seconds()/n, "s/"+of)
	b.ReportMetric(c.processor.Seconds()/n, "cpu-s/"+of)
	b.ReportMetric(c.system.Seconds()/n, "sys-s/"+of)
}

func (x *bench) grade(b *testing.B) {
	verdicts, err := (&judge.Judge{Course: x.course}).Grade(b.Context(), x.attempts)
	require.NoError(b, err)
	for _, v := range verdicts {
		require.True(b, v.Passed, "%s: %s", v.Exercise, v.Outcome)
	}
}

func (x *bench) goTest(b *testing.B) {
	for _, a := range x.attempts {
		cmd := exec.Command("go", "test", "-race", "-count=1", "./exercises/"+string(a.Exercise.ID))
		cmd.Dir = x.plain
		out, err := cmd.CombinedOutput()
		require.NoError(b, err, "%s", out)
	}
}

// touch changes every attempt by a comment, in both places alike. It comes first, so
// that every line moves: a comment at the end changes nothing that the compiler
// writes, and then nothing is linked anew.
func (x *bench) touch(b *testing.B) {
	mark := []byte("// " + rand.Text() + "\n\n")
	for _, a := range x.attempts {
		files := &txtar.Archive{}
		for _, f := range a.Files.Files {
			text := append(bytes.Clone(mark), f.Data...)
			files.Files = append(files.Files, txtar.File{Name: f.Name, Data: text})
			path := filepath.Join(x.plain, "exercises", filepath.FromSlash(string(a.Exercise.ID)), f.Name)
			require.NoError(b, os.WriteFile(path, text, 0o600))
		}
		a.Files = files
	}
}

func copyTree(b *testing.B, from, to string) {
	b.Helper()
	info, err := os.Stat(from)
	require.NoError(b, err)
	if info.IsDir() {
		require.NoError(b, os.CopyFS(to, os.DirFS(from)))
		return
	}
	text, err := os.ReadFile(from)
	require.NoError(b, err)
	require.NoError(b, os.MkdirAll(filepath.Dir(to), 0o700))
	require.NoError(b, os.WriteFile(to, text, 0o600))
}
