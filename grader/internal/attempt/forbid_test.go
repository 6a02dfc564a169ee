package attempt_test

import (
	"testing"

	"github.com/concurrency-in-go/course/grader/internal/course"
)

func TestForbid(t *testing.T) {
	for _, tt := range []struct {
		entry, imports, body string
		line                 string // of the finding, or "" for none
	}{
		{"time.Sleep", `"time"`, "time.Sleep(1)", "5"},
		{"time.Sleep", `clock "time"`, "clock.Sleep(1)", "5"},
		{"time.Sleep", `"time"`, "f := time.Sleep; f(1)", "5"},
		{"time.Sleep", `"time"`, "var time struct{ Sleep func(int) }; time.Sleep(1)", ""},
		{"time.Sleep", `"time"`, "time.AfterFunc(1, nil) /* not time.Sleep */", ""},
		{"sync.WaitGroup", `"sync"`, "var wg struct{ sync.WaitGroup }; wg.Wait()", "5"},
		{"sync.WaitGroup", `"sync"`, "var mu sync.Mutex; mu.Lock()", ""},
		{"sync/atomic.AddInt64", `"sync/atomic"`, "atomic.AddInt64(nil, 1)", "5"},
		{"atomic.AddInt64", `a "sync/atomic"`, "a.AddInt64(nil, 1)", "5"},
		{"sync.Mutex.TryLock", `"sync"`, "var mu sync.Mutex; mu.TryLock()", "5"},
		{"sync.Mutex.TryLock", `"sync"`, "var mu sync.Mutex; mu.Lock()", ""},
		{"sync", `s "sync"`, "var mu s.Mutex; mu.Lock()", "3"},
		{"sync", `"sync/atomic"`, "var n atomic.Int64; n.Add(1)", ""},
		{"sync/atomic", `"sync/atomic"`, "var n atomic.Int64; n.Add(1)", "3"},
		{"chan", `"context"`, "<-context.Background().Done()", ""},
		{"chan", "", "c := make(chan int); <-c", "5"},
		{"chan", "", "var _ func(<-chan int)", "5"},
		{"select", "", "select {}", "5"},
		{"go", "", "go demo()", "5"},
		{"go", "", "defer demo()", ""},
		{"defer", "", "defer demo()", "5"},
		{"goto", "", "l: goto l", "5"},
		{"for", "", "for range 3 {}", "5"},
		{"recover", "", "_ = recover()", "5"},
		{"recover", "", "recover := demo; recover()", ""},
	} {
		imports := tt.imports
		if imports == "" {
			imports = `"fmt"`
		}
		e := course.Exercise{Forbid: []string{tt.entry}}
		text := "package demo\n\nimport " + imports + "\n\nfunc demo() { " + tt.body + " }\n"
		if tt.line == "" {
			passes(t, e, text)
			continue
		}
		refused(t, e, text, tt.line+": this exercise is to be solved without "+tt.entry)
	}
}
