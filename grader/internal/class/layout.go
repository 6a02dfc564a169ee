package class

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/concurrency-in-go/course/grader/internal/attempt"
)

// submission is a folder or an archive, and whose it may be.
type submission struct {
	path       string
	called     string // the name without what says how it is packed
	assignment string // of which it is a clone by `gh classroom clone`, or ""
}

// student is what the name says about whose it is. Moodle downloads folders like
// "Ann Lee_4711_assignsubmission_file".
func (s submission) student() string {
	if s.assignment != "" {
		return strings.TrimPrefix(s.called, s.assignment+"-")
	}
	if name, _, ok := strings.Cut(s.called, "_"); ok && name != "" && strings.Contains(s.called, "_assignsubmission_") {
		return name
	}
	return s.called
}

// cloned ends the name of the folder that `gh classroom clone` makes.
const cloned = "-submissions"

// layout lists what DIR holds: submissions, or folders of clones. What is neither a
// folder nor an archive is no submission.
func layout(dir string) (all []submission, odd []string, err error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return nil, nil, unreadable(dir, err, dirTip)
	}
	all, odd, err = list(dir, assignment(filepath.Base(abs)))
	if err != nil {
		return nil, nil, err
	}
	if oneRepository(dir) {
		return nil, nil, &Error{dir, "is one repository, and not a folder of submissions", "name the folder above it; `grader grade` grades one repository"}
	}
	if len(all) == 0 {
		return nil, odd, &Error{dir, "holds no folder and no archive", dirTip}
	}
	return all, odd, nil
}

const dirTip = "name the folder that holds one folder or archive for each student, or what `gh classroom clone` left"

// oneRepository: who names a student's folder by mistake must not be told that the
// class has two students, exercises and grader.
func oneRepository(dir string) bool {
	_, noModule := os.Lstat(filepath.Join(dir, "go.mod"))
	_, noExercises := os.Lstat(filepath.Join(dir, "exercises"))
	return noModule == nil && noExercises == nil
}

func assignment(folder string) string {
	name, ok := strings.CutSuffix(folder, cloned)
	if !ok {
		return ""
	}
	return name
}

func list(dir, of string) (all []submission, odd []string, err error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, nil, unreadable(dir, err, dirTip)
	}
	for _, e := range entries {
		path, name := filepath.Join(dir, e.Name()), e.Name()
		packed := attempt.Extension(name)
		inner := assignment(name)
		switch {
		case strings.HasPrefix(name, ".") || name == "__MACOSX" || ours(name):
		case e.IsDir() && of == "" && inner != "":
			more, moreOdd, err := list(path, inner)
			if err != nil {
				return nil, nil, err
			}
			all, odd = append(all, more...), append(odd, moreOdd...)
		case e.IsDir():
			all = append(all, submission{path, name, of})
		case e.Type().IsRegular() && packed != "":
			all = append(all, submission{path, strings.TrimSuffix(name, packed), of})
		default:
			odd = append(odd, path)
		}
	}
	return all, odd, nil
}

// ours knows the files that belong to the one who grades.
func ours(name string) bool {
	return slices.Contains([]string{".csv", ".jsonl", ".json", ".html"}, strings.ToLower(filepath.Ext(name)))
}

// packedIn lists the archives in a folder: systems for teaching put what a student
// has uploaded into a folder, as it is.
func packedIn(folder string) []string {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil // it is an archive itself
	}
	var all []string
	for _, e := range entries {
		if e.Type().IsRegular() && attempt.Extension(e.Name()) != "" && !strings.HasPrefix(e.Name(), ".") {
			all = append(all, filepath.Join(folder, e.Name()))
		}
	}
	return all
}

// again ends the name of a repository where GitHub Classroom found another one of
// its name.
var again = regexp.MustCompile(`-[0-9]+$`)

// owner returns who on the roster the submission is of, or nil.
func (r *Roster) owner(s submission) *person {
	called := s.student()
	for _, name := range []string{s.called, called} { // the first is that of the repository in grades.csv
		if p := r.find(name); p != nil {
			return p
		}
	}
	if s.assignment == "" {
		return nil
	}
	if p := r.find(again.ReplaceAllString(called, "")); p != nil {
		return p
	}
	return r.ending(called)
}

// ending returns the person with whose username the name of a repository ends: an
// assignment keeps its old prefix when it is renamed. The longest one is meant.
func (r *Roster) ending(called string) *person {
	var best *person
	for i, p := range r.people {
		if strings.HasSuffix(strings.ToLower(called), "-"+strings.ToLower(p.id)) && (best == nil || len(p.id) > len(best.id)) {
			best = &r.people[i]
		}
	}
	return best
}

// students says who is in the class, in the order of their names, and which
// submissions are nobody's.
func students(all []submission, r *Roster) (class []*Student, nobodys []string) {
	byID := map[string]*Student{}
	join := func(p person) *Student {
		if byID[p.id] == nil {
			byID[p.id] = &Student{ID: p.id, Name: p.name, Handed: p.handed}
			class = append(class, byID[p.id])
		}
		return byID[p.id]
	}
	if r != nil {
		for _, p := range r.people {
			join(p)
		}
	}
	for _, s := range all {
		who := &person{id: strings.ToValidUTF8(s.student(), "\ufffd")}
		if r != nil {
			who = r.owner(s)
		}
		if who == nil {
			nobodys = append(nobodys, s.path)
			continue
		}
		student := join(*who)
		student.sources = append(student.sources, s.path)
	}
	slices.SortFunc(class, func(a, b *Student) int { return strings.Compare(a.ID, b.ID) })
	return class, nobodys
}

// few lists some names, and how many there are beyond: "a, b and 3 more".
func few(names []string) string {
	const most = 5
	if len(names) <= most {
		return strings.Join(names, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(names[:most], ", "), len(names)-most)
}
