// Package join runs functions at the same time, and knows how each of them ended.
package join

import (
	"errors"
	"fmt"
	"runtime/debug"
	"sync"
)

// PanicError is what comes of a function that panics.
type PanicError struct {
	Value any    // what the function panicked with
	Stack []byte // of the goroutine that panicked
}

// Error returns the value and the stack.
func (e *PanicError) Error() string { return fmt.Sprintf("panic: %v\n\n%s", e.Value, e.Stack) }

// Unwrap returns the value if it is an error, for errors.Is and errors.As.
func (e *PanicError) Unwrap() error {
	err, _ := e.Value.(error)
	return err
}

// Run calls all functions at the same time, waits for all of them, and returns all
// of their errors.
//
// Each goroutine writes only its own place in errs. Wait puts all of that before
// what follows, so there is nothing to lock.
func Run(fs ...func() error) error {
	errs := make([]error, len(fs))
	var wg sync.WaitGroup
	for i, f := range fs {
		wg.Go(func() { errs[i] = call(f) })
	}
	wg.Wait()
	return errors.Join(errs...)
}

// call calls f, and makes an error of a panic. It has to be in the goroutine of f:
// no other can recover. The deferred call runs on top of the stack that panicked,
// which is why debug.Stack still shows the place.
func call(f func() error) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = &PanicError{Value: v, Stack: debug.Stack()}
		}
	}()
	return f()
}
