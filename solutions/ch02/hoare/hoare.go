// Package hoare has four small processes that pass characters along.
//
// Every process owns the channel on which it sends, and closes it when it ends.
// Only send and receive touch channels, so that nobody forgets to watch done.
package hoare

import "strings"

// Copy starts a process that passes on every character as it is.
func Copy(done <-chan struct{}, in <-chan rune) <-chan rune {
	out := make(chan rune)
	go func() {
		defer close(out)
		for {
			c, ok := receive(done, in)
			if !ok || !send(done, out, c) {
				return
			}
		}
	}()
	return out
}

// Squash starts a process that makes one '^' of two asterisks in a row.
func Squash(done <-chan struct{}, in <-chan rune) <-chan rune {
	out := make(chan rune)
	go func() {
		defer close(out)
		for {
			c, ok := receive(done, in)
			if !ok {
				return
			}
			if c != '*' {
				if !send(done, out, c) {
					return
				}
				continue
			}
			next, more := receive(done, in)
			switch {
			case !more:
				send(done, out, '*')
				return
			case next == '*':
				ok = send(done, out, '^')
			default:
				ok = send(done, out, '*') && send(done, out, next)
			}
			if !ok {
				return
			}
		}
	}()
	return out
}

// Disassemble starts a process that sends the characters of each card, and a space
// after them.
func Disassemble(done <-chan struct{}, in <-chan string) <-chan rune {
	out := make(chan rune)
	go func() {
		defer close(out)
		for {
			card, ok := receive(done, in)
			if !ok {
				return
			}
			for _, c := range card + " " {
				if !send(done, out, c) {
					return
				}
			}
		}
	}()
	return out
}

// Assemble starts a process that puts lines of width characters together. It fills
// up the last one with spaces.
func Assemble(done <-chan struct{}, in <-chan rune, width int) <-chan string {
	out := make(chan string)
	go func() {
		defer close(out)
		var line []rune
		for {
			c, ok := receive(done, in)
			if !ok {
				break
			}
			line = append(line, c)
			if len(line) < width {
				continue
			}
			if !send(done, out, string(line)) {
				return
			}
			line = line[:0]
		}
		if len(line) > 0 {
			send(done, out, string(line)+strings.Repeat(" ", width-len(line)))
		}
	}()
	return out
}

// receive returns the next value from in, or false when there will be none: in is
// closed, or done is.
func receive[T any](done <-chan struct{}, in <-chan T) (T, bool) {
	select {
	case v, ok := <-in:
		return v, ok
	case <-done:
		var none T
		return none, false
	}
}

// send reports whether somebody received v before done was closed.
func send[T any](done <-chan struct{}, out chan<- T, v T) bool {
	select {
	case out <- v:
		return true
	case <-done:
		return false
	}
}
