package report

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"html/template"
	"io"
)

//go:embed class.css
var style string

//go:embed class.html
var layout string

// pages is the page's template. What a student wrote gets in only through it, so
// that it stays text.
func pages() *template.Template {
	return template.Must(template.New("class").Parse(layout))
}

// HTML writes a class as one page that needs nothing else: no script, no font, no
// picture. Its policy tells the browser to fetch nothing, and to obey no style but
// the page's own, which is known by its hash.
func HTML(w io.Writer, c *Class) error {
	p := newPage(c)
	p.Style, p.Policy = template.CSS(style), policy(style)
	return pages().Execute(w, p)
}

func policy(style string) string {
	sum := sha256.Sum256([]byte(style))
	return "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) +
		"'; base-uri 'none'; form-action 'none'"
}
