// Package ring sends a token round a ring of goroutines.
package ring

// Ring is a ring of n stations, with the numbers 0 to n-1. Each station is a goroutine.
// A token goes round: it starts as 0 at station 0. The station that has it calls work
// with its own number and the token, and passes on what work returns, to the station
// with the next number; the last passes it on to station 0 again. After laps times
// round Ring returns the token.
//
//   - For each station and lap there is one call of work, in the order of the ring: 0,
//     1, …, n-1, and from the front for the next lap. There is one token, so there is
//     one call at a time, and work needs no lock: each call sees all that the calls
//     before it wrote, and the caller of Ring sees it when Ring returns.
//   - All calls for one station run on the same goroutine, and no two stations share
//     one. (Station 0 may be the goroutine that called Ring.)
//   - n may be 1: then the station passes the token on to itself. It may be 1000.
//   - When n or laps is 0 or less, Ring returns 0 and calls nobody.
//   - Whoever waits sleeps: a station for the token, and the caller of Ring for the end.
//     To look for it every millisecond is fine; to look without a pause keeps a
//     processor busy.
//   - Several rings may turn at the same time. None waits for another.
//   - No goroutine stays behind when Ring has returned, and work is not called any more.
func Ring(n, laps int, work func(station, token int) int) int {
	panic("TODO: start the stations, send the token round, and end them all")
}
