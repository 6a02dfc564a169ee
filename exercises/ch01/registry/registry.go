// Package registry keeps which service is to be found at which addresses.
package registry

import (
	"slices"
	"sync"
)

// Registry is a set of services, each with its addresses.
//
// Who synchronises:
//
//   - The registry does, for all its methods. They are for use by many goroutines
//     at once, and need no lock around them. The lock inside is nobody else's: a
//     Registry has no methods Lock and Unlock.
//   - What a method returns, or gives to a watcher, is the receiver's own to
//     keep and to change. The registry and the others never see that.
//   - Each watcher looks after its own memory: see Watch.
//
// Nobody tells a Registry when it is no longer needed. So it keeps no goroutine
// running between calls.
//
// TODO: used with care by one goroutine, all of this works. But it does not keep
// what its comments promise. Repair it; the comments are right.
type Registry struct {
	sync.Mutex
	services map[string][]string
	watchers map[int]func(name string, addrs []string)
	lastID   int
}

// New returns a registry without services.
func New() *Registry {
	return &Registry{
		services: map[string][]string{},
		watchers: map[int]func(string, []string){},
	}
}

// Register adds an address to a service, and reports whether that was a change.
// It was none if the service has the address already. All watchers have been told
// of the change, and are done with it, when Register returns.
func (r *Registry) Register(name, addr string) bool {
	r.Lock()
	defer r.Unlock()
	if slices.Contains(r.services[name], addr) {
		return false
	}
	r.services[name] = append(r.services[name], addr)
	r.tell(name)
	return true
}

// Deregister removes an address from a service, and reports whether that was a
// change. It was none if the service does not have the address. A service without
// addresses is no longer in the registry. All watchers have been told of the
// change, and are done with it, when Deregister returns.
func (r *Registry) Deregister(name, addr string) bool {
	r.Lock()
	defer r.Unlock()
	i := slices.Index(r.services[name], addr)
	if i < 0 {
		return false
	}
	r.services[name] = slices.Delete(r.services[name], i, i+1)
	if len(r.services[name]) == 0 {
		delete(r.services, name)
	}
	r.tell(name)
	return true
}

// Lookup returns the addresses of a service, in the order in which they were
// registered: none for a service that is not in the registry.
func (r *Registry) Lookup(name string) []string {
	return r.services[name]
}

// All returns the addresses of all services, each as Lookup returns them.
func (r *Registry) All() map[string][]string {
	r.Lock()
	defer r.Unlock()
	return r.services
}

// Watch has f called for every change that is made from now on, once for each,
// with the name of the service and the addresses that it had right after that
// change: none if it is gone. Watchers are called in any order, and when f is
// called, the change has been made.
//
// f may use the registry in every way, to ask and to change, to watch and to stop.
// While f runs, others use the registry as ever: it holds up only the one who
// made the change. If there are two changes at the same time, f may be called
// twice at the same time, so it synchronises what it uses.
//
// Once stop has returned, f is not called for changes that are made later. stop
// does not wait for calls of f that are under way. A second call does nothing.
func (r *Registry) Watch(f func(name string, addrs []string)) (stop func()) {
	r.Lock()
	defer r.Unlock()
	r.lastID++
	id := r.lastID
	r.watchers[id] = f
	return func() {
		r.Lock()
		defer r.Unlock()
		delete(r.watchers, id)
	}
}

// tell calls all watchers of a change to a service.
func (r *Registry) tell(name string) {
	for _, f := range r.watchers {
		f(name, r.services[name])
	}
}
