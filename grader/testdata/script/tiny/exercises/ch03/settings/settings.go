// Package settings is a stub.
// outcome: panic
package settings
