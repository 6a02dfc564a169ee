// Package join runs functions at the same time, and knows how each of them ended.
package join

import "fmt"

// PanicError is what comes of a function that panics. It is ready to use, and you
// need not change it.
type PanicError struct {
	Value any    // what the function panicked with
	Stack []byte // of the goroutine that panicked, as debug.Stack in runtime/debug writes it
}

// Error returns the value and the stack.
func (e *PanicError) Error() string { return fmt.Sprintf("panic: %v\n\n%s", e.Value, e.Stack) }

// Unwrap returns the value if it is an error, for errors.Is and errors.As.
func (e *PanicError) Unwrap() error {
	err, _ := e.Value.(error)
	return err
}

// Run calls each function once, each in a goroutine of its own, all at the same
// time: none has to wait until another ends. When the last has ended, Run returns.
// It never returns earlier, also when one fails, and it leaves no goroutine behind.
//
// The error says what went wrong:
//
//   - If no function failed, it is nil. Without functions there is nothing to do.
//   - A function that returns an error has failed. errors.Is and errors.As find
//     every such error in the one that Run returns. It is no *PanicError.
//   - A function that panics has failed too, and nothing else happens: the panic
//     does not end the program, nor the other functions. The error that stands for
//     it is a *PanicError with the value and the stack, and errors.As finds it. The
//     stack shows where the panic happened: the function that called panic is on it.
//
// A function may also end its goroutine by runtime.Goexit, as t.FailNow does in a
// test. Then it has ended, and Run does not wait for it. Whether that is an error
// is left to you.
//
// Calls of Run have nothing to do with each other: many goroutines may be inside
// Run at once, and a function may call Run itself.
func Run(fs ...func() error) error {
	panic("TODO: fork them all, join them all, and tell what went wrong")
}
