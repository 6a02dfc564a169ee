package attempt

import (
	"go/importer"
	"go/token"
	"go/types"
	"maps"
	"slices"
	"strings"

	"github.com/concurrency-in-go/course/grader/internal/course"
)

// Misspelt lists the entries of forbid that stand for nothing that an attempt at e may
// use. They forbid nothing.
func Misspelt(e *course.Exercise) []string {
	may := allowance(e)
	packages := slices.AppendSeq(slices.Collect(maps.Keys(may.packages)), maps.Keys(may.partly))
	return slices.DeleteFunc(slices.Clone(e.Forbid), func(entry string) bool { return exists(entry, packages) })
}

func exists(entry string, packages []string) bool {
	pkg, name, dotted := splitName(entry)
	if !dotted {
		pkg = entry
	}
	if slices.Contains(keywords, entry) || builtin(entry) {
		return true
	}
	return slices.ContainsFunc(packages, func(p string) bool {
		return means(pkg, p) && (!dotted || declares(p, name))
	})
}

// declares reports whether a package has the name, which may be that of a method:
// "Mutex.TryLock". Of a package that cannot be read it does not say no.
func declares(path, name string) bool {
	p, err := importer.ForCompiler(token.NewFileSet(), "source", nil).Import(path)
	if err != nil {
		return true
	}
	name, method, dotted := strings.Cut(name, ".")
	o := p.Scope().Lookup(name)
	if o == nil || !dotted {
		return o != nil
	}
	found, _, _ := types.LookupFieldOrMethod(o.Type(), true, p, method)
	return found != nil
}
