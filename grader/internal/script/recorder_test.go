package script

import (
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/stretchr/testify/assert"
)

func TestRecorder(t *testing.T) {
	for _, tt := range []struct {
		name   string
		f      func(r *recorder)
		failed bool
		log    string
	}{
		{"nothing", func(*recorder) {}, false, ""},
		{"Log", func(r *recorder) { r.Log("a", 1); r.Log("b") }, false, "a 1\nb\n"},
		{"Fatal", func(r *recorder) { r.Fatal("no", "way"); r.Log("after") }, true, "no way\n"},
		{"FailNow", func(r *recorder) { r.FailNow(); r.Log("after") }, true, ""},
		{"Skip", func(r *recorder) { r.Skip("later"); r.Log("after") }, true, "skipped: later\n"},
		{"Run", func(r *recorder) {
			r.Parallel()
			r.Run("one", func(t testscript.T) { t.Fatal("one") })
			r.Run("two", func(t testscript.T) { t.Log("two") })
		}, true, "one\ntwo\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := newRecorder()
			r.runAll(func() { tt.f(r) })
			assert.Equal(t, tt.failed, r.failed())
			assert.Equal(t, tt.log, r.log())
			assert.False(t, r.Verbose())
			assert.False(t, r.late(), "it has only begun")
		})
	}
}

func TestRecorderKeepsTheEnd(t *testing.T) {
	r := newRecorder()
	r.Log(strings.Repeat("a", 100<<10))
	r.Log("end")
	assert.Len(t, r.log(), 64<<10)
	assert.True(t, strings.HasSuffix(r.log(), "end\n"))
}

func TestRecorderIsLate(t *testing.T) {
	long := time.Now().Add(-scriptTime)
	assert.True(t, (&recorder{fail: true, start: long}).late())
	assert.False(t, (&recorder{start: long}).late(), "what has passed is in time")
}
