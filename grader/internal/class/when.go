package class

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// deadlines are the forms of a deadline, and stamps those of a submission_timestamp:
// GitHub's interface writes the first, and its downloads the second.
var (
	deadlines = []string{time.RFC3339, "2006-01-02 15:04", "2006-01-02T15:04"}
	stamps    = []string{time.RFC3339, "2006-01-02 15:04:05 UTC", "2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05", "2006-01-02 15:04"}
)

// Deadline understands the time that a user wrote. Without a zone it is local.
func Deadline(text string) (time.Time, error) {
	if t, ok := moment(text, deadlines); ok {
		return t, nil
	}
	return time.Time{}, fmt.Errorf("--deadline is %q", text)
}

func moment(text string, forms []string) (time.Time, bool) {
	for _, form := range forms {
		zone := time.Local
		if form == "2006-01-02 15:04:05 UTC" {
			zone = time.UTC
		}
		if t, err := time.ParseInLocation(form, text, zone); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}

// date says what is late. The time that the classroom's system gives for a student
// counts; otherwise it is that of the files. In a clone they are as old as the clone.
func (src Source) date(c *Class) {
	if src.Deadline.IsZero() {
		return
	}
	var byFiles, unknown []string
	for _, s := range c.Students {
		switch {
		case !s.Handed.IsZero() || len(s.sources) == 0:
		case slices.ContainsFunc(s.sources, isClone):
			s.undated = true
			unknown = append(unknown, s.ID)
		default:
			byFiles = append(byFiles, s.ID)
		}
	}
	if len(byFiles) > 0 {
		c.note("the roster has no submission_timestamp for %s: whether they are late is what their files say", few(byFiles))
	}
	if len(unknown) > 0 {
		c.note("nobody is late for a clone, whose files are as old as the clone: give a roster with submission_timestamp for %s", few(unknown))
	}
	for _, w := range c.Work {
		w.dated = !w.empty() && !w.handed().IsZero()
		w.Late = w.dated && w.handed().After(src.Deadline)
	}
}

// handed is when it was handed in, or zero where that is not known.
func (w *Work) handed() time.Time {
	if s := w.Student; !s.Handed.IsZero() || s.undated {
		return s.Handed
	}
	return w.modified
}

// isClone looks for the folder of git. Git itself is never started in a submission:
// what a student has configured there would run.
func isClone(path string) bool {
	_, err := os.Lstat(filepath.Join(path, ".git"))
	return err == nil
}
