// Package hits is a stub.
// outcome: panic
package hits
