package attempt

import (
	"fmt"
	"path"
	"path/filepath"
	"strings"

	"github.com/concurrency-in-go/course/grader/internal/course"
)

// search looks for attempts at some exercises in one tree.
type search struct {
	tree  tree
	path  string             // of the tree, as the user named it
	among []*course.Exercise // that may be in it
	named bool               // the user said which: there is one
}

// place is where in the tree the files of an exercise lie.
type place struct {
	exercise *course.Exercise
	dir      string // "" is the top
}

// maxWrap is how many folders an archive may be wrapped in: a download from
// GitHub is in one, and packing that again makes two.
const maxWrap = 3

// locate finds out how the tree is laid out. The first layout that fits is it. If
// none does, the files may be of any of the exercises that are unclear.
func (s search) locate() (found []place, unclear []*course.Exercise) {
	layouts := []func(dir string) []place{s.repository, s.chapters, s.onPath, s.names, s.byFile}
	dir := ""
	for range maxWrap + 1 {
		for _, layout := range layouts {
			if found := layout(dir); len(found) > 0 {
				return found, nil
			}
		}
		if len(unclear) == 0 {
			unclear = s.holding(dir)
		}
		if dir = s.tree.lead(dir); dir == "" {
			break
		}
	}
	return nil, unclear
}

// repository: exercises/ch03/settings/settings.go
func (s search) repository(dir string) []place {
	return s.chapters(path.Join(dir, "exercises"))
}

// chapters: ch03/settings/settings.go
func (s search) chapters(dir string) []place {
	return s.where(func(e *course.Exercise) string { return path.Join(dir, string(e.ID)) })
}

// names: settings/settings.go, as a chapter's folder has it. Names are unique in the course.
func (s search) names(dir string) []place {
	return s.where(func(e *course.Exercise) string { return path.Join(dir, e.ID.Name()) })
}

// onPath: settings.go, where the path of the tree or the user says which exercise it is.
func (s search) onPath(dir string) []place {
	for _, e := range s.onWay() {
		if s.any(e, dir) {
			return []place{{e, dir}}
		}
	}
	return nil
}

// byFile: settings.go, which no other exercise declares.
func (s search) byFile(dir string) []place {
	owners := map[string]int{}
	for _, e := range s.among {
		for _, f := range e.Files {
			owners[f]++
		}
	}
	var found []place
	for _, e := range s.among {
		for _, f := range e.Files {
			if owners[f] == 1 && s.tree.holds(path.Join(dir, f)) {
				found = append(found, place{e, dir})
				break
			}
		}
	}
	if len(found) > 1 {
		return nil // of several exercises: the user must say
	}
	return found
}

func (s search) where(dir func(*course.Exercise) string) []place {
	var found []place
	for _, e := range s.among {
		if d := dir(e); s.any(e, d) {
			found = append(found, place{e, d})
		}
	}
	return found
}

// any reports whether dir holds a declared file of e.
func (s search) any(e *course.Exercise, dir string) bool {
	for _, f := range e.Files {
		if s.tree.holds(path.Join(dir, f)) {
			return true
		}
	}
	return false
}

// onWay returns the exercises that the path may name, the likeliest first:
// "…/ch03/settings/wrong/x.txtar" by two elements, "settings.zip" by the last alone.
func (s search) onWay() []*course.Exercise {
	if s.named {
		return s.among
	}
	abs, err := filepath.Abs(s.path)
	if err != nil {
		abs = s.path
	}
	elems := strings.Split(filepath.ToSlash(strings.TrimSuffix(abs, Extension(abs))), "/")
	var way []*course.Exercise
	for i := len(elems) - 1; i > 0; i-- {
		way = append(way, s.called(func(id course.ID) bool { return string(id) == elems[i-1]+"/"+elems[i] })...)
	}
	return append(way, s.called(func(id course.ID) bool { return id.Name() == elems[len(elems)-1] })...)
}

func (s search) called(is func(course.ID) bool) []*course.Exercise {
	for _, e := range s.among {
		if is(e.ID) {
			return []*course.Exercise{e}
		}
	}
	return nil
}

// holding returns the exercises that declare a file which dir holds.
func (s search) holding(dir string) []*course.Exercise {
	var some []*course.Exercise
	for _, e := range s.among {
		if s.any(e, dir) {
			some = append(some, e)
		}
	}
	return some
}

// declared is the set of names that any of the exercises declares.
func (s search) declared() map[string]bool {
	names := map[string]bool{}
	for _, e := range s.among {
		for _, f := range e.Files {
			names[f] = true
		}
	}
	return names
}

// lost says why nothing was found.
func (s search) lost(unclear []*course.Exercise) error {
	if s.named {
		e := s.among[0]
		return &Error{
			s.path, fmt.Sprintf("is not an attempt at %s: it does not hold %s", e.ID, strings.Join(e.Files, ", ")),
			"give the folder with that file, or a repository with exercises/" + string(e.ID),
		}
	}
	if len(unclear) > 0 {
		return &Error{
			s.path, "it does not tell which exercise this is an attempt at: " + either(unclear),
			"name it with --exercise ID",
		}
	}
	return &Error{
		s.path, "is not an attempt: it holds no file of any exercise",
		"give the folder of an exercise, or a repository with exercises/, or an archive of one",
	}
}

// either lists some exercises: "ch01/a or ch02/b".
func either(some []*course.Exercise) string {
	const most = 4
	var ids []string
	for _, e := range some {
		if len(ids) == most {
			ids = append(ids, "others")
			break
		}
		ids = append(ids, string(e.ID))
	}
	return strings.Join(ids, " or ")
}
