// Package hoare has four small processes that pass characters along. They can be
// joined to longer chains: the output of one is the input of the next.
//
// Every function here starts a process and returns at once with the channel on
// which the process sends. All four keep the same rules:
//
//   - When in has been closed and the process has sent all that came of it, it
//     closes its channel and ends, whether or not done is ever closed. Nothing is
//     lost, and nothing is sent twice.
//   - What can be sent is sent at once. No process waits for more input than it
//     needs to know what comes next.
//   - The channel is unbuffered, and the process does not run ahead of whoever
//     receives: while it has something to send that nobody takes, it receives at
//     most one more value from in.
//   - When done is closed, the caller wants no more. Then the process closes its
//     channel, and all its goroutines end, even if nobody receives any more, in is
//     never closed and nothing more comes from in. What it holds, it may drop. To
//     someone who still receives it may send a few more values; which ones, no one
//     cares. The process may be anywhere when done is closed, or not have begun.
//   - Processes do not know of each other. There may be any number of each kind,
//     at the same time.
//
// A character is a rune, and any rune may come. The caller closes in; the process
// never does.
package hoare

// Copy starts a process that passes on every character as it is.
func Copy(done <-chan struct{}, in <-chan rune) <-chan rune {
	panic("TODO: start a process that receives a character, sends it on, and so forth")
}

// Squash starts a process that puts one '^' in the place of two asterisks that
// follow each other, and passes on everything else as it is. Pairs are counted
// from the left: of "***" comes "^*", and of "****" comes "^^". An asterisk whose
// next character is another one, or that is the last, stays an asterisk.
//
// Of an asterisk alone the process does not know yet what comes; so that it holds
// back until the next character is there, or the end. Everything else goes on at
// once.
func Squash(done <-chan struct{}, in <-chan rune) <-chan rune {
	panic("TODO: start a process that makes one ^ of two asterisks")
}

// Disassemble starts a process that takes cards apart. Of each card it sends the
// characters in turn, and then one space, which keeps cards from running into each
// other. Of the cards "ab" and "c" comes "ab c ". Of an empty card comes the space
// alone. Cards are valid UTF-8.
func Disassemble(done <-chan struct{}, in <-chan string) <-chan rune {
	panic("TODO: start a process that sends the characters of each card, and a space after them")
}

// Assemble starts a process that puts lines together, of width characters each. It
// sends a line as soon as it is full. When the input ends within a line, it fills
// the line up with spaces and sends it; when it ends between two lines, there is
// nothing to fill up. Of no characters comes no line. The width is at least 1.
func Assemble(done <-chan struct{}, in <-chan rune, width int) <-chan string {
	panic("TODO: start a process that collects characters, and sends them a line at a time")
}
