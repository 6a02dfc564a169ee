package report

import (
	"slices"
	"strings"
	"unicode"

	"github.com/concurrency-in-go/course/grader/internal/verdict"
)

// clean returns v with every text in it safe to show. What v shares with its
// caller is not changed.
func clean(v verdict.Verdict) verdict.Verdict {
	for _, s := range []*string{
		&v.Exercise, &v.Title, &v.Attempt, &v.SHA256, &v.Tests, &v.Course, &v.Go, &v.Section, &v.Hint,
	} {
		*s = Clean(*s)
	}
	v.Outcome = known(v.Outcome)
	v.Checks = slices.Clone(v.Checks)
	if v.Checks == nil {
		v.Checks = []verdict.Check{} // in JSON an empty list, not null
	}
	for i := range v.Checks {
		v.Checks[i] = cleanCheck(v.Checks[i])
	}
	return v
}

func cleanCheck(c verdict.Check) verdict.Check {
	c.Name, c.Message = Clean(c.Name), Clean(c.Message)
	c.Outcome = known(c.Outcome)
	c.Account = slices.Clone(c.Account)
	for i := range c.Account {
		c.Account[i] = Clean(c.Account[i])
	}
	c.Places = slices.Clone(c.Places)
	for i := range c.Places {
		p := &c.Places[i]
		p.File, p.Source = Clean(p.File), Clean(p.Source)
	}
	return c
}

// known returns o, or fault where there is no such outcome.
func known(o verdict.Outcome) verdict.Outcome {
	if !o.Known() {
		return verdict.Fault
	}
	return o
}

// Clean returns text without what a terminal obeys instead of showing: control
// characters, the marks that turn the direction of writing, and bytes that are
// no UTF-8. Line ends stay, and tabs become spaces.
func Clean(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\t':
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r), unicode.In(r, unicode.Zl, unicode.Zp):
			return unicode.ReplacementChar
		}
		return r
	}, text)
}
