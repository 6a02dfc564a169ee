// Package hallway is about two people who meet in a narrow hallway. The hallway
// itself is in fixed.go.
package hallway

import "context"

// Pass walks me past other. Of the two, the one with the greater name steps aside,
// once. The other one insists.
func Pass(ctx context.Context, me *Walker, other Stranger) error {
	if me.Name() > other.Name() && me.Side() == other.Side() {
		if err := me.Sidestep(ctx); err != nil {
			return err
		}
	}
	for {
		through, err := me.Forward(ctx)
		if through || err != nil {
			return err
		}
	}
}
