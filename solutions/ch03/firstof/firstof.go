// Package firstof waits for one channel with a limit of time, and for the first of
// many channels.
package firstof

import (
	"context"
	"errors"
	"reflect"
	"time"
)

// ErrClosed says that no value will ever come.
var ErrClosed = errors.New("firstof: closed")

// Recv receives a value from ch, and waits for at most timeout.
func Recv[T any](ch <-chan T, timeout time.Duration) (T, error) {
	v, _, err := First(context.Background(), timeout, ch)
	return v, err
}

// First receives one value from any of chans.
func First[T any](ctx context.Context, timeout time.Duration, chans ...<-chan T) (v T, index int, err error) {
	if err := ctx.Err(); err != nil {
		return v, -1, err
	}
	s := newSelection(chans)
	// What is there goes before the limits, of which a select knows nothing.
	if i, ok := s.receive(&v, reflect.SelectCase{Dir: reflect.SelectDefault}); ok {
		return v, i, nil
	}
	timer := time.NewTimer(timeout) // once: it is for the whole wait
	defer timer.Stop()
	ended, expired := receiveFrom(ctx.Done()), receiveFrom(timer.C)
	i, ok := s.receive(&v, ended, expired)
	switch {
	case ok:
		return v, i, nil
	case s.open == 0:
		return v, -1, ErrClosed
	case i == 0:
		return v, -1, ctx.Err()
	}
	return v, -1, context.DeadlineExceeded
}

// selection is a select whose cases are the channels that are not closed.
type selection[T any] struct {
	cases []reflect.SelectCase
	open  int // how many channels are not known to be closed
}

func newSelection[T any](chans []<-chan T) *selection[T] {
	s := &selection[T]{open: len(chans)}
	for _, ch := range chans {
		s.cases = append(s.cases, receiveFrom(ch))
	}
	return s
}

func receiveFrom[T any](ch <-chan T) reflect.SelectCase {
	return reflect.SelectCase{Dir: reflect.SelectRecv, Chan: reflect.ValueOf(ch)}
}

// receive receives a value into v, and returns the index of its channel and true;
// or, when one of the ends comes first, that end's index and false. It also ends
// when all channels are closed.
func (s *selection[T]) receive(v *T, ends ...reflect.SelectCase) (index int, ok bool) {
	n := len(s.cases)
	cases := append(s.cases[:n:n], ends...)
	for s.open > 0 {
		i, value, ok := reflect.Select(cases)
		switch {
		case i >= n:
			return i - n, false
		case ok:
			reflect.ValueOf(v).Elem().Set(value)
			return i, true
		}
		// Closed. A case without a channel never happens, and the indexes of the
		// others stay what they are.
		cases[i].Chan, s.cases[i].Chan = reflect.Value{}, reflect.Value{}
		s.open--
	}
	return -1, false
}
