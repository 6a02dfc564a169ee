// Package capture sends a newsletter. Its functions hand small functions to others,
// and these use variables from around them.
//
// TODO: the comments are right, and most of the code is not. Look for variables that
// are shared by accident, and for one that is meant to be shared and is not.
package capture

import "sync"

// SendAll calls send once for each address, with its number, from 0, and the address.
// All calls run at the same time. SendAll returns when all of them have returned.
func SendAll(addresses []string, send func(number int, address string)) {
	var wg sync.WaitGroup
	var address string
	for i := range addresses {
		address = addresses[i]
		wg.Go(func() { send(i, address) })
	}
	wg.Wait()
}

// Retries returns a function for each address, in the same order. Whoever calls one
// of them, once or more often, calls retry with that address. Retries itself calls
// nothing. The caller may change the slice of addresses afterwards: the functions
// keep their addresses.
func Retries(addresses []string, retry func(address string)) []func() {
	var later []func()
	var address string
	for _, address = range addresses {
		later = append(later, func() { retry(address) })
	}
	return later
}

// Sizes calls size once for each attachment, all at the same time, and returns the
// sizes in the order of the attachments.
func Sizes(attachments []string, size func(attachment string) int) []int {
	sizes := make([]int, len(attachments))
	var wg sync.WaitGroup
	next := 0
	for _, a := range attachments {
		wg.Go(func() {
			n := size(a)
			sizes[next] = n
			next++
		})
	}
	wg.Wait()
	return sizes
}

// Publish calls web and archive once each, both at the same time. It returns when
// both have returned. If web failed, the error is that of web and not of archive; if
// only archive failed, it is that of archive.
func Publish(web, archive func() error) (err error) {
	archived := make(chan struct{})
	go func() {
		defer close(archived)
		err = archive()
	}()
	if err := web(); err != nil {
		return err
	}
	<-archived
	return err
}

// Tally returns two functions around one number, which begins at 0: add adds n to it,
// and total returns it. Both may be called by many goroutines at once. Two tallies
// have nothing to do with each other. Nobody says when a tally is no longer needed,
// so it keeps no goroutine running.
func Tally() (add func(n int), total func() int) {
	var mu sync.Mutex
	sum := 0
	add = func(n int) {
		mu.Lock()
		defer mu.Unlock()
		sum += n
	}
	total = func() int {
		mu.Lock()
		defer mu.Unlock()
		return sum
	}
	return add, total
}

// CountOpened asks opened once for each address whether the mail was opened, all at
// the same time. For each that was, it calls progress with the number of opened mails
// found so far: with 1, then 2, then 3. Calls of progress never overlap; opened does
// not wait for progress. CountOpened returns when all calls have returned.
func CountOpened(addresses []string, opened func(address string) bool, progress func(count int)) {
	var mu sync.Mutex
	var wg sync.WaitGroup
	for i, count := 0, 0; i < len(addresses); i++ {
		wg.Go(func() {
			if opened(addresses[i]) {
				mu.Lock()
				defer mu.Unlock()
				count++
				progress(count)
			}
		})
	}
	wg.Wait()
}
