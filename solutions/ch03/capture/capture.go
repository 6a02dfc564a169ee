// Package capture sends a newsletter. Its functions hand small functions to others,
// and these use variables from around them.
package capture

import "sync"

// SendAll calls send once for each address, all at the same time.
//
// Both variables are declared in the head of the loop, so each round has its own.
func SendAll(addresses []string, send func(number int, address string)) {
	var wg sync.WaitGroup
	for i, address := range addresses {
		wg.Go(func() { send(i, address) })
	}
	wg.Wait()
}

// Retries returns a function for each address, which calls retry with it.
//
// The functions keep the address, not the slice and a place in it: the slice is the
// caller's, and may change.
func Retries(addresses []string, retry func(address string)) []func() {
	var later []func()
	for _, address := range addresses {
		later = append(later, func() { retry(address) })
	}
	return later
}

// Sizes returns the sizes in the order of the attachments.
//
// All goroutines share the slice, but no two of them a place in it.
func Sizes(attachments []string, size func(attachment string) int) []int {
	sizes := make([]int, len(attachments))
	var wg sync.WaitGroup
	for i, a := range attachments {
		wg.Go(func() { sizes[i] = size(a) })
	}
	wg.Wait()
	return sizes
}

// Publish calls web and archive at the same time, and returns when both have returned.
//
// Each has a variable of its own for its error. A return statement writes to the
// result, and so must nobody else.
func Publish(web, archive func() error) error {
	var archiveErr error
	archived := make(chan struct{})
	go func() {
		defer close(archived)
		archiveErr = archive()
	}()
	webErr := web()
	<-archived
	if webErr != nil {
		return webErr
	}
	return archiveErr
}

// Tally returns two functions around one number. They share it on purpose, and the
// mutex that guards it too.
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

// CountOpened calls progress with 1, 2, 3 and so on, once for each mail that was
// opened.
//
// The count is declared before the loop: one variable, which all rounds share.
func CountOpened(addresses []string, opened func(address string) bool, progress func(count int)) {
	var mu sync.Mutex
	var wg sync.WaitGroup
	count := 0 // guarded by mu
	for _, address := range addresses {
		wg.Go(func() {
			if opened(address) {
				mu.Lock()
				defer mu.Unlock()
				count++
				progress(count)
			}
		})
	}
	wg.Wait()
}
