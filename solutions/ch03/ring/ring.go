// Package ring sends a token round a ring of goroutines.
package ring

// Ring sends a token round n stations, laps times, and returns it.
func Ring(n, laps int, work func(station, token int) int) int {
	if n <= 0 || laps <= 0 {
		return 0
	}
	// Room for one token, so that a single station can send to itself.
	in := make([]chan int, n)
	for i := range in {
		in[i] = make(chan int, 1)
	}
	result := make(chan int, 1)
	for i := range n {
		go func() {
			for lap := range laps {
				token := work(i, <-in[i])
				if i == n-1 && lap == laps-1 {
					result <- token // nobody is left to receive the next one
					return
				}
				in[(i+1)%n] <- token
			}
		}()
	}
	in[0] <- 0
	return <-result
}
