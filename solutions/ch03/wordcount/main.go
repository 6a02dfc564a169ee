// Wordcount counts the lines, words and bytes of files.
package main

import (
	"bufio"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"sync"
	"unicode"
)

// open opens a file for reading. (Where files are hard to read, fixed.go puts another
// function in its place.)
var open = func(name string) (io.ReadCloser, error) { return os.Open(name) }

func main() {
	if code := run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr); code != 0 {
		os.Exit(code)
	}
}

// run does what the comment at the top says, and returns the exit code.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	names, jobs, err := parse(args, stderr)
	if err != nil {
		return 2
	}
	results := countAll(names, jobs, stdin)
	code := 0
	var total count
	for i, r := range results {
		if r.err != nil {
			fmt.Fprintf(stderr, "wordcount: %s: %v\n", names[i], r.err)
			code = 1
			continue
		}
		fmt.Fprintln(stdout, r.lines, r.words, r.bytes, names[i])
		total.add(r.count)
	}
	if len(names) > 1 {
		fmt.Fprintln(stdout, total.lines, total.words, total.bytes, "total")
	}
	return code
}

var errUsage = errors.New("usage")

// parse reads the arguments, and says what is wrong with them.
func parse(args []string, stderr io.Writer) (names []string, jobs int, err error) {
	fs := flag.NewFlagSet("wordcount", flag.ContinueOnError)
	fs.SetOutput(stderr)
	fs.IntVar(&jobs, "j", 4, "how many files may be open at the same time, at least 1")
	if err := fs.Parse(args); err != nil {
		return nil, 0, err
	}
	inputs := 0
	for _, name := range fs.Args() {
		if name == "-" {
			inputs++
		}
	}
	if jobs < 1 || inputs > 1 || fs.NArg() == 0 {
		fmt.Fprintln(stderr, "wordcount: want a number of at least 1, files, and one - at most")
		fs.Usage()
		return nil, 0, errUsage
	}
	return fs.Args(), jobs, nil
}

type count struct{ lines, words, bytes int }

func (c *count) add(d count) {
	c.lines += d.lines
	c.words += d.words
	c.bytes += d.bytes
}

type result struct {
	count
	err error
}

// countAll counts all files, and returns the results in their order. Each worker has
// one file open at a time, so the number of workers is the limit.
func countAll(names []string, jobs int, stdin io.Reader) []result {
	results := make([]result, len(names)) // a place for each file: nobody shares one
	next := make(chan int)
	var workers sync.WaitGroup
	for range min(jobs, len(names)) {
		workers.Go(func() {
			for i := range next {
				results[i] = countOne(names[i], stdin)
			}
		})
	}
	for i := range names {
		next <- i
	}
	close(next)
	workers.Wait()
	return results
}

func countOne(name string, stdin io.Reader) result {
	if name == "-" {
		return countText(stdin)
	}
	f, err := open(name)
	if err != nil {
		return result{err: err}
	}
	defer f.Close()
	return countText(f)
}

func countText(r io.Reader) (res result) {
	text := bufio.NewReader(r)
	inWord := false
	for {
		c, size, err := text.ReadRune()
		if err == io.EOF {
			return res
		}
		if err != nil {
			res.err = err
			return res
		}
		res.bytes += size
		if c == '\n' {
			res.lines++
		}
		space := unicode.IsSpace(c)
		if !space && !inWord {
			res.words++
		}
		inWord = !space
	}
}
