package classroom50

import (
	"cmp"
	"fmt"
	"strings"
	"time"
)

// Submission says what was handed in, in the words of Classroom 50.
type Submission struct {
	Classroom  string `json:"classroom"`
	Assignment string `json:"assignment"`
	Type       string `json:"assignment_type"` // individual, group or team
	Owner      string `json:"owner"`
	Name       string `json:"submission"` // a tag that begins with submit/
	Commit     string `json:"commit"`
	Release    string `json:"release"`
	Review     string `json:"review"`
}

// FromEnv reads it from the environment that Classroom 50's runner sets. An error
// names what is not there.
func FromEnv(env func(string) string) (Submission, error) {
	get := func(field string) string { return env(Variable(field)) }
	s := Submission{
		Classroom: get("classroom"), Assignment: get("assignment"), Type: cmp.Or(get("assignment_type"), "individual"),
		Owner: cmp.Or(get("owner"), env("USERNAME")),
		Name:  get("submission"), Commit: get("commit"), Release: get("release"),
		Review: cmp.Or(get("review"), get("commit")), // older runners have no review
	}
	var missing []string
	for _, m := range []struct{ field, value string }{
		{"classroom", s.Classroom},
		{"assignment", s.Assignment},
		{"owner", s.Owner},
		{"submission", s.Name},
		{"commit", s.Commit},
		{"release", s.Release},
	} {
		if m.value == "" {
			missing = append(missing, Variable(m.field))
		}
	}
	if len(missing) > 0 {
		return s, fmt.Errorf("the environment has no %s", strings.Join(missing, ", "))
	}
	return s, nil
}

// Variable is the environment variable that Classroom 50's runner has a field in.
func Variable(field string) string {
	switch field {
	case "submission":
		return "SUBMISSION_TAG"
	case "commit", "release", "review":
		return strings.ToUpper(field) + "_URL"
	}
	return strings.ToUpper(field)
}

// Check refuses what the schema would, with a [FieldError].
func (r *Result) Check() error {
	switch {
	case r.Classroom == "":
		return &FieldError{"classroom", "is missing"}
	case r.Assignment == "":
		return &FieldError{"assignment", "is missing"}
	case r.Type != "individual" && r.Type != "group" && r.Type != "team":
		return &FieldError{"assignment_type", "is none of individual, group and team"}
	case !strings.HasPrefix(r.Name, "submit/"):
		return &FieldError{"submission", "does not begin with submit/"}
	}
	if _, err := time.Parse(instant, r.Datetime); err != nil {
		return &FieldError{"datetime", "is no time like 2026-11-24T12:00:00Z"}
	}
	return nil
}

// FieldError says what is wrong with a field of a [Result].
type FieldError struct{ Field, Problem string }

func (e *FieldError) Error() string { return "classroom50: the field " + e.Field + " " + e.Problem }

// Hint says how to give it.
func (e *FieldError) Hint() string {
	return fmt.Sprintf("say --field %s=…, or set %s", e.Field, Variable(e.Field))
}
