package kit

import (
	"fmt"
	"os"

	"go.uber.org/goleak"
)

// Program returns main with the watchdog beside it, and with a look for
// goroutines that are still alive when main returns. The tests of a command run
// it in place of main.
func Program(main func()) func() {
	return func() {
		stop := StartWatchdog(endStuck)
		main()
		WindDown()
		stop()
		if err := goleak.Find(); err != nil {
			fmt.Fprintf(os.Stderr, "LEAK: main has returned, but goroutines are still alive: %v\n", err)
			os.Exit(1)
		}
	}
}
