// Package hits is solved.
package hits
