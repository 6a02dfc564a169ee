// Package kit holds the few helpers that the tests of this course share.
//
// Tests in this course never measure elapsed time and never sleep. They prove
// what they claim with these four tools instead:
//
//   - [Rendezvous] proves that calls overlap: each waits for the others.
//   - [Gate] lets many goroutines start at the same moment.
//   - [Peak] counts how many are inside at once, and remembers the most.
//   - [Settle] waits until every goroutine has run as far as it can.
//
// [Together] and [Hammer] run calls at the same time: a few different ones, or one
// from many goroutines again and again.
//
// [Forever] is a ctx that shows who stays behind to wait for its end.
//
// [Watch] ends a test that is stuck. A deadlock shows itself by stillness:
// nothing runs, nothing is about to run, and no timer will change that. So a
// deadlock takes about a second to report, on an idle machine and on a busy
// one, and a test that is merely slow is left alone.
package kit
