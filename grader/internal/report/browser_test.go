package report_test

import (
	"bytes"
	"context"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/concurrency-in-go/course/grader/internal/report"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestBrowser opens reports in headless Chromium. Without one it is skipped.
func TestBrowser(t *testing.T) {
	chrome := start(t)
	for name, test := range map[string]func(*testing.T, context.Context){
		"report": showsTheReport, "phone": fitsAPhone, "contrast": hasContrast, "policy": obeysThePolicy,
	} {
		t.Run(name, func(t *testing.T) { test(t, chrome) })
	}
}

func start(t *testing.T) context.Context {
	t.Helper()
	// What is cleaned up comes after the end of the test's own context.
	ctx, stop := chromedp.NewExecAllocator(context.WithoutCancel(t.Context()), append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(chromium(t)),
		chromedp.NoSandbox, // as root it starts in no other way, and it shows no page but ours
		chromedp.UserDataDir(t.TempDir()))...)
	t.Cleanup(stop)
	ctx, stop = chromedp.NewContext(ctx)
	t.Cleanup(stop)
	require.NoError(t, chromedp.Do(ctx))
	t.Cleanup(func() { assert.NoError(t, chromedp.Cancel(ctx)) })
	return ctx
}

// tab shows a page, and takes down what it fetches and what it complains about.
type tab struct {
	context.Context
	mu         sync.Mutex
	requests   []string
	complaints []string
}

func open(t *testing.T, chrome context.Context, page string) *tab {
	t.Helper()
	file := filepath.Join(t.TempDir(), "report.html")
	require.NoError(t, os.WriteFile(file, []byte(page), 0o600))
	ctx, stop := chromedp.NewContext(chrome)
	t.Cleanup(stop)
	b := &tab{Context: ctx}
	require.NoError(t, chromedp.Listen(ctx, b.listen))
	_, err := chromedp.Call(ctx, network.Enable, network.EnableParams{})
	require.NoError(t, err)
	_, err = chromedp.Call(ctx, log.Enable, cdp.Empty{})
	require.NoError(t, err)
	address := (&url.URL{Scheme: "file", Path: filepath.ToSlash(file)}).String()
	b.do(t, chromedp.Navigate(address))
	return b
}

func chromium(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Skip("no browser was tried: install chromium, so that this test can open the report in it")
	return ""
}

func (b *tab) listen(event any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		b.requests = append(b.requests, e.Request.URL)
	case *log.EventEntryAdded:
		b.complaints = append(b.complaints, e.Entry.Text)
	case *runtime.EventConsoleAPICalled:
		b.complaints = append(b.complaints, "the page writes to the console")
	case *runtime.EventExceptionThrown:
		b.complaints = append(b.complaints, e.ExceptionDetails.Text)
	}
}

func (b *tab) do(t *testing.T, actions ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	require.NoError(t, chromedp.Do(b, actions...))
}

// ask evaluates an expression of the browser's.
func ask[T any](t *testing.T, b *tab, expression string) T {
	t.Helper()
	got, err := chromedp.Run(b, chromedp.Evaluate[T](expression))
	require.NoError(t, err)
	return got
}

// tell evaluates what has no answer.
func tell(t *testing.T, b *tab, expression string) {
	t.Helper()
	b.do(t, chromedp.Evaluate[chromedp.Void](expression))
}

// heard returns what was fetched besides the page, and what was complained about.
func (b *tab) heard() (others, complaints []string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, r := range b.requests {
		if !strings.HasPrefix(r, "file:") {
			others = append(others, r)
		}
	}
	if n := len(b.requests); n != 1 {
		others = append(others, b.requests...)
	}
	return others, b.complaints
}

