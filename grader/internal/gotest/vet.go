package gotest

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/concurrency-in-go/course/grader/internal/run"
	"github.com/concurrency-in-go/course/grader/internal/workspace"
)

// analyzers are the parts of go vet that bear on concurrency. The others are a
// matter of taste here: a correct attempt must not fail for a Printf.
var analyzers = []string{"-atomic", "-copylocks", "-lostcancel", "-waitgroup", "-sigchanyzer"}

// Vet runs go vet over attempts that build. What it says is by [workspace.Place].Vetted.
func (t *Tool) Vet(ctx context.Context, w *workspace.Workspace, places []*workspace.Place) (Complaints, error) {
	if len(places) == 0 {
		return nil, nil
	}
	// -race, so that it uses what Build has compiled and compiles nothing itself.
	args := append([]string{"vet", "-race", "-json"}, analyzers...)
	for _, p := range places {
		args = append(args, p.Vetted)
	}
	out, stderr, r, err := t.run(ctx, w, args...)
	if err != nil {
		return nil, err
	}
	if r.Excess != run.None {
		return nil, &ExcessError{What: "go vet", Excess: r.Excess}
	}
	if r.ExitCode != 0 {
		return nil, fmt.Errorf("go vet: exit code %d: %s", r.ExitCode, firstLines(stderr, 5))
	}
	return vetComplaints(append(out, stderr...))
}

// vetComplaints reads what go vet -json writes: comments that begin with #, and
// one object a package.
func vetComplaints(out []byte) (Complaints, error) {
	var plain bytes.Buffer
	for line := range bytes.Lines(out) {
		if !bytes.HasPrefix(line, []byte("#")) {
			plain.Write(line)
		}
	}
	all := Complaints{}
	for dec := json.NewDecoder(&plain); dec.More(); {
		var packages map[string]map[string]json.RawMessage
		if err := dec.Decode(&packages); err != nil {
			return nil, fmt.Errorf("go vet: %w", err)
		}
		for path, byAnalyzer := range packages {
			path, _, _ = strings.Cut(path, " ")
			for _, raw := range byAnalyzer {
				var said []struct{ Posn, Message string }
				if json.Unmarshal(raw, &said) != nil {
					continue
				}
				for _, s := range said {
					all[path] = append(all[path], vetComplaint(s.Posn, s.Message))
				}
			}
		}
	}
	for _, said := range all { // maps have no order, and the first is shown first
		slices.SortFunc(said, func(a, b Complaint) int {
			return cmp.Or(cmp.Compare(a.Place.File, b.Place.File), cmp.Compare(a.Place.Line, b.Place.Line), cmp.Compare(a.Message, b.Message))
		})
	}
	return all, nil
}

func vetComplaint(posn, message string) Complaint {
	c := Complaint{Message: message}
	if m := position.FindStringSubmatch(posn + ": "); m != nil {
		c.Place.File = filepath.Base(m[1])
		c.Place.Line, _ = strconv.Atoi(m[2])
	}
	return c
}
