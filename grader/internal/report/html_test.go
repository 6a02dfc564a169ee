package report_test

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/concurrency-in-go/course/grader/internal/gradebook"
	"github.com/concurrency-in-go/course/grader/internal/report"
	"github.com/concurrency-in-go/course/grader/internal/verdict"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func page(t *testing.T, records []gradebook.Record) string {
	t.Helper()
	var b strings.Builder
	require.NoError(t, report.HTML(&b, report.NewClass(records)))
	return b.String()
}

func TestPage(t *testing.T) {
	compare(t, "class.html", page(t, class()))
}

// big is a class of students who have all done n exercises: a third pass, some
// have not begun, some hand in what others have, and the rest fail in their own ways.
func big(students, exercises int) []gradebook.Record {
	var all []gradebook.Record
	for s := range students {
		for e := range exercises {
			v := passing()
			switch (s*7 + e*3) % 6 {
			case 0, 1:
				v = failing()
				for i := range v.Checks { // each student's goroutines have other numbers
					v.Checks[i].Account = append(v.Checks[i].Account, fmt.Sprintf("goroutine %d waits for student %d in exercise %d", s, s, e))
				}
			case 2:
				v = failing()
			case 3:
				v = untouched()
			}
			all = append(all, given(fmt.Sprintf("student%03d", s), fmt.Sprintf("Student %d", s), fmt.Sprintf("ch%02d/exercise%02d", e/6+1, e), "An exercise", v))
		}
	}
	return all
}

func TestPageOfALargeClassStaysSmall(t *testing.T) {
	got := page(t, big(200, 60))
	t.Logf("200 students, 60 exercises: %.1f MB", float64(len(got))/1e6)
	assert.Less(t, len(got), 10_000_000)
}

func TestPageExplainsOnceWhatManyShare(t *testing.T) {
	got := page(t, big(40, 3))
	holds(t, got, `<a href="#x1">`)
	holds(t, got, `<article id="x1"`)
}

// Every place that a link leads to is there, once.
func TestPageLinksLeadSomewhere(t *testing.T) {
	for name, records := range map[string][]gradebook.Record{"a few": class(), "many": big(20, 4), "nobody": nil} {
		t.Run(name, func(t *testing.T) {
			got := page(t, records)
			ids := map[string]int{}
			for _, m := range regexp.MustCompile(` id="([^"]*)"`).FindAllStringSubmatch(got, -1) {
				ids[m[1]]++
			}
			for id, n := range ids {
				assert.Equal(t, 1, n, id)
			}
			for _, m := range regexp.MustCompile(`href="([^"]*)"`).FindAllStringSubmatch(got, -1) {
				assert.Equal(t, 1, ids[strings.TrimPrefix(m[1], "#")], m[1])
			}
		})
	}
}

func TestPageIsItsOwn(t *testing.T) {
	got := page(t, class())
	clean := strings.ReplaceAll(got, "HYPERLINK(&#34;http://example.com&#34;", "") // what a student is called
	for _, word := range []string{"<script", "<link", "<img", "<iframe", "url(", "@import", "http:", "https:", " style=", " onclick", "//"} {
		lacks(t, clean, word)
	}
	style := regexp.MustCompile(`(?s)<style>(.*)</style>`).FindStringSubmatch(got)
	require.Len(t, style, 2)
	sum := sha256.Sum256([]byte(style[1]))
	hash := strings.ReplaceAll(base64.StdEncoding.EncodeToString(sum[:]), "+", "&#43;")
	holds(t, got, `content="default-src &#39;none&#39;; style-src &#39;sha256-`+hash+`&#39;; base-uri`)
}

func TestPageShowsWhatIsHostileAsText(t *testing.T) {
	got := page(t, class())
	lacks(t, got, script)
	holds(t, got, "&lt;script&gt;alert(1)&lt;/script&gt;")
	assert.Equal(t, got, report.Clean(got), "something is left that Clean would replace")

	for _, bad := range []string{`"><u>`, `</pre><u>`, `' onfocus='<u>`, `</style><u>`, `--><u>`, `</script><u>`, `{{.Style}}<u>`} {
		record := given(bad, bad, bad, bad, hostile(bad))
		record.Tests, record.Outcome = bad, verdict.Outcome(bad)
		lacks(t, page(t, []gradebook.Record{record}), "<u>")
	}
}

// holds and lacks do not print the page when they fail.
func holds(t *testing.T, page, text string) {
	t.Helper()
	if !strings.Contains(page, text) {
		t.Errorf("the page lacks %s", text)
	}
}

func lacks(t *testing.T, page, text string) {
	t.Helper()
	if strings.Contains(page, text) {
		t.Errorf("the page holds %s", text)
	}
}

// An attempt that writes a novel does not crowd out the others.
func TestPageCutsWhatIsEndless(t *testing.T) {
	v := failing()
	long := slices.Repeat([]string{strings.Repeat("字", 1000)}, 200)
	for i := range 20 {
		v.Checks = append(v.Checks, verdict.Check{
			Name: "TestLong", Outcome: verdict.Wrong, Message: fmt.Sprint(i), Account: long,
		})
	}
	got := page(t, []gradebook.Record{given("ada", "", "ch01/hits", "", v)})
	assert.Less(t, len(got), 500_000)
	holds(t, got, "more that failed in other ways")
	holds(t, got, "… and 160 lines more")
}
