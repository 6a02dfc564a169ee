// Wordcount counts the lines, words and bytes of files.
//
//	wordcount [-j N] FILE...
//
//	-j N  how many files may be open at the same time, at least 1 (default 4)
//
// For each file it prints a line with four parts and a space between them: how many
// lines the file has, how many words, how many bytes, and its name as it was given.
// With two files or more, also if not all can be read, a last line has the sums and the
// word total:
//
//	12 80 512 a.txt
//	3 9 61 b.txt
//	15 89 573 total
//
// The lines stand in the order of the arguments. A file may be named twice; then it is
// counted twice. The name - stands for standard input, and may be given once.
//
// Files are UTF-8. The number of lines is that of the line ends, so what stands after
// the last line end is no line. A word is a stretch of characters that are not white
// space; unicode.IsSpace says what is. Lines and words may be very long.
//
// Files are opened with the variable open, and nothing else. Up to N are read at the
// same time: none waits for another while fewer than N are open. Each is closed when it
// has been counted, or could not be. (Standard input need not be closed, and may count as
// one of the N or not.)
//
// If a file cannot be opened, or not be read to its end, wordcount prints a message with
// its name on standard error. There is no line for that file, and nothing of it is in
// the sums. All the others are counted and printed as ever, and at the end the exit code
// is 1. Otherwise nothing is printed on standard error, and the exit code is 0.
//
// No FILE at all, a second -, a flag that does not exist or a number below 1 is a
// mistake: wordcount prints a message with the word "usage" on standard error and
// nothing on standard output, and ends with exit code 2.
//
// When main returns or calls os.Exit, every goroutine that it started has ended.
package main

import (
	"io"
	"os"
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
	panic("TODO: read the flags, share out the files, count, print in order")
}
