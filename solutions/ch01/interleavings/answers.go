// Package interleavings holds tiny concurrent programs, and all that they can
// print.
package interleavings

// Answers returns, for each of the Programs by its name, every output that it
// can have.
func Answers() map[string][]string {
	return map[string][]string{
		// 2 one after another. 1 if both load before either stores: they store
		// the same number, and one visitor is lost.
		"visitors": {"2", "1"},

		// One, two or all three may look before the first takes the seat. Each
		// step is whole, but looking and taking are two.
		"seat": {"0", "-1", "-2"},

		// One after another makes both sides equal. Only if both load first do
		// they swap. That neither changes is impossible: whoever stores first
		// stores what the other side did not have.
		"swap": {"1 1", "2 2", "2 1"},

		// The set comes before, between or after the load and the store that count.
		"reset": {
			"0 0", // after both, so that the sixth visitor is wiped out
			"0 1", // before both; the count was stored only after it was looked at
			"1 1", // before both, and the look came after them
			"0 6", // between them: the look is before the store, which undoes the reset
			"6 6", // between them, and the look is after the store
		},

		// Whoever looks second sees the sign of the other. So two zeros are
		// impossible. And the order of the looks is not the order of the prints.
		"bridge": {
			"0 1", "1 0", // north saw nothing, and south saw north's sign
			"0 2", "2 0", // the other way round
			"1 2", "2 1", // each saw the other's: after you, no, after you
		},
	}
}
