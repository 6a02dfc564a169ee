package attempt_test

import (
	"testing"

	"github.com/concurrency-in-go/course/grader/internal/course"
)

func TestImports(t *testing.T) {
	for spec, want := range map[string]string{
		`"unsafe"`:           `"unsafe" must not be imported: it goes around the type system, and with it the memory model`,
		`_ "unsafe"`:         `"unsafe" must not be imported: it goes around the type system, and with it the memory model`,
		`"C"`:                `"C" must not be imported: cgo is not for this course`,
		`"embed"`:            `"embed" must not be imported: an attempt has no files to embed`,
		`"plugin"`:           `"plugin" must not be imported: an attempt is one package`,
		`"testing"`:          `"testing" must not be imported: an attempt is what is tested, and does not test`,
		`"testing/synctest"`: `"testing/synctest" must not be imported: an attempt is what is tested, and does not test`,
		`"os"`:               `"os" must not be imported: only a command deals with the system`,
		`"os/exec"`:          `"os/exec" must not be imported: no exercise starts other programs`,
		`"syscall"`:          `"syscall" must not be imported: only a command deals with the system`,
		`"net"`:              `"net" must not be imported: no exercise reaches the network unless it says so`,
		`"runtime/debug"`:    `"runtime/debug" must not be imported: it changes how the program is run`,
		`"net/http"`:         `"net/http" is not among the packages that an attempt may import`,
		`"flag"`:             `"flag" is not among the packages that an attempt may import`,
		`"go.uber.org/fx"`:   `"go.uber.org/fx" is not among the packages that an attempt may import`,
		`"github.com/concurrency-in-go/course/exercises/internal/kit"`: `"github.com/concurrency-in-go/course/exercises/internal/kit" is part of the course, which an attempt must not import`,
		`. "fmt"`:    `"fmt" is imported with a dot, which hides where names come from`,
		`_ "log"`:    `"log" is imported as _, only for what it does when it loads`,
		"x `unsafe`": `"unsafe" must not be imported: it goes around the type system, and with it the memory model`,
	} {
		refused(t, course.Exercise{}, "package demo\n\nimport "+spec+"\n", "3: "+want)
	}
}

func TestAllow(t *testing.T) {
	http := "package demo\n\nimport \"net/http\"\n\nvar _ = http.Get\n"
	passes(t, course.Exercise{Allow: []string{"net/http"}}, http)

	// A whole package, a name of one that is there, and a name of one that is not.
	passes(t, course.Exercise{Allow: []string{"runtime/debug"}}, "package demo\n\nimport \"runtime/debug\"\n\nvar _ = debug.SetMaxThreads\n")
	stack := "package demo\n\nimport rt \"runtime\"\n\nvar _ = rt.Stack\n"
	passes(t, course.Exercise{Allow: []string{"runtime.Stack"}}, stack)
	refused(t, course.Exercise{Allow: []string{"runtime.Caller"}}, stack, "5: runtime.Stack is not for an attempt")
	refused(t, course.Exercise{Allow: []string{"runtime/debug.Stack"}},
		"package demo\n\nimport \"runtime/debug\"\n\nvar _ = debug.Stack\nvar _ = debug.SetGCPercent\n",
		"6: debug.SetGCPercent is not for an attempt")

	// Some nobody can allow.
	refused(t, course.Exercise{Allow: []string{"testing"}}, "package demo\n\nimport \"testing\"\n",
		`3: "testing" must not be imported: an attempt is what is tested, and does not test`)
}

func TestNames(t *testing.T) {
	for _, tt := range []struct {
		kind           course.Kind
		path, use, not string
	}{
		{course.Command, "os", "os.StartProcess", "os.StartProcess"},
		{course.Command, "os", "os.WriteFile", "os.WriteFile"},
		{course.Command, "os", "os.Setenv", "os.Setenv"},
		{course.Command, "os", "os.FindProcess", "os.FindProcess"},
		{course.Command, "os", "os.NewFile", "os.NewFile"},
		{course.Command, "syscall", "syscall.Exit", "syscall.Exit"},
		{course.Command, "syscall", "syscall.SIGKILL", "syscall.SIGKILL"},
		{course.Build, "runtime", "runtime.Caller", "runtime.Caller"},
		{course.Build, "runtime", "runtime.Stack", "runtime.Stack"},
		{course.Build, "runtime", "runtime.Breakpoint", "runtime.Breakpoint"},
		{course.Build, "reflect", "reflect.NewAt", "reflect.NewAt"},
		{course.Build, "reflect", "reflect.SliceAt", "reflect.SliceAt"},
		{course.Build, "sync/atomic", "atomic.SwapPointer", "atomic.SwapPointer"},
	} {
		e := course.Exercise{Kind: tt.kind}
		if tt.kind == course.Build {
			refused(t, e, "package demo\n\nimport \""+tt.path+"\"\n\nvar _ = "+tt.use+"\n", "5: "+tt.not+" is not for an attempt")
			continue
		}
		refused(t, e, "package main\n\nimport \""+tt.path+"\"\n\nvar _ = "+tt.use+"\n", "5: "+tt.not+" is not for an attempt")
	}
	for _, use := range []string{"GOMAXPROCS(1)", "Goexit()", "Gosched()", "NumGoroutine()"} {
		passes(t, course.Exercise{}, "package demo\n\nimport \"runtime\"\n\nfunc f() { runtime."+use+" }\n")
	}
}

func TestUnsafeMethodsOfReflect(t *testing.T) {
	for _, method := range []string{"UnsafePointer", "UnsafeAddr", "Pointer"} {
		refused(t, course.Exercise{}, "package demo\n\nimport \"reflect\"\n\nfunc f(x any) { _ = reflect.ValueOf(x).\n\t"+method+"() }\n",
			"6: "+method+" of reflect is not for an attempt: it is unsafe by another door")
	}
	passes(t, course.Exercise{}, "package demo\n\nimport \"reflect\"\n\ntype t struct{}\n\nfunc (t) Pointer() {}\n\nfunc f(x t) { x.Pointer(); _ = reflect.TypeOf(x) }\n")
	passes(t, course.Exercise{}, "package demo\n\nfunc f(x interface{ Pointer() }) { x.Pointer() }\n")
}
