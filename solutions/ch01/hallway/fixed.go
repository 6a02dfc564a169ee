package hallway

import (
	"context"
	"errors"
	"sync"
	"time"
)

// This file is the hallway itself. It is given: grading puts it back as it was.
//
// Two walkers have met in a hallway that has room for two, side by side. Each of
// them stands on the left or on the right side, and wants to get past the other.
// Each can do two things, and both take a step:
//
//   - Sidestep: at the end of the step, the walker is on the other side.
//   - Forward: at the end of the step, the walker is through, unless the other one
//     is in the way: on the same side and not through itself. Then it is where
//     it was before.
//
// A step takes StepTime. When several steps end at the same moment, first all who
// sidestep arrive, and only then it is decided who gets through. So two walkers
// that step aside together, and then forward together, block each other again.
//
// To stand still takes no step, however long it lasts.

// Side is a side of the hallway, the same for both walkers.
type Side string

// The two sides.
const (
	Left  Side = "left"
	Right Side = "right"
)

const (
	// StepTime is how long one step takes.
	StepTime = time.Second
	// MaxSteps is how many steps a walker has the patience for.
	MaxSteps = 100
)

var (
	// ErrTired is what a walker gets from each step after MaxSteps.
	ErrTired = errors.New("the walker is tired of stepping to and fro")
	// ErrTwoSteps is what a walker gets from a step while it is in another one.
	ErrTwoSteps = errors.New("the walker cannot take two steps at the same time")
)

// Walker is one of the two, as it sees itself. Its methods are for use by many
// goroutines at once, but it takes one step at a time.
type Walker struct {
	hall    *hall
	other   *Walker
	name    string
	side    Side
	through bool
	steps   int
	walking bool
}

// Stranger is what one walker sees of the other. To look takes no time.
type Stranger struct{ w *Walker }

type hall struct{ mu sync.Mutex } // guards both walkers

// Meet returns two walkers that have met in a hallway of their own. Their names
// differ.
func Meet(name string, side Side, otherName string, otherSide Side) (one, other *Walker) {
	h := &hall{}
	one = &Walker{hall: h, name: name, side: side}
	other = &Walker{hall: h, name: otherName, side: otherSide, other: one}
	one.other = other
	return one, other
}

// Seen returns what others see of w.
func (w *Walker) Seen() Stranger { return Stranger{w} }

// Name returns the name of the walker.
func (w *Walker) Name() string { return w.name }

// Side returns the side on which the walker is.
func (w *Walker) Side() Side {
	w.hall.mu.Lock()
	defer w.hall.mu.Unlock()
	return w.side
}

// Through reports whether the walker has got past the other.
func (w *Walker) Through() bool {
	w.hall.mu.Lock()
	defer w.hall.mu.Unlock()
	return w.through
}

// Steps returns how many steps the walker has taken.
func (w *Walker) Steps() int {
	w.hall.mu.Lock()
	defer w.hall.mu.Unlock()
	return w.steps
}

// Name returns the name of the other one.
func (s Stranger) Name() string { return s.w.Name() }

// Side returns the side on which the other one is.
func (s Stranger) Side() Side { return s.w.Side() }

// Through reports whether the other one has got past.
func (s Stranger) Through() bool { return s.w.Through() }

// Sidestep takes one step, to the other side. If ctx is done before the end of the
// step, it returns the error of ctx, and the walker is where it was.
func (w *Walker) Sidestep(ctx context.Context) error {
	if err := w.begin(ctx); err != nil {
		return err
	}
	defer w.end()
	if err := Pause(ctx, StepTime-settle); err != nil {
		return err
	}
	w.change()
	// No error: the walker has arrived.
	_ = Pause(context.WithoutCancel(ctx), settle)
	return nil
}

// Forward takes one step ahead, and reports whether the walker is through. If ctx
// is done before the end of the step, it returns the error of ctx, and the walker
// is where it was.
func (w *Walker) Forward(ctx context.Context) (through bool, err error) {
	if err := w.begin(ctx); err != nil {
		return false, err
	}
	defer w.end()
	if err := Pause(ctx, StepTime); err != nil {
		return false, err
	}
	return w.squeeze(), nil
}

// Pause stands still for d. If ctx is done before, it returns the error of ctx.
func Pause(ctx context.Context, d time.Duration) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// settle is the last moment of a sidestep, in which all the others that end
// together with it arrive too, and before which nobody is through.
const settle = time.Nanosecond

func (w *Walker) begin(ctx context.Context) error {
	w.hall.mu.Lock()
	defer w.hall.mu.Unlock()
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case w.walking:
		return ErrTwoSteps
	case w.steps >= MaxSteps:
		return ErrTired
	}
	w.steps++
	w.walking = true
	return nil
}

func (w *Walker) end() {
	w.hall.mu.Lock()
	defer w.hall.mu.Unlock()
	w.walking = false
}

func (w *Walker) change() {
	w.hall.mu.Lock()
	defer w.hall.mu.Unlock()
	if w.side == Left {
		w.side = Right
	} else {
		w.side = Left
	}
}

func (w *Walker) squeeze() bool {
	w.hall.mu.Lock()
	defer w.hall.mu.Unlock()
	w.through = w.through || w.side != w.other.side || w.other.through
	return w.through
}
