package course

import "strings"

// nearest returns the ID that a person who typed name most likely meant: the one
// with the fewest letters to change. Too many changes, and it is a guess: "".
func nearest(name string, ids []string) string {
	best, least := "", 3
	for _, id := range ids {
		short := id[strings.IndexByte(id, '/')+1:]
		d := min(distance(name, id), distance(name, short))
		if d < least {
			best, least = id, d
		}
	}
	return best
}

// distance is the Levenshtein distance of a and b.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		diagonal := row[0]
		row[0] = i
		for j := 1; j <= len(b); j++ {
			above := row[j]
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(row[j]+1, row[j-1]+1, diagonal+cost)
			diagonal = above
		}
	}
	return row[len(b)]
}
