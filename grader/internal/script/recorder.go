package script

import (
	"fmt"
	"runtime"
	"strings"
	"sync"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// recorder is the testing.T of a script that is no test: it writes down what
// happens. A failing script ends its goroutine, as with testing.T.
type recorder struct {
	mu    sync.Mutex
	text  strings.Builder
	fail  bool
	start time.Time
}

func newRecorder() *recorder { return &recorder{start: time.Now()} }

// runAll runs f in a goroutine that FailNow may end.
func (r *recorder) runAll(f func()) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		f()
	}()
	<-done
}

func (r *recorder) Skip(args ...any)                   { r.Fatal(append([]any{"skipped:"}, args...)...) }
func (r *recorder) Parallel()                          {}
func (r *recorder) Verbose() bool                      { return false }
func (r *recorder) Run(_ string, f func(testscript.T)) { r.runAll(func() { f(r) }) }

func (r *recorder) Log(args ...any) {
	r.mu.Lock()
	defer r.mu.Unlock()
	fmt.Fprintln(&r.text, args...)
}

func (r *recorder) Fatal(args ...any) {
	r.Log(args...)
	r.FailNow()
}

func (r *recorder) FailNow() {
	r.mu.Lock()
	r.fail = true
	r.mu.Unlock()
	runtime.Goexit()
}

func (r *recorder) log() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	const most = 64 << 10
	text := r.text.String()
	return text[max(0, len(text)-most):]
}

func (r *recorder) failed() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.fail
}

// late reports whether the script failed because its time was over. testscript
// ends programs a tenth before the deadline, to have time for its report.
func (r *recorder) late() bool { return r.failed() && time.Since(r.start) >= scriptTime*8/10 }
