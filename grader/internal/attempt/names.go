package attempt

import (
	"fmt"
	"go/ast"
	"slices"
	"strings"
)

// only are the packages of which an attempt may use these names alone.
//
// Of os: what a program needs to read files and to know errors. Nothing that
// starts, signals or ends another process, writes a file, or changes the
// environment. os.Exit is how a command says that it did not succeed.
var only = map[string][]string{
	"os": strings.Fields(`
		Args Exit Stdin Stdout Stderr Interrupt Kill Signal
		Open ReadFile ReadDir DirFS Stat Lstat SameFile Getwd
		File FileInfo FileMode DirEntry PathError SyscallError LinkError
		ErrNotExist ErrExist ErrPermission ErrClosed ErrInvalid ErrDeadlineExceeded
		IsNotExist IsExist IsPermission IsTimeout IsPathSeparator
		PathSeparator PathListSeparator DevNull
		ModeDir ModeAppend ModeExclusive ModeTemporary ModeSymlink ModeDevice ModeNamedPipe ModeSocket
		ModeSetuid ModeSetgid ModeCharDevice ModeSticky ModeIrregular ModeType ModePerm`),
	"syscall": strings.Fields(`SIGINT SIGTERM SIGPIPE EPIPE`),
}

// but are the names that an attempt may not use, of packages that it may import.
var but = map[string][]string{
	// Who called, and from where, is how an attempt would tell the judge from a student.
	"runtime": strings.Fields(`
		Breakpoint SetCgoTraceback SetCPUProfile Caller Callers CallersFrames Frames Frame FuncForPC Func Stack
		GoroutineProfile ThreadCreateProfile BlockProfile MutexProfile MemProfile CPUProfile
		SetBlockProfileRate SetMutexProfileFraction`),
	// unsafe by another door.
	"reflect": strings.Fields(`NewAt SliceAt SliceHeader StringHeader`),
	// These need unsafe.Pointer; atomic.Pointer does not.
	"sync/atomic": strings.Fields(`LoadPointer StorePointer SwapPointer CompareAndSwapPointer`),
}

// name looks at a name of a package.
func (r *review) name(s *source, sel *ast.SelectorExpr, p string) {
	n := sel.Sel.Name
	full := packageName(p) + "." + n
	if r.allowed.names[p+"."+n] {
		return
	}
	names, limited := only[p]
	switch {
	case limited && !slices.Contains(names, n):
		r.object(s, sel.Pos(), full+" is not for an attempt", fmt.Sprintf("of %s, an attempt may use %s", p, brief(names)))
	case slices.Contains(but[p], n):
		r.object(s, sel.Pos(), full+" is not for an attempt", "solve it without: it looks behind the program, and does not help with the exercise")
	case !limited && r.allowed.partly[p] && !r.allowed.packages[p]:
		r.object(s, sel.Pos(), full+" is not for an attempt", r.instead())
	}
}

// method looks at what may be a method. Without types, it goes by the name.
func (r *review) method(s *source, sel *ast.SelectorExpr) {
	n := sel.Sel.Name
	// A type may well have a method Pointer of its own, and reflect's only gives
	// a number; the other two names are reflect's alone.
	own := n == "Pointer" && (r.methods[n] || !r.uses("reflect"))
	if own || !slices.Contains([]string{"UnsafePointer", "UnsafeAddr", "Pointer"}, n) {
		return
	}
	r.object(s, sel.Sel.Pos(), n+" of reflect is not for an attempt: it is unsafe by another door", "solve it without addresses")
}

// uses reports whether any file of the attempt imports the package.
func (r *review) uses(p string) bool {
	for _, s := range r.sources {
		for _, q := range s.imports {
			if p == q {
				return true
			}
		}
	}
	return false
}

func brief(names []string) string {
	const most = 16
	if len(names) > most {
		return strings.Join(names[:most], ", ") + ", … and its errors and modes"
	}
	return strings.Join(names, ", ")
}
