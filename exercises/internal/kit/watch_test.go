package kit_test

import (
	"context"
	"math"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/concurrency-in-go/course/exercises/internal/kit"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"
)

// caseVar names the program that the test binary is to be, in place of the tests.
const caseVar = "KIT_CASE"

// run is a test run that is only a function.
type run func()

func (r run) Run() int { r(); return 0 }

// waiting is a program that waits for ever, and what the account must say of it.
type waiting struct {
	program func(*testing.T)
	says    string
}

var stuck = map[string]waiting{
	"mutex": {func(*testing.T) { var mu sync.Mutex; mu.Lock(); mu.Lock() }, "waits for a mutex that nobody will unlock"},
	"readlock": {func(*testing.T) {
		var mu sync.RWMutex
		mu.RLock()
		go mu.Lock()
		kit.Settle()
		mu.RLock()
	}, "waits to read-lock a RWMutex that a writer holds or waits for"},
	"receive": {func(*testing.T) { <-make(chan int) }, "waits to receive from a channel on which nobody sends"},
	"send":    {func(*testing.T) { make(chan int) <- 1 }, "waits to send on a channel from which nobody receives"},
	"nil":     {func(*testing.T) { var c chan int; <-c }, "waits to receive from a nil channel, which waits for ever"},
	"select":  {func(*testing.T) { select {} }, "waits in an empty select, which waits for ever"},
	"cond": {func(*testing.T) {
		c := sync.NewCond(new(sync.Mutex))
		c.L.Lock()
		c.Wait()
	}, "waits for a Signal or Broadcast that nobody will send"},
	"waitgroup": {func(*testing.T) { var wg sync.WaitGroup; wg.Add(1); wg.Wait() }, "waits for a WaitGroup whose count will not reach zero"},
	// A mutex is nothing that synctest knows of, and the sleep is in fake time.
	"bubble": {func(t *testing.T) {
		synctest.Test(t, func(*testing.T) {
			var mu sync.Mutex
			mu.Lock()
			go time.Sleep(time.Second)
			mu.Lock()
		})
	}, "waits for a mutex that nobody will unlock"},
}

// slow are programs that take longer than the watchdog's patience and do end.
var slow = map[string]func(){
	"sleep":   func() { time.Sleep(2500 * time.Millisecond) },
	"timer":   func() { <-time.After(2500 * time.Millisecond) },
	"compute": func() { computeFor(2500 * time.Millisecond) },
	"deadline": func() {
		ctx, cancel := context.WithTimeout(context.Background(), 2500*time.Millisecond)
		defer cancel()
		<-ctx.Done()
	},
	"afterfunc": func() {
		done := make(chan int)
		time.AfterFunc(2500*time.Millisecond, func() { close(done) })
		<-done
	},
	"handover": func() { // somebody can always run, and it is never the same
		a, b := make(chan int), make(chan int)
		go func() {
			for v := range a {
				b <- v
			}
			close(b)
		}()
		for start := time.Now(); time.Since(start) < 2500*time.Millisecond; {
			a <- 1
			<-b
		}
		close(a)
		<-b
	},
}

// leftover is what a program leaves at work, and whether it is a leak.
type leftover struct {
	goroutine func()
	leak      bool
}

var leftovers = map[string]leftover{
	"ends soon":  {func() { use(600 * time.Millisecond) }, false},
	"never ends": {func() { computeFor(time.Hour) }, true},
	"waits":      {func() { select {} }, true},
}

func computeFor(d time.Duration) {
	for start := time.Now(); time.Since(start) < d; {
	}
}

// use takes about so much time of a processor, however long it has to wait for it.
func use(d time.Duration) {
	turn := time.Duration(math.MaxInt64) // the time for some turns, undisturbed
	for range 20 {
		start := time.Now()
		turns()
		turn = min(turn, time.Since(start))
	}
	for range d / turn {
		turns()
	}
}

func turns() {
	var n atomic.Int64
	for range 100_000 {
		n.Add(1)
	}
}

// become runs the program that the environment names, if it names one.
func become() {
	name, ok := os.LookupEnv(caseVar)
	if !ok {
		return
	}
	if name == "burn" {
		computeFor(time.Hour)
	}
	if name == "panic" {
		kit.Watch(run(panicBesideOneThatWaits)).Run()
	}
	if f, ok := leftovers[name]; ok {
		goleak.VerifyTestMain(kit.Watch(run(func() { go f.goroutine() })))
	}
	if f, ok := slow[name]; ok {
		os.Exit(kit.Watch(run(f)).Run())
	}
	// The others run as tests, for some need a *testing.T; see TestBecome.
}

// TestBecome is the program that waits for ever, in the process that is to be it.
func TestBecome(t *testing.T) {
	name, ok := os.LookupEnv(caseVar)
	if !ok {
		t.Skip("only in a process that another test starts")
	}
	stuck[name].program(t)
}

func program(name string) *exec.Cmd {
	cmd := exec.Command(os.Args[0], "-test.run=^TestBecome$", "-test.timeout=10m")
	cmd.Env = append(os.Environ(), caseVar+"="+name, "GORACE=atexit_sleep_ms=0")
	return cmd
}

// burn keeps every processor busy until the test ends.
func burn(t *testing.T) {
	t.Helper()
	for range 2 * runtime.NumCPU() {
		cmd := program("burn")
		require.NoError(t, cmd.Start())
		t.Cleanup(func() {
			_ = cmd.Process.Kill()
			_ = cmd.Wait()
		})
	}
}

// loads are an idle machine, and one whose processors are all busy.
var loads = map[string]func(*testing.T){"idle": func(*testing.T) {}, "busy": burn}

// underLoads runs all programs at the same time, on each machine, and looks at how they
// end and what they print.
func underLoads[P any](t *testing.T, programs map[string]P, look func(t *testing.T, name string, p P, out string, err error)) {
	for load, begin := range loads {
		t.Run(load, func(t *testing.T) {
			begin(t)
			var all sync.WaitGroup
			for name, p := range programs {
				cmd := program(name)
				all.Go(func() {
					out, err := cmd.CombinedOutput()
					look(t, name, p, string(out), err)
				})
			}
			all.Wait()
		})
	}
}

func TestWatchdogEndsWhatIsStuck(t *testing.T) {
	underLoads(t, stuck, func(t *testing.T, name string, p waiting, out string, err error) {
		assert.Error(t, err, "%s did not fail", name)
		assert.Contains(t, out, "DEADLOCK: nothing moves any more, and nothing ever will.", "%s", name)
		assert.Contains(t, out, p.says, "%s", name)
		assert.Contains(t, out, "watch_test.go:", "%s: the account names no line", name)
	})
}

func TestWatchdogLeavesTheSlowAlone(t *testing.T) {
	underLoads(t, slow, func(t *testing.T, name string, _ func(), out string, err error) {
		assert.NoError(t, err, "%s: %s", name, strings.TrimSpace(out))
	})
}

// Who is at work when the tests are over has the time to end that it needs, and not
// more. Who waits is left behind.
func TestWhoIsAtWorkWindsDown(t *testing.T) {
	underLoads(t, leftovers, func(t *testing.T, name string, p leftover, out string, err error) {
		if !p.leak {
			assert.NoError(t, err, "%s: %s", name, out)
			return
		}
		assert.Error(t, err, "%s", name)
		assert.Contains(t, out, "found unexpected goroutines", "%s", name)
	})
}
