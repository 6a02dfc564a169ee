package class

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/concurrency-in-go/course/grader/internal/course"
	"github.com/concurrency-in-go/course/grader/internal/gradebook"
)

// Roster is who belongs to the class.
type Roster struct {
	people []person
	byKey  map[string]int // number of the person by whatever a folder may be called after, in lower case
}

type person struct {
	id, name   string
	identifier string
	repository string
	handed     time.Time
	line       int
}

// several stands in byKey for what more than one person is called.
const several = -1

// columns are the headers that are known, and what they are called here: those of
// our own rosters, of GitHub Classroom's classroom_roster.csv and of its grades.csv.
var columns = map[string]string{
	"username": "username", "github_username": "username",
	"identifier": "identifier", "roster_identifier": "identifier",
	"name":                    "name",
	"student_repository_name": "repository",
	"submission_timestamp":    "handed",
}

const rosterTip = "a roster is a CSV file whose first line is name,username; GitHub Classroom's own files will do as they are"

// ReadRoster reads a roster. The error is an [*Error], with the line where there is one.
func ReadRoster(path string) (*Roster, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, unreadable(path, err, rosterTip)
	}
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	if !utf8.Valid(text) || bytes.IndexByte(text, 0) >= 0 {
		return nil, &Error{path, "is not UTF-8", "save it as CSV in UTF-8"}
	}
	in := csv.NewReader(bytes.NewReader(text))
	in.Comma = comma(text)
	in.FieldsPerRecord = -1
	in.TrimLeadingSpace = true
	r := &Roster{byKey: map[string]int{}}
	if err := r.read(path, in); err != nil {
		return nil, err
	}
	if len(r.people) == 0 {
		return nil, &Error{path, "names no student", rosterTip}
	}
	return r, nil
}

// comma finds out what stands between the columns: a spreadsheet takes what its
// user's language takes.
func comma(text []byte) rune {
	head, _, _ := bytes.Cut(text, []byte("\n"))
	best := ','
	for _, c := range ";\t" {
		if bytes.Count(head, []byte(string(c))) > bytes.Count(head, []byte(string(best))) {
			best = c
		}
	}
	return best
}

func (r *Roster) read(path string, in *csv.Reader) error {
	var header []string
	for {
		row, err := in.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		var bad *csv.ParseError
		if errors.As(err, &bad) {
			return &Error{fmt.Sprintf("%s:%d", path, bad.Line), bad.Err.Error(), rosterTip}
		}
		if err != nil {
			return unreadable(path, err, rosterTip)
		}
		line, _ := in.FieldPos(0)
		at := fmt.Sprintf("%s:%d", path, line)
		switch {
		case header == nil:
			header, err = heading(at, row)
		case strings.TrimSpace(strings.Join(row, "")) != "":
			err = r.add(path, line, header, row)
		}
		if err != nil {
			return err
		}
	}
}

// heading translates the first line.
func heading(at string, row []string) ([]string, error) {
	header := make([]string, len(row))
	for i, title := range row {
		header[i] = columns[strings.ToLower(strings.TrimSpace(title))]
	}
	if !slices.Contains(header, "username") && !slices.Contains(header, "identifier") {
		return nil, &Error{at, fmt.Sprintf("%q names no column for usernames", strings.Join(row, ",")), rosterTip}
	}
	return header, nil
}

func (r *Roster) add(path string, line int, header, row []string) error {
	at := fmt.Sprintf("%s:%d", path, line)
	field := map[string]string{}
	for i, what := range header {
		if i < len(row) && what != "" {
			field[what] = strings.TrimSpace(row[i])
		}
	}
	p := person{
		// Who has not yet accepted an assignment has no username on GitHub Classroom's roster.
		id:         cmp.Or(field["username"], field["identifier"]),
		name:       cmp.Or(field["name"], field["identifier"]),
		identifier: field["identifier"],
		repository: field["repository"],
		line:       line,
	}
	if p.id == "" {
		return &Error{at, "names nobody: there is no username", "write the username, or remove the line"}
	}
	if stamp := field["handed"]; stamp != "" {
		var ok bool
		if p.handed, ok = moment(stamp, stamps); !ok {
			return &Error{at, fmt.Sprintf("submission_timestamp is %q", stamp), "write it like 2026-11-24T23:59:00Z, or leave it empty"}
		}
	}
	for i, other := range r.people {
		if strings.EqualFold(p.id, other.id) {
			return &Error{at, fmt.Sprintf("%s is on line %d already", p.id, r.people[i].line), "every student has one line"}
		}
	}
	r.join(p)
	return nil
}

func (r *Roster) join(p person) {
	n := len(r.people)
	r.people = append(r.people, p)
	for _, key := range []string{p.repository, p.id, p.identifier, p.name} {
		if key = strings.ToLower(key); key == "" {
			continue
		}
		if i, taken := r.byKey[key]; taken && i != n {
			r.byKey[key] = several
			continue
		}
		r.byKey[key] = n
	}
}

// Known is the roster of those whom a gradebook knows.
func Known(b *gradebook.Book) *Roster {
	r := &Roster{byKey: map[string]int{}}
	seen := map[string]bool{}
	for _, rec := range b.Latest() {
		if !seen[rec.Student] {
			seen[rec.Student] = true
			r.join(person{id: rec.Student, name: rec.Name})
		}
	}
	return r
}

// find returns who is called that, or nil: nobody, or more than one.
func (r *Roster) find(called string) *person {
	i, ok := r.byKey[strings.ToLower(called)]
	if !ok || i == several {
		return nil
	}
	return &r.people[i]
}

func unreadable(path string, err error, tip string) error {
	if errors.Is(err, fs.ErrNotExist) {
		return &Error{path, "there is no such file or folder", tip}
	}
	return &Error{path, "cannot be read: " + course.Reason(err).Error(), tip}
}
