package proof

import "slices"

// sample keeps at most n of an exercise's wrong attempts, spread over them all: for
// every test that one declares the first that does, and then others, evenly. What
// is no wrong attempt, like the stub, stays. The order stays too.
func sample(claims []*claim, n int) []*claim {
	declared := map[string]bool{}
	var first, others []*claim
	for _, c := range claims {
		switch {
		case c.kills && declared[c.attempt.Want.Test]:
			others = append(others, c)
		default:
			first = append(first, c)
			if c.kills {
				declared[c.attempt.Want.Test] = true
			}
		}
	}
	room := min(max(0, n-len(declared)), len(others))
	kept := map[*claim]bool{}
	for _, c := range first {
		kept[c] = true
	}
	for i := range room {
		kept[others[i*len(others)/room]] = true
	}
	return slices.DeleteFunc(slices.Clone(claims), func(c *claim) bool { return !kept[c] })
}
