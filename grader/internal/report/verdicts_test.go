package report_test

import (
	"strings"

	"github.com/concurrency-in-go/course/grader/internal/verdict"
)

func check(name string, o verdict.Outcome, runs, failed int) verdict.Check {
	c := verdict.Check{Name: name, Outcome: o, Runs: runs, Failed: failed}
	if strings.HasPrefix(name, "Test") {
		c.Max = 1
	}
	if o == verdict.Pass {
		c.Points = c.Max
	}
	return c
}

func settle(v verdict.Verdict) verdict.Verdict {
	v.Exercise, v.Title, v.Attempt = "ch03/settings", "Settings that many read", "exercises/ch03/settings"
	v.Tests, v.Go, v.Max = "hidden", "go1.26.8", max(float64(len(v.Checks)-2), 0)
	v.Section = "The sync Package: Mutex and RWMutex"
	v.Hint = "Readers do not disturb each other; only a writer disturbs."
	v.Settle()
	return v
}

func passing() verdict.Verdict {
	return settle(verdict.Verdict{Checks: []verdict.Check{
		check("policy", verdict.Pass, 1, 0), check("build", verdict.Pass, 1, 0),
		check("TestGetAndUpdate", verdict.Pass, 20, 0),
		check("TestViewsOverlap", verdict.Pass, 20, 0),
		check("TestUpdatesAreNotLost", verdict.Pass, 20, 0),
	}})
}

// failing has a deadlock that always comes, and a race that comes now and then.
func failing() verdict.Verdict {
	overlap := check("TestViewsOverlap", verdict.Deadlock, 1, 1)
	overlap.Message = "goroutine 8 and goroutine 9 wait for something that never comes: nobody is left who could unlock s.mu."
	overlap.Account = []string{
		"goroutine 8, started by the test, waits in View",
		"  for the lock that goroutine 9 holds",
		"goroutine 9, started by the test, waits in the test's own function",
		"  for the other reader to come inside",
		"    settings.go:35   s.mu.Lock()",
	}
	overlap.Places = []verdict.Place{
		{File: "settings.go", Line: 35, Source: "s.mu.Lock()"},
		{File: "settings.go", Line: 104, Source: "f(func(key string) (string, bool) { v, ok := s.values[key]; return v, ok })"},
	}
	lost := check("TestUpdatesAreNotLost", verdict.Race, 5, 3)
	lost.Message = "Two goroutines use the same memory at once, one of them writes, and nothing orders them."
	lost.Places = []verdict.Place{{File: "settings.go", Line: 51, Source: "s.values[key] = value"}}
	return settle(verdict.Verdict{Checks: []verdict.Check{
		check("policy", verdict.Pass, 1, 0), check("build", verdict.Pass, 1, 0),
		check("TestGetAndUpdate", verdict.Pass, 20, 0), overlap, lost,
	}})
}

func uncompilable() verdict.Verdict {
	build := check("build", verdict.Build, 1, 1)
	build.Message = "settings.go does not compile."
	build.Account = []string{"settings.go:12:2: declared and not used: n", "settings.go:14:9: undefined: sink"}
	one, two := check("TestGetAndUpdate", verdict.Skipped, 0, 0), check("TestViewsOverlap", verdict.Skipped, 0, 0)
	one.Message, two.Message = "it does not compile", "it does not compile"
	return settle(verdict.Verdict{Checks: []verdict.Check{check("policy", verdict.Pass, 1, 0), build, one, two}})
}

// untouched is the stub, all of whose tests end alike.
func untouched() verdict.Verdict {
	v := verdict.Verdict{Untouched: true, Tests: "visible", Checks: []verdict.Check{
		check("policy", verdict.Pass, 1, 0), check("build", verdict.Pass, 1, 0),
	}}
	for _, name := range []string{"TestGetAndUpdate", "TestViewsOverlap", "TestUpdatesAreNotLost", "TestNoInitialValues", "TestSnapshotIsACopy"} {
		c := check(name, verdict.Panic, 5, 5)
		c.Message = "TODO: copy the values, so that the caller's map and yours are two"
		c.Places = []verdict.Place{{File: "settings.go", Line: 18, Source: `panic("TODO: copy the values, so that the caller's map and yours are two")`}}
		v.Checks = append(v.Checks, c)
	}
	v = settle(v)
	v.Tests = "visible"
	return v
}

func faulty() verdict.Verdict {
	c := check("suite", verdict.Fault, 0, 0)
	c.Message = "the disk is full."
	return settle(verdict.Verdict{Checks: []verdict.Check{c}})
}
