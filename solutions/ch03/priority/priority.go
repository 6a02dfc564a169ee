// Package priority handles events of two kinds, of which one is urgent.
package priority

import "context"

// inARow is how many urgent events go before a normal one that is ready.
const inARow = 4

// Loop handles events, the urgent ones first, until ctx is done or both channels
// are closed.
func Loop[T any](ctx context.Context, urgent, normal <-chan T, handle func(T)) error {
	row := 0 // urgent events since the last normal one
	for urgent != nil || normal != nil {
		// A select picks at random among what is ready. What has an order must be
		// asked in order, and from the beginning after each event.
		if err := ctx.Err(); err != nil {
			return err
		}
		if row >= inARow {
			select {
			case e, ok := <-normal:
				normal = handled(e, ok, normal, handle)
				row = 0
				continue
			default:
			}
		}
		select {
		case e, ok := <-urgent:
			urgent = handled(e, ok, urgent, handle)
			row++
			continue
		default:
		}
		select {
		case <-ctx.Done():
		case e, ok := <-urgent:
			urgent = handled(e, ok, urgent, handle)
			row++
		case e, ok := <-normal:
			normal = handled(e, ok, normal, handle)
			row = 0
		}
	}
	return nil
}

// handled handles what came from ch, and returns the channel to go on with: nil,
// which is never ready, if ch is closed.
func handled[T any](e T, ok bool, ch <-chan T, handle func(T)) <-chan T {
	if !ok {
		return nil
	}
	handle(e)
	return ch
}
