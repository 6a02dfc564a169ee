// Package hallway is about two people who meet in a narrow hallway. The hallway
// itself is in fixed.go.
package hallway

import "context"

// Pass walks me past other. It returns nil once me is through, and not before.
//
// The other one runs Pass too, with the roles exchanged: usually from the same
// moment on, sometimes up to ten seconds earlier or later. Both get through,
// wherever they stand at the beginning, and neither needs more than MaxSteps steps.
//
// Both are given the same ctx. When it is done before me is through, Pass returns
// its error at once. If it is done already, me takes no step.
//
// While Pass waits, it waits: for a step, for a time, for a channel. It does not
// run in a busy loop, since then the clock would stand still. It leaves no
// goroutine behind. Any number of pairs, in other hallways, run Pass at the same
// time, and people of the same name may be among them.
func Pass(ctx context.Context, me *Walker, other Stranger) error {
	panic("TODO: walk past the other one, who does just what you do")
}
