// Package pair is solved.
package pair
