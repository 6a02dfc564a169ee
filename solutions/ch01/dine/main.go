// Dine seats philosophers at a round table, with one fork between every two of
// them, and lets each eat a number of meals.
//
//	dine [-n N] [-meals M] [-seed S]
//
//	-n N      philosophers, at least 2 (default 5)
//	-meals M  meals for each of them, at least 1 (default 100)
//	-seed S   a whole number from 0, which random numbers start from (default 1)
//
// Every philosopher is served by a goroutine of its own, and repeats M times:
// think, take the two forks beside it, eat, put both down. When all are through,
// dine prints one line for each of them, in the order of their numbers, with the
// meals that it ate, and then the sum. Dine -n 2 -meals 3 prints
//
//	philosopher 0: 3
//	philosopher 1: 3
//	total: 6
//
// and nothing else, and ends with exit code 0. No meal may depend on somebody
// who thinks: two philosophers who are not neighbours must be able to eat at the
// same time, however long they eat, and however long all others think.
//
// An interrupt (SIGINT, control-C) may come from the first meal on. Then whoever
// eats finishes that meal, which counts; whoever is hungry may eat one more meal
// or none; whoever thinks stops thinking. All get up, and dine prints the same
// lines, with the meals that were really eaten, and ends with exit code 0.
//
// A flag that does not exist or has a bad value, or an argument that is not a
// flag, is a mistake: dine prints a message with the word "usage" on standard
// error and nothing on standard output, and ends with exit code 2.
//
// When main returns or calls os.Exit, every goroutine that it started has ended.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/signal"
	"sync"
)

// A Table has philosophers 0 to n-1 around it, and forks 0 to n-1 on it. Fork p
// lies to the left of philosopher p, and fork (p+1) % n to its right, where it is
// the left one of the next philosopher. The methods may be called by many
// goroutines at once. Whoever breaks a rule of the table ends the program with a
// message.
type Table interface {
	// Think thinks for a while, which Think chooses with the help of r: random
	// numbers that nobody else uses at the same time. Before every meal a
	// philosopher thinks, with no fork in its hands. When ctx ends, Think returns
	// its error without further delay: no meal follows. So let ctx end when an
	// interrupt comes.
	Think(ctx context.Context, p int, r *rand.Rand) error

	// Take waits until a fork beside philosopher p is free, and puts it into p's
	// hand.
	Take(p, fork int)

	// Eat is one meal of philosopher p, who holds both forks all the while. It
	// takes as long as it takes.
	Eat(p int)

	// Put puts a fork that philosopher p holds back on the table.
	Put(p, fork int)
}

// lay lays a table for n philosophers. It is set before main runs: see fixed.go.
var lay func(n int) Table

func main() {
	if code := run(os.Args[1:], os.Stdout, os.Stderr); code != 0 {
		os.Exit(code)
	}
}

// run does what the comment at the top says, and returns the exit code.
func run(args []string, stdout, stderr io.Writer) int {
	fs := flag.NewFlagSet("dine", flag.ContinueOnError)
	fs.SetOutput(stderr)
	n := fs.Int("n", 5, "philosophers, at least 2")
	meals := fs.Int("meals", 100, "meals for each of them, at least 1")
	seed := fs.Uint64("seed", 1, "which random numbers start from")
	if fs.Parse(args) != nil {
		return 2
	}
	if *n < 2 || *meals < 1 || fs.NArg() > 0 {
		fmt.Fprintln(stderr, "dine: want at least 2 philosophers, at least 1 meal, and flags only")
		fs.Usage()
		return 2
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	report(stdout, dine(ctx, *n, *meals, *seed))
	return 0
}

// dine lets everyone eat until all have had their meals or ctx ends, and returns
// how many meals each has eaten.
func dine(ctx context.Context, n, meals int, seed uint64) []int {
	t := lay(n)
	eaten := make([]int, n) // eaten[p] belongs to the goroutine of p until it ends
	var all sync.WaitGroup
	for p := range n {
		all.Go(func() {
			r := rand.New(rand.NewPCG(seed, uint64(p)))
			for eaten[p] < meals && t.Think(ctx, p, r) == nil {
				meal(t, p, n)
				eaten[p]++
			}
		})
	}
	all.Wait()
	return eaten
}

// meal takes the fork with the lower number first. If there were a ring in which
// each waits for the next, the fork numbers would rise all the way around it.
func meal(t Table, p, n int) {
	left, right := p, (p+1)%n
	first, second := min(left, right), max(left, right)
	t.Take(p, first)
	t.Take(p, second)
	t.Eat(p)
	t.Put(p, second)
	t.Put(p, first)
}

func report(w io.Writer, eaten []int) {
	total := 0
	for p, meals := range eaten {
		fmt.Fprintf(w, "philosopher %d: %d\n", p, meals)
		total += meals
	}
	fmt.Fprintf(w, "total: %d\n", total)
}
