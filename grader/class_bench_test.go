//go:build linux

package main

import (
	"bytes"
	crand "crypto/rand"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/concurrency-in-go/course/grader/internal/attempt"
	"github.com/concurrency-in-go/course/grader/internal/course"
	"github.com/concurrency-in-go/course/grader/internal/gradebook"
	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/require"
)

var (
	benchStudents  = flag.Int("class.students", 10, "students in the class of BenchmarkClass")
	benchExercises = flag.Int("class.exercises", 6, "exercises of each student in BenchmarkClass; 0 is all of the course")
	benchSample    = flag.Int("class.sample", 20, "distinct attempts that BenchmarkClass gives to the plain command")
)

// BenchmarkClass grades a generated class: for each student and exercise the stub,
// the solution, or an attempt from right/ or wrong/, of which many are identical and
// every fourth has a comment of its own. It reports
//
//   - attempts/s: of the first run, identical ones and stubs included;
//   - rate: that, as a multiple of how many of the distinct attempts the plain command,
//     `go test -race -count=1` in a loop, gets through in a second;
//   - distinct: how many of the attempts were built;
//   - ratio: how many times as long the loop over all the distinct attempts takes. It
//     runs over a sample, drawn with a seed, and the time is extrapolated; an attempt
//     that spins gets 30 seconds from it, and not the ten minutes that are usual;
//   - cpu-ratio: the same in seconds of processor time, which other work on the machine
//     disturbs less;
//   - all-ratio: the same against a loop over all the attempts, which is what remains
//     for those who do not look for what is the same;
//   - MB: the most memory that the grader's own process held at once;
//   - again-s: the seconds of a second run, with nothing changed.
//
// In the small it takes minutes; the figures of the README are those of
//
//	go test ./grader -run - -bench Class -benchtime 1x -timeout 24h -class.students 200 -class.exercises 0
func BenchmarkClass(b *testing.B) {
	root, err := course.Find(".")
	require.NoError(b, err)
	c, err := course.Load(root)
	require.NoError(b, err)
	grader, err := exec.LookPath("grader")
	require.NoError(b, err)
	for b.Loop() {
		dir := b.TempDir()
		attempts := generateClass(b, c, filepath.Join(dir, "class"))
		book := filepath.Join(dir, "gradebook.jsonl")
		args := []string{"class", filepath.Join(dir, "class"), "--course", root, "--gradebook", book}

		first, memory := peak(b, exec.Command(grader, args...))
		again, _ := peak(b, exec.Command(grader, args...))
		distinct := distinctAttempts(b, book)
		sample := min(*benchSample, len(distinct))
		rand.New(rand.NewPCG(3, 4)).Shuffle(len(distinct), func(i, j int) { distinct[i], distinct[j] = distinct[j], distinct[i] })
		plain := newPlain(b, c).loop(b, distinct[:sample])
		times := func(n int) float64 { return float64(n) / float64(sample) }

		b.ReportMetric(float64(attempts)/first.elapsed.Seconds(), "attempts/s")
		b.ReportMetric(float64(attempts)/first.elapsed.Seconds()*plain.elapsed.Seconds()/float64(sample), "rate")
		b.ReportMetric(float64(len(distinct)), "distinct")
		b.ReportMetric(times(len(distinct))*plain.elapsed.Seconds()/first.elapsed.Seconds(), "ratio")
		b.ReportMetric(times(len(distinct))*plain.processor.Seconds()/first.processor.Seconds(), "cpu-ratio")
		b.ReportMetric(times(attempts)*plain.elapsed.Seconds()/first.elapsed.Seconds(), "all-ratio")
		b.ReportMetric(float64(memory)/1e6, "MB")
		b.ReportMetric(again.elapsed.Seconds(), "again-s")
	}
}

// generateClass lays out the submissions, and returns how many attempts they hold.
// A mark that is new each time keeps the go command from knowing them already.
func generateClass(b *testing.B, c *course.Course, dir string) int {
	random := rand.New(rand.NewPCG(1, 2))
	mark := crand.Text()
	stubs, err := c.Stubs()
	require.NoError(b, err)
	es := c.Exercises()
	if *benchExercises > 0 {
		es = es[:min(*benchExercises, len(es))]
	}
	for _, e := range es {
		choice := newChoice(b, c, e, stubs[e.ID])
		for n := range *benchStudents {
			student := fmt.Sprintf("student%03d", n)
			files, touched := choice.draw(random)
			own := mark
			if random.IntN(4) == 0 {
				own += student
			}
			at := filepath.Join(dir, student, "exercises", filepath.FromSlash(string(e.ID)))
			require.NoError(b, os.MkdirAll(at, 0o700))
			for _, f := range files.Files {
				text := f.Data
				if touched {
					text = append(fmt.Appendf(nil, "// %s\n\n", own), text...)
				}
				require.NoError(b, os.WriteFile(filepath.Join(at, f.Name), text, 0o600))
			}
		}
	}
	return len(es) * *benchStudents
}

