// Package settings keeps the settings of a running service. Every request reads
// them; now and then somebody changes one.
package settings

import (
	"maps"
	"sync"
)

// Settings is a set of named values for use by many goroutines at once.
type Settings struct {
	mu     sync.RWMutex
	values map[string]string // guarded by mu; never changed in place
}

// New returns settings with a copy of the values in initial.
func New(initial map[string]string) *Settings {
	values := maps.Clone(initial)
	if values == nil {
		values = map[string]string{}
	}
	return &Settings{values: values}
}

// Get returns the value of key, and whether there is one.
func (s *Settings) Get(key string) (string, bool) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	v, ok := s.values[key]
	return v, ok
}

// View calls f with a function that reads values, all from one moment.
func (s *Settings) View(f func(get func(key string) (string, bool))) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	f(func(key string) (string, bool) {
		// Not Get: a second RLock would wait behind a writer that waits for
		// the first.
		v, ok := s.values[key]
		return v, ok
	})
}

// Update lets f change a copy, and keeps the copy only if f succeeds.
func (s *Settings) Update(f func(values map[string]string) error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	next := maps.Clone(s.values)
	if err := f(next); err != nil {
		return err
	}
	s.values = next
	return nil
}

// Snapshot returns a copy of all values.
func (s *Settings) Snapshot() map[string]string {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return maps.Clone(s.values)
}
