package proof

import (
	"fmt"
	"strings"
	"testing"

	"github.com/concurrency-in-go/course/grader/internal/attempt"
	"github.com/stretchr/testify/assert"
)

// drawn writes claims as letters, one for each: the test that the attempt declares,
// with its number; "stub" for the stub.
func drawn(claims []*claim) string {
	var names []string
	for _, c := range claims {
		names = append(names, c.where)
	}
	return strings.Join(names, " ")
}

func TestSample(t *testing.T) {
	for _, tt := range []struct {
		name, declare string
		n             int
		want          string
	}{
		{"room for all", "AAB", 5, "stub A1 A2 B3"},
		{"just room for all", "AAB", 3, "stub A1 A2 B3"},
		{"one for each test", "AABBCC", 3, "stub A1 B3 C5"},
		{"each test has one, though there is no room", "ABC", 1, "stub A1 B2 C3"},
		{"others are spread", "AAAAAAAAAAB", 5, "stub A1 A2 A5 A8 B11"},
		{"no attempt", "", 5, "stub"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			all := []*claim{{where: "stub"}}
			for i, test := range tt.declare {
				a := &attempt.Attempt{Want: &attempt.Want{Test: string(test)}}
				all = append(all, &claim{attempt: a, where: fmt.Sprintf("%c%d", test, i+1), kills: true})
			}
			assert.Equal(t, tt.want, drawn(sample(all, tt.n)))
		})
	}
}