func showsTheReport(t *testing.T, chrome context.Context) {
	b := open(t, chrome, page(t, class()))

	t.Run("it fetches nothing and complains of nothing", func(t *testing.T) {
		others, complaints := b.heard()
		assert.Empty(t, others)
		assert.Empty(t, complaints)
		assert.Equal(t, "rgb(27, 127, 92)", ask[string](t, b, `getComputedStyle(document.querySelector("td.full")).backgroundColor`),
			"the policy keeps the page's own style out")
	})
	t.Run("a cell leads to the explanation", func(t *testing.T) {
		row := `[...document.querySelectorAll(".map tbody tr")].find(tr => tr.querySelector("th").textContent == "ada")`
		tell(t, b, row+`.querySelector("td a").click()`)
		assert.Equal(t, "ch03/settings Settings that many read", ask[string](t, b, `document.querySelector(":target h4").textContent`))
		assert.Equal(t, "ada", ask[string](t, b, `document.querySelector(":target").closest(".student").querySelector("h3 bdi").textContent`))
		assert.Contains(t, ask[string](t, b, `document.querySelector(":target").textContent`), "settings.go:104 f(func(key string)")
		assert.True(t, ask[bool](t, b, `(r => 0 <= r.top && r.top < innerHeight)(document.querySelector(":target").getBoundingClientRect())`),
			"the explanation is not in sight")
	})
	t.Run("a hostile name stays text", func(t *testing.T) {
		assert.Equal(t, 0, ask[int](t, b, `document.scripts.length`))
		assert.Equal(t, script, ask[string](t, b, `document.querySelector(".map tbody th").textContent`))
		assert.Contains(t, ask[string](t, b, `document.querySelector("#s0 h3").textContent`), script+" "+formula)
	})
	t.Run("a keyboard is enough", func(t *testing.T) {
		tell(t, b, `location.hash = ""; document.activeElement.blur(); scrollTo(0, 0)`)
		tell(t, b, `document.querySelector(".map td a").focus({focusVisible: true})`)
		assert.Equal(t, "3px", ask[string](t, b, `getComputedStyle(document.activeElement).outlineWidth`), "where is the focus?")
		b.do(t, chromedp.KeyEvent("\r"))
		assert.Equal(t, "#s0e1", ask[string](t, b, `location.hash`))
	})
}

// At the width of a phone the map scrolls, and the page does not.
func fitsAPhone(t *testing.T, chrome context.Context) {
	long := append(class(), big(2, 40)...)
	for i := range long {
		long[i].Name += strings.Repeat("w", 200)
	}
	b := open(t, chrome, page(t, long))
	b.do(t, chromedp.EmulateViewport(360, 740, chromedp.EmulateMobile))

	assert.Equal(t, 360, ask[int](t, b, `innerWidth`))
	assert.LessOrEqual(t, ask[int](t, b, `document.documentElement.scrollWidth`), 360, "the page scrolls sideways")
	box := `document.querySelector(".scroll")`
	assert.True(t, ask[bool](t, b, box+`.scrollWidth > `+box+`.clientWidth`), "this class is too narrow to show anything")
	tell(t, b, box+`.scrollLeft = 500`)
	assert.True(t, ask[bool](t, b, `document.querySelector(".map tbody th").getBoundingClientRect().left < 30`), "the names scroll away")
}

// readable is the contrast between an element's text and what is behind it, as
// WCAG 2 defines it.
const readable = `(selector => {
	const rgb = c => c.match(/[\d.]+/g).map(Number);
	const light = c => { const [r, g, b] = rgb(c).map(v => (v /= 255) <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4); return .2126 * r + .7152 * g + .0722 * b };
	const behind = e => { for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor; if (rgb(c)[3] !== 0) return c } return "rgb(255, 255, 255)" };
	return Math.min(...[...document.querySelectorAll(selector)].map(e => {
		const [a, b] = [light(getComputedStyle(e).color), light(behind(e))].sort((x, y) => y - x);
		return (a + .05) / (b + .05);
	}));
})`

func hasContrast(t *testing.T, chrome context.Context) {
	b := open(t, chrome, page(t, append(class(), big(2, 12)...)))
	for _, scheme := range []string{"light", "dark"} {
		_, err := chromedp.Call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}},
		})
		require.NoError(t, err)
		for _, selector := range []string{"td, .cell", "a", "p, li, dt, dd", "h1, h2, h3, h4, h3 span, h4 span", "code, pre, small", ".caveat"} {
			assert.GreaterOrEqual(t, ask[float64](t, b, readable+"(`"+selector+"`)"), 4.5, "%s in the %s", selector, scheme)
		}
	}
}

// What the policy forbids does not happen, and a test that sees nothing would have
// heard of it.
func obeysThePolicy(t *testing.T, chrome context.Context) {
	var b bytes.Buffer
	require.NoError(t, report.HTML(&b, report.NewClass(class())))
	bad := strings.Replace(b.String(), "</body>", `<script>console.log("run")</script><img src="https://example.invalid/x.png"></body>`, 1)
	seen := open(t, chrome, bad)
	_, complaints := seen.heard()
	assert.Len(t, complaints, 2)
	assert.NotContains(t, complaints, "the page writes to the console")
}
