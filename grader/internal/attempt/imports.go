package attempt

import (
	"fmt"
	"go/ast"
	"slices"
	"strings"

	"github.com/concurrency-in-go/course/grader/internal/course"
)

// defaults are the packages that any attempt may import. None of them ends the
// process quietly, starts another one, writes a file or reaches the network.
var defaults = strings.Fields(`
	bufio bytes cmp context errors fmt io iter log maps math reflect regexp runtime slices sort strconv strings sync
	time unicode unique weak
	container/heap container/list container/ring
	crypto/md5 crypto/sha1 crypto/sha256 crypto/sha512
	encoding/base64 encoding/binary encoding/csv encoding/hex encoding/json
	hash hash/adler32 hash/crc32 hash/crc64 hash/fnv hash/maphash
	log/slog
	math/big math/bits math/cmplx math/rand math/rand/v2
	sync/atomic text/tabwriter unicode/utf16 unicode/utf8
	golang.org/x/sync/errgroup golang.org/x/sync/semaphore golang.org/x/sync/singleflight golang.org/x/time/rate`)

// commandDefaults are for programs, which have arguments, files and signals.
var commandDefaults = strings.Fields(`flag io/fs os os/signal path path/filepath syscall`)

// never are the packages that no exercise can allow, and why.
var never = map[string]string{
	"C":       "cgo is not for this course",
	"embed":   "an attempt has no files to embed",
	"plugin":  "an attempt is one package",
	"testing": "an attempt is what is tested, and does not test",
	"unsafe":  "it goes around the type system, and with it the memory model",
}

// reasons are for packages that are refused until an exercise allows them.
var reasons = map[string]string{
	"net":           "no exercise reaches the network unless it says so",
	"os":            "only a command deals with the system",
	"os/exec":       "no exercise starts other programs",
	"runtime/debug": "it changes how the program is run",
	"syscall":       "only a command deals with the system",
}

// allowed is what one attempt may import, and of which packages only some names.
type allowed struct {
	packages map[string]bool
	names    map[string]bool // "runtime.Stack", "runtime/debug.Stack"
	partly   map[string]bool // packages of which only the names are allowed
}

// allowance is the default list with what the exercise adds: packages, or names
// of a package as "runtime.Stack".
func allowance(e *course.Exercise) allowed {
	a := allowed{packages: map[string]bool{}, names: map[string]bool{}, partly: map[string]bool{}}
	list := slices.Concat(defaults, e.Allow)
	if e.Kind == course.Command {
		list = slices.Concat(list, commandDefaults)
	}
	for _, entry := range list {
		if p, _, ok := splitName(entry); ok {
			a.names[entry] = true
			a.partly[p] = true
		} else {
			a.packages[entry] = true
		}
	}
	return a
}

// splitName splits "sync/atomic.AddInt64" into path and exported name. A path
// such as "golang.org/x/sync" has none.
func splitName(entry string) (pkg, name string, ok bool) {
	base := strings.LastIndexByte(entry, '/') + 1
	first, name, ok := strings.Cut(entry[base:], ".")
	if !ok || name == "" || name[0] < 'A' || name[0] > 'Z' {
		return "", "", false
	}
	return entry[:base] + first, name, true
}

func (r *review) imports(s *source) {
	for _, spec := range s.tree.Imports {
		p := importPath(spec)
		if message, hint := r.refuse(p); message != "" {
			r.object(s, spec.Pos(), message, hint)
			continue
		}
		switch importName(spec) {
		case ".":
			r.object(s, spec.Pos(), fmt.Sprintf("%q is imported with a dot, which hides where names come from", p),
				"import it plainly, and write the package's name in front")
		case "_":
			r.object(s, spec.Pos(), fmt.Sprintf("%q is imported as _, only for what it does when it loads", p), "remove the import")
		}
	}
}

// refuse returns why a package must not be imported, or "".
func (r *review) refuse(p string) (message, hint string) {
	if why := neverImport(p); why != "" {
		return fmt.Sprintf("%q must not be imported: %s", p, why), "solve it without"
	}
	if r.allowed.packages[p] || r.allowed.partly[p] {
		return "", ""
	}
	if p == course.Module || strings.HasPrefix(p, course.Module+"/") {
		return fmt.Sprintf("%q is part of the course, which an attempt must not import", p), "copy the idea, and write it yourself"
	}
	if why := reasons[p]; why != "" {
		return fmt.Sprintf("%q must not be imported: %s", p, why), "solve it without"
	}
	return fmt.Sprintf("%q is not among the packages that an attempt may import", p), r.instead()
}

func neverImport(p string) string {
	if strings.HasPrefix(p, "testing/") {
		p = "testing"
	}
	return never[p]
}

func (r *review) instead() string {
	const hint = "the standard library's packages for concurrency, data and text are allowed"
	if len(r.exercise.Allow) > 0 {
		return hint + "; this exercise also allows " + strings.Join(r.exercise.Allow, ", ")
	}
	return hint
}

// selectors: of some packages, not every name is fit for an attempt.
func (r *review) selectors(s *source) {
	ast.Inspect(s.tree, func(n ast.Node) bool {
		sel, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		if p, ok := s.pkg(sel.X); ok {
			r.name(s, sel, p)
		} else {
			r.method(s, sel)
		}
		return true
	})
}
