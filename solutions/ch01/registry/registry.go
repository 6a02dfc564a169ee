// Package registry keeps which service is to be found at which addresses.
package registry

import (
	"maps"
	"slices"
	"sync"
)

// Registry is a set of services, each with its addresses. All its methods are for
// use by many goroutines at once. What it gives away is a copy.
type Registry struct {
	mu       sync.Mutex // never held while a watcher runs
	services map[string][]string
	watchers map[int]watcher
	lastID   int
}

type watcher = func(name string, addrs []string)

// New returns a registry without services.
func New() *Registry {
	return &Registry{services: map[string][]string{}, watchers: map[int]watcher{}}
}

// Register adds an address to a service, and reports whether that was a change.
func (r *Registry) Register(name, addr string) bool {
	return r.change(name, func(addrs []string) []string {
		if slices.Contains(addrs, addr) {
			return addrs
		}
		return append(addrs, addr)
	})
}

// Deregister removes an address from a service, and reports whether that was a
// change.
func (r *Registry) Deregister(name, addr string) bool {
	return r.change(name, func(addrs []string) []string {
		return slices.DeleteFunc(addrs, func(a string) bool { return a == addr })
	})
}

// change makes a change of the addresses of one service with the lock held, and
// tells the watchers when it no longer is.
func (r *Registry) change(name string, next func(addrs []string) []string) bool {
	addrs, tell, changed := r.apply(name, next)
	for _, f := range tell {
		f(name, slices.Clone(addrs)) // each may change what it gets
	}
	return changed
}

// apply returns the addresses after the change, and whom to tell of it.
func (r *Registry) apply(name string, next func(addrs []string) []string) (after []string, tell []watcher, changed bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	before := len(r.services[name])
	addrs := next(r.services[name])
	if len(addrs) == before {
		return nil, nil, false
	}
	r.services[name] = addrs
	if len(addrs) == 0 {
		delete(r.services, name)
	}
	return slices.Clone(addrs), slices.Collect(maps.Values(r.watchers)), true
}

// Lookup returns a copy of the addresses of a service.
func (r *Registry) Lookup(name string) []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.services[name])
}

// All returns a copy of the addresses of all services.
func (r *Registry) All() map[string][]string {
	r.mu.Lock()
	defer r.mu.Unlock()
	all := make(map[string][]string, len(r.services))
	for name, addrs := range r.services {
		all[name] = slices.Clone(addrs)
	}
	return all
}

// Watch has f called for every change until stop is called.
func (r *Registry) Watch(f func(name string, addrs []string)) (stop func()) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.lastID++
	id := r.lastID
	r.watchers[id] = f
	return func() {
		r.mu.Lock()
		defer r.mu.Unlock()
		delete(r.watchers, id)
	}
}
