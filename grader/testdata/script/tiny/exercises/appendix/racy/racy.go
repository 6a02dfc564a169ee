// Package racy is a stub.
// outcome: panic
package racy
