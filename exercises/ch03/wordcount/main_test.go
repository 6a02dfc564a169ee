package main

import (
	"testing"

	"github.com/concurrency-in-go/course/exercises/internal/kit"
	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain lets the scripts run wordcount, with an account of who waits for what when
// it is stuck, and a look for goroutines that are left behind.
func TestMain(m *testing.M) {
	testscript.Main(kit.Watch(m), map[string]func(){"wordcount": kit.Program(main)})
}
