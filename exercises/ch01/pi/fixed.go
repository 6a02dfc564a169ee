package pi

import "math"

// HexDigit returns the hexadecimal digit of pi at a position behind the point, as
// a character: pi is 3.243f6a8885…, so HexDigit(0) is '2' and HexDigit(3) is 'f'.
// It takes the longer, the further behind the point the digit is. Positions from 0
// to 1,000,000 are fine. Any number of goroutines may call it at the same time.
//
// What makes it special: it finds a digit without the ones before it. Bailey,
// Borwein and Plouffe found this formula in 1995:
//
//	pi = sum over k ≥ 0 of 1/16^k · (4/(8k+1) − 2/(8k+4) − 1/(8k+5) − 1/(8k+6))
//
// Times 16^pos, the digit wanted is the first one behind the point. What is before
// the point does not matter, so each term is needed only up to a whole number.
func HexDigit(pos int) byte {
	x := 4*series(pos, 1) - 2*series(pos, 4) - series(pos, 5) - series(pos, 6)
	return "0123456789abcdef"[int(16*(x-math.Floor(x)))]
}

// series returns the sum over k of 16^(pos-k) / (8k+j), up to a whole number.
func series(pos, j int) float64 {
	sum := 0.0
	for k := range pos + 1 {
		m := 8*k + j
		sum += float64(powerOf16(pos-k, m)) / float64(m)
		sum -= math.Floor(sum)
	}
	power := 1.0 / 16
	for k := pos + 1; power > 1e-17; k++ {
		sum += power / float64(8*k+j)
		power /= 16
	}
	return sum
}

// powerOf16 returns the rest of 16^e divided by m.
func powerOf16(e, m int) int {
	result, base := 1%m, 16%m
	for ; e > 0; e /= 2 {
		if e%2 == 1 {
			result = result * base % m
		}
		base = base * base % m
	}
	return result
}
