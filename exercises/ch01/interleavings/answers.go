// Package interleavings holds tiny concurrent programs, and all that they can
// print.
package interleavings

// Answers returns, for each of the Programs by its name, every output that it
// can have: every one that some order of turns leads to, and none that no order
// leads to. Each output is in its list once. The order of a list is free.
//
// The comments of Program say what a step does, what an output is and how it is
// written. Write the lists by hand, or write code that works them out: both count.
func Answers() map[string][]string {
	return map[string][]string{
		"visitors": {}, // TODO: such as "7", "8"
		"seat":     {}, // TODO
		"swap":     {}, // TODO: such as "7 8": left, and right
		"reset":    {}, // TODO: such as "7 8": what was printed, and count
		"bridge":   {}, // TODO: such as "7 8": who prints first stands first
	}
}
