// Package settings keeps the settings of a running service. Every request reads
// them; now and then somebody changes one.
package settings

// Settings is a set of named values for use by many goroutines at once.
//
//   - Any number of readers (View, Get, Snapshot) are inside at the same time.
//   - A View sees the settings of one moment, however long it takes.
//   - An Update that waits gets in, even if new readers keep coming.
type Settings struct {
	// TODO: add what you need.
}

// New returns settings with the values in initial. The map stays the caller's,
// who may go on changing it.
func New(initial map[string]string) *Settings {
	panic("TODO: copy the values, so that the caller's map and yours are two")
}

// Get returns the value of key, and whether there is one.
func (s *Settings) Get(key string) (string, bool) {
	panic("TODO: read one value")
}

// View calls f with a function that reads values. All that f reads, it reads
// from the settings of one moment: no Update comes in between. Views run at the
// same time as other Views. f reads with get alone: it calls no method of s.
func (s *Settings) View(f func(get func(key string) (string, bool))) {
	panic("TODO: let f read, with others, but with no Update in between")
}

// Update calls f with a map of the current values, which f changes. Updates run
// one at a time. If f returns an error, Update returns it and nothing has
// changed; if f panics, nothing has changed either, the panic goes on to the
// caller of Update, and the settings stay usable. f does not use the map after
// it has returned, and it does not call methods of s.
func (s *Settings) Update(f func(values map[string]string) error) error {
	panic("TODO: let f change all or nothing")
}

// Snapshot returns a copy of all values. It is the caller's to keep and change.
func (s *Settings) Snapshot() map[string]string {
	panic("TODO: return a copy")
}
