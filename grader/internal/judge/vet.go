package judge

import (
	"context"

	"github.com/concurrency-in-go/course/grader/internal/gotest"
	"github.com/concurrency-in-go/course/grader/internal/workspace"
)

// vetting is go vet at work beside the build, which is for the most part a linker
// that keeps one processor busy.
type vetting struct {
	cases  int
	cancel func()
	ended  chan struct{}
	said   gotest.Complaints // once it has ended
	err    error
}

// stop ends it, and returns when it has ended. Nobody need have begun it.
func (v *vetting) stop() {
	if v != nil {
		v.cancel()
		<-v.ended
	}
}

// vetEarly starts go vet, or returns nil. As long as the standard library is not
// compiled, vet has to wait: the build compiles it, and vet beside the build would
// do the same a second time.
func (j *Judge) vetEarly(ctx context.Context, w *workspace.Workspace, cases []*trial) *vetting {
	if !j.tool.Warm() {
		return nil
	}
	ctx, cancel := context.WithCancel(ctx)
	v := &vetting{cases: len(cases), cancel: cancel, ended: make(chan struct{})}
	places := toVet(cases)
	go func() {
		defer close(v.ended)
		v.said, v.err = j.tool.Vet(ctx, w, places)
	}()
	return v
}

// vet returns what go vet says of the cases. It asks anew where not all could be
// built: then the early one has failed too, without a word on the others.
func (j *Judge) vet(ctx context.Context, w *workspace.Workspace, cases []*trial, early *vetting) (gotest.Complaints, error) {
	if early == nil {
		defer j.tool.SetWarm(ctx, w)
	} else if early.cases == len(cases) {
		if <-early.ended; early.err == nil {
			return early.said, nil
		}
	}
	return j.tool.Vet(ctx, w, toVet(cases))
}

func toVet(cases []*trial) []*workspace.Place {
	var places []*workspace.Place
	for _, c := range cases {
		if c.vet {
			places = append(places, &c.place)
		}
	}
	return places
}
