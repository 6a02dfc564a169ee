package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/concurrency-in-go/course/grader/internal/autograde"
	"github.com/concurrency-in-go/course/grader/internal/classroom50"
	"github.com/concurrency-in-go/course/grader/internal/course"
	"github.com/concurrency-in-go/course/grader/internal/report"
	"github.com/concurrency-in-go/course/grader/internal/verdict"
)

// poster puts the results of a push where a system looks for them.
type poster interface {
	post(c *course.Course, what string, all []verdict.Verdict) error
}

// poster returns the one for the format. It finds out before anything is graded
// whether there is a place to put the result.
func (a *app) poster(g autograding) (poster, error) {
	switch g.format {
	case "github":
		p := actions{out: a.out, tool: a.command, output: os.Getenv("GITHUB_OUTPUT"), summary: os.Getenv("GITHUB_STEP_SUMMARY")}
		if p.output == "" {
			return nil, &usage{errors.New("GITHUB_OUTPUT is not set"), "--format github is for a step of GitHub Actions; elsewhere take text"}
		}
		return p, nil
	case "classroom50":
		h, err := classroom50.FromEnv(os.Getenv)
		if err != nil {
			return nil, &usage{err, "--format classroom50 is for autograder.py, which Classroom 50 starts; elsewhere take text"}
		}
		return resultFile{a.out, a.command, h}, nil
	}
	if inActions() {
		return reader{autograde.NewQuiet(a.out), a.command}, nil
	}
	return reader{a.out, a.command}, nil
}

// reader is a person, who reads the results.
type reader struct {
	out  io.Writer
	tool string
}

func (p reader) post(_ *course.Course, _ string, all []verdict.Verdict) error {
	text, err := autograde.Text(all, p.tool)
	if err == nil {
		err = report.Print(p.out, text)
	}
	if err != nil {
		return &fault{err}
	}
	return outcome(all)
}

// actions is a step of GitHub Actions. A failing attempt is a result, and not an
// error: it is the reporter that fails the job.
type actions struct {
	out             io.Writer
	tool            string
	output, summary string // files
}

func (p actions) post(c *course.Course, what string, all []verdict.Verdict) error {
	log, err := autograde.Log(all, p.tool)
	if err != nil {
		return &fault{err}
	}
	result, err := autograde.Runner(all)
	if err != nil {
		return &fault{err}
	}
	summary, err := autograde.Summary(what, all, p.tool)
	if err != nil {
		return &fault{err}
	}
	_, err = io.WriteString(p.out, log+autograde.Annotations(c, all, inRepository(c.Root), quota(c)))
	err = errors.Join(err, appendTo(p.output, autograde.Output("result", result)))
	if p.summary != "" {
		err = errors.Join(err, appendTo(p.summary, summary))
	}
	if err != nil {
		return &fault{err}
	}
	return nil
}

// quota is how many annotations a step makes: GitHub shows ten of a step and fifty
// of a job, in which each chapter has a step, and the reporter needs some.
func quota(c *course.Course) int {
	steps := 0
	for _, ch := range c.Chapters {
		if len(ch.Exercises) > 0 {
			steps++
		}
	}
	return min(10, 45/max(1, steps))
}

// inRepository is the course's folder as seen from the repository's, which the
// files of annotations are named from.
func inRepository(root string) string {
	rel, err := filepath.Rel(os.Getenv("GITHUB_WORKSPACE"), root)
	if err != nil || rel == ".." || strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
		return ""
	}
	return filepath.ToSlash(rel)
}

// appendTo writes text at the end of a file, which others write to as well.
func appendTo(file, text string) error {
	f, err := os.OpenFile(file, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	_, err = io.WriteString(f, text)
	return errors.Join(err, f.Close())
}

// resultFile is for Classroom 50, which finds the result in the folder that it starts the grader in.
type resultFile struct {
	out    io.Writer
	tool   string
	handed classroom50.Submission
}

func (p resultFile) post(_ *course.Course, _ string, all []verdict.Verdict) error {
	// No result is better than one without what could not be graded: that would be
	// a score, while an exit code that is not 0 is shown as an error.
	for _, v := range all {
		if v.Outcome == verdict.Fault {
			return &fault{fmt.Errorf("%s could not be graded: %s", v.Exercise, v.Checks[0].Message)}
		}
	}
	var text bytes.Buffer
	err := autograde.Result50(p.handed, all, time.Now()).Write(&text)
	if err == nil {
		err = os.WriteFile("result.json", text.Bytes(), 0o644)
	}
	if err == nil {
		var log string
		log, err = autograde.Log(all, p.tool)
		_, failed := io.WriteString(p.out, log)
		err = errors.Join(err, failed)
	}
	if err != nil {
		return &fault{err}
	}
	return nil
}
