// Package pair is a stub.
// outcome: panic
package pair
