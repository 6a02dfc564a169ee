package handout

import (
	"bytes"
	"embed"
	"encoding/json"
	"strings"
	"text/template"

	"github.com/concurrency-in-go/course/grader/internal/course"
)

//go:embed template
var templates embed.FS

// runner is one chapter, as a classroom knows it.
type runner struct {
	ID        string // "ch03"; without hyphens, which the reporter's variables keep
	Title     string
	Exercises int
}

func runners(c *course.Course) []runner {
	var all []runner
	for _, ch := range c.Chapters {
		if len(ch.Exercises) > 0 {
			all = append(all, runner{ch.ID, ch.Title, len(ch.Exercises)})
		}
	}
	return all
}

// classroom adds what is made for students and for classrooms.
func (f Files) classroom(c *course.Course) error {
	for _, made := range []struct{ name, from string }{
		{"README.md", "README.md"},
		{".github/workflows/classroom.yml", "classroom.yml"},
		{".github/classroom50/autograder.py", "autograder.py"},
	} {
		text, err := fill(made.from, runners(c))
		if err != nil {
			return err
		}
		f[made.name] = text
	}
	text, err := autograding(runners(c))
	f[".github/classroom/autograding.json"] = text
	return err
}

// fill fills in a template. Its marks are brackets: in a workflow, braces are
// GitHub's.
func fill(name string, data any) ([]byte, error) {
	t, err := template.New(name).Delims("[[", "]]").Funcs(template.FuncMap{
		"upper": strings.ToUpper, "ids": ids,
	}).ParseFS(templates, "template/"+name)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = t.Execute(&b, data)
	return b.Bytes(), err
}

func ids(rs []runner) string {
	var all []string
	for _, r := range rs {
		all = append(all, r.ID)
	}
	return strings.Join(all, ",")
}

// legacy is one test of the older autograding action, which knows no parts: a
// chapter passes whole, or not.
type legacy struct {
	Name       string `json:"name"`
	Setup      string `json:"setup"`
	Run        string `json:"run"`
	Input      string `json:"input"`
	Output     string `json:"output"`
	Comparison string `json:"comparison"`
	Timeout    int    `json:"timeout"` // minutes
	Points     int    `json:"points"`
}

// autograding is the file of the older action: education/autograding.
func autograding(rs []runner) ([]byte, error) {
	tests := []legacy{}
	for _, r := range rs {
		tests = append(tests, legacy{
			Name: r.ID, Run: "go run ./grader autograde --format text --chapter " + r.ID,
			Comparison: "included", Timeout: 10, Points: r.Exercises,
		})
	}
	text, err := json.MarshalIndent(map[string]any{"tests": tests}, "", "  ")
	return append(text, '\n'), err
}
