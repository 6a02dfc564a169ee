package run

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"strings"
	"syscall"
	"time"
)

const helperVar = "RUN_TEST_HELPER"

// helper is what a started program does. It returns its exit code.
func helper(what string) int {
	what, arg, _ := strings.Cut(what, " ")
	switch what {
	case "exit":
		var code int
		fmt.Sscan(arg, &code)
		return code
	case "print":
		dir, _ := os.Getwd()
		fmt.Println(dir, os.Args[1:])
		fmt.Fprint(os.Stderr, strings.Join(os.Environ(), "\n"))
	case "flood":
		for {
			fmt.Println("out")
			fmt.Fprintln(os.Stderr, "err")
		}
	case "spin":
		for n := uint64(0); ; n++ {
			if n == 0 {
				fmt.Println("spinning")
			}
		}
	case "work": // for some tenths of a second, on a processor of its own
		n := uint64(1)
		for range 500_000_000 {
			n = n*3 + 1
		}
		fmt.Println(n)
	case "trickle": // prints without end, and has to compute for it
		for n := 0; ; n++ {
			if n%100_000 == 0 {
				fmt.Print(".")
			}
		}
	case "asked": // spins, and ends in its own way or not at all
		asked := make(chan os.Signal, 1)
		signal.Notify(asked, syscall.SIGQUIT)
		go func() {
			<-asked
			fmt.Println("here")
			if arg == "answers" {
				os.Exit(7)
			}
		}()
		for n := uint64(1); n > 0; n++ {
		}
	case "hoard":
		for all := [][]byte(nil); len(all) >= 0; {
			b := make([]byte, 1<<20)
			for i := range b {
				b[i] = 1
			}
			all = append(all, b)
		}
	case "nap": // does nothing for a while, and ends by itself
		<-time.After(600 * time.Millisecond)
	case "idle":
		idle()
	case "step": // shows progress now and then
		for range 15 {
			<-time.After(100 * time.Millisecond)
			fmt.Println("step")
		}
	case "children":
		for range 6 {
			start("idle", nil)
		}
		idle()
	case "orphan": // leaves a process behind that holds stdout
		fmt.Println(start("idle", nil))
	case "private":
		return answer(arg)
	case "leave": // leaves a process behind that holds the private pipe, out of reach
		fmt.Println(start("idle", detached))
	}
	return 0
}

func idle() {
	fmt.Println("idle")
	never := make(chan os.Signal, 1)
	signal.Notify(never, os.Interrupt)
	<-never
}

func start(what string, change func(*exec.Cmd)) int {
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), helperVar+"="+what)
	cmd.Stdout = os.Stdout
	if change != nil {
		change(cmd)
	}
	if err := cmd.Start(); err != nil {
		panic(err)
	}
	return cmd.Process.Pid
}

// answer answers the line on its private pipe, as the grader's TestMain does.
func answer(times string) int {
	var in, out uintptr
	fmt.Sscan(os.Getenv(PrivateVar), &in, &out)
	line, err := bufio.NewReader(os.NewFile(in, "line")).ReadString('\n')
	if err != nil {
		fmt.Println(err)
		return 3
	}
	var n int
	fmt.Sscan(times, &n)
	report := os.NewFile(out, "report")
	for range n {
		io.WriteString(report, line)
	}
	return 0
}