// choice is what students may hand in for one exercise.
type choice struct {
	stub, solution *txtar.Archive
	right, wrong   []*txtar.Archive
}

func newChoice(b *testing.B, c *course.Course, e *course.Exercise, stub map[string][]byte) choice {
	x := choice{stub: new(txtar.Archive)}
	for _, name := range e.Files {
		x.stub.Files = append(x.stub.Files, txtar.File{Name: name, Data: stub[name]})
	}
	read := func(path string) *txtar.Archive {
		as, err := attempt.Read(c, path, string(e.ID))
		require.NoError(b, err)
		return as[0].Files
	}
	x.solution = read(e.SolutionDir())
	for dir, into := range map[string]*[]*txtar.Archive{e.RightDir(): &x.right, e.WrongDir(): &x.wrong} {
		files, err := filepath.Glob(filepath.Join(dir, "*.txtar"))
		require.NoError(b, err)
		require.NotEmpty(b, files)
		for _, f := range files {
			*into = append(*into, read(f))
		}
	}
	return x
}

func (x choice) draw(random *rand.Rand) (files *txtar.Archive, touched bool) {
	switch n := random.IntN(10); {
	case n < 3:
		return x.stub, false
	case n < 5:
		return x.solution, true
	case n < 7:
		return x.right[random.IntN(len(x.right))], true
	}
	return x.wrong[random.IntN(len(x.wrong))], true
}

// spent is what a command took, with all the processes that it waited for.
type spent struct{ elapsed, processor time.Duration }

func (s *spent) add(start time.Time, cmd *exec.Cmd) {
	s.elapsed += time.Since(start)
	s.processor += cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
}

// peak runs the command, and returns what it took and the most memory that its own
// process had resident, in bytes.
func peak(b *testing.B, cmd *exec.Cmd) (took spent, most int64) {
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	start := time.Now()
	require.NoError(b, cmd.Start())
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	look := time.NewTicker(20 * time.Millisecond)
	defer look.Stop()
	for {
		select {
		case err := <-ended:
			require.NoError(b, err, "%s", out.String())
			took.add(start, cmd)
			return took, most
		case <-look.C:
			most = max(most, highWater(cmd.Process.Pid))
		}
	}
}

// highWater reads VmHWM: see proc_pid_status(5).
func highWater(pid int) int64 {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0
	}
	_, rest, _ := bytes.Cut(text, []byte("VmHWM:"))
	number, _, _ := bytes.Cut(bytes.TrimSpace(rest), []byte(" "))
	kib, _ := strconv.ParseInt(string(number), 10, 64)
	return kib << 10
}

// distinctAttempts returns one record for each attempt that was built.
func distinctAttempts(b *testing.B, book string) []gradebook.Record {
	var distinct []gradebook.Record
	seen := map[string]bool{}
	_, err := gradebook.Each(book, func(r gradebook.Record) {
		if key := r.Exercise + r.SHA256; !seen[key] {
			seen[key] = true
			distinct = append(distinct, r)
		}
	})
	require.NoError(b, err)
	return distinct
}

// plain is a module in which the plain command runs.
type plain struct {
	course *course.Course
	dir    string
}

func newPlain(b *testing.B, c *course.Course) plain {
	p := plain{c, b.TempDir()}
	copyTree(b, filepath.Join(c.Root, "exercises", "internal", "kit"), filepath.Join(p.dir, "exercises", "internal", "kit"))
	for _, name := range []string{"go.mod", "go.sum"} {
		copyTree(b, filepath.Join(c.Root, name), filepath.Join(p.dir, name))
	}
	return p
}

// loop runs the plain command for one attempt after the other.
func (p plain) loop(b *testing.B, records []gradebook.Record) (took spent) {
	for _, r := range records {
		e, err := p.course.Exercise(r.Exercise)
		require.NoError(b, err)
		dir := filepath.Join(p.dir, "exercises", filepath.FromSlash(r.Exercise))
		require.NoError(b, os.RemoveAll(dir))
		layTests(b, e, dir)
		for _, name := range e.Files {
			copyTree(b, filepath.Join(r.Attempt, name), filepath.Join(dir, name))
		}
		cmd := exec.Command("go", "test", "-race", "-count=1", "-timeout=30s", "./exercises/"+r.Exercise)
		cmd.Dir = p.dir
		start := time.Now()
		out, err := cmd.CombinedOutput()
		took.add(start, cmd)
		if r.Passed {
			require.NoError(b, err, "%s", out)
		}
	}
	return took
}
