package kit

import (
	"os"
	"os/signal"
	"syscall"
)

// WhenAsked calls tell with a dump of every goroutine when another process sends
// SIGQUIT: it asks where one that has run for too long is. It does so until stop is
// called, which waits until a call of tell has ended. On Windows nobody can ask.
func WhenAsked(tell func(dump []byte)) (stop func()) {
	asked, ended := make(chan os.Signal, 1), make(chan struct{})
	signal.Notify(asked, syscall.SIGQUIT)
	go func() {
		defer close(ended)
		if _, ok := <-asked; ok {
			tell(goroutines())
		}
	}()
	return func() {
		signal.Stop(asked)
		close(asked)
		<-ended
	}
}
