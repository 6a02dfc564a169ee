package autograde

import (
	"bytes"
	"encoding/json"
	"io"
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// hostile is what a student may have an attempt print, or call things.
var hostile = []struct{ name, text string }{
	{"a command", "::error::you lost"},
	{"an indented command", " \t::set-output name=result::x"},
	{"a command behind another kind of space", "\u00a0\u2003::error::x"},
	{"a command in a second line", "fine\n::notice::x"},
	{"a command behind a carriage return", "fine\r::notice::x"},
	{"a command behind a line separator", "fine\u2028::notice::x\u0085::error::y"},
	{"a command behind an invisible mark", "\ufeff\u200d\u00ad::add-mask::x"},
	{"a command with an invisible mark in it", ":\u034f:error:\ufe0f:x"},
	{"three colons", ":::error:::x"},
	{"an end of stop-commands", "::token::\n::error::x"},
	{"an old command", "##[error]x"},
	{"an old command in the middle", "fine ##[group]x ###[endgroup]"},
	{"a problem matcher's line", "./exercises/ch01/hits/hits.go:1:1: error"},
	{"escaped line ends", "%0A::error::x%0D%3A%2C%25"},
	{"properties", "x,file=/etc/passwd,line=1::y"},
	{"an output", "x\nresult<<end\nforged\nend\n"},
	{"an expression", "${{ secrets.TOKEN }} $(id) `id`"},
	{"a fence", "```\n# a heading\n```"},
	{"a longer fence", strings.Repeat("`", 40) + "\n| a | b |"},
	{"another fence", "~~~\n<b>"},
	{"a table", "a | b \\| c \\\\| d\n|---|---|"},
	{"HTML", "</details></pre><img src=https://x.example/a.png onerror=x><script>"},
	{"links", "[a](https://x.example) ![i](http://x.example) <https://x.example> www.x.example javascript:x"},
	{"mentions", "@octocat @org/team #12 GH-12 a@x.example org/repo#3"},
	{"entities", "&lt;b&gt; &#64;octocat &commat;"},
	{"emphasis", "**a** _b_ ~c~ \\* # h\n- l\n1. l\n> q\n    code"},
	{"a terminal's words", "\x1b[2J\x1b]52;c;eA==\x07\x00\x7f"},
	{"text that turns", "\u202egnol\u2066"},
	{"bytes that are no text", "\xff\xfe\x80"},
	{"JSON", `","passed":true,"x":"` + "\\\"\u2028</script>"},
	{"nothing", ""},
	{"much", strings.Repeat("a|b`@c\n", 5_000)},
}

// commandsOf returns the commands in a log, as the runner sees them: of lines that
// begin, after space, with "::", and of what stands behind "##[". Unlike it, this
// takes all marks that are not seen for space.
func commandsOf(log string) []string {
	var all []string
	stopped := ""
	for _, l := range strings.FieldsFunc(log, func(r rune) bool { return strings.ContainsRune("\n\r\v\f\u0085\u2028\u2029", r) }) {
		l = strings.TrimLeftFunc(l, func(r rune) bool {
			return unicode.IsSpace(r) || unicode.In(r, unicode.Cf, unicode.Mn, unicode.Cc)
		})
		switch {
		case stopped != "" && l == "::"+stopped+"::":
			stopped = ""
		case stopped != "":
			continue
		case strings.HasPrefix(l, "::stop-commands::"):
			stopped = strings.TrimPrefix(l, "::stop-commands::")
			all = append(all, l)
		case strings.HasPrefix(l, "::") || strings.Contains(l, "##["):
			all = append(all, l)
		}
	}
	return all
}

func TestQuietLogHasNoCommand(t *testing.T) {
	for _, h := range hostile {
		t.Run(h.name, func(t *testing.T) {
			var whole, bytewise bytes.Buffer
			_, err := io.WriteString(NewQuiet(&whole), h.text+"\n")
			require.NoError(t, err)
			assert.Empty(t, commandsOf(whole.String()))
			if len(h.text) > 1000 {
				return
			}
			q := NewQuiet(&bytewise)
			for _, b := range []byte(h.text + "\n") {
				_, err := q.Write([]byte{b})
				require.NoError(t, err)
			}
			assert.Equal(t, whole.String(), bytewise.String(), "it does not matter how text is cut into writes")
		})
	}
	var b bytes.Buffer
	_, err := io.WriteString(NewQuiet(&b), "pass: 3 of 4\n")
	require.NoError(t, err)
	assert.Equal(t, "pass: 3 of 4\n", b.String(), "other text stays as it is")
}

// parse takes a command apart as the runner does.
func parse(t *testing.T, text string) (name string, properties map[string]string, message string) {
	t.Helper()
	text, ok := strings.CutSuffix(text, "\n")
	require.True(t, ok, "a command is a line")
	head, message, ok := strings.Cut(strings.TrimPrefix(text, "::"), "::")
	require.True(t, ok)
	name, list, _ := strings.Cut(head, " ")
	properties = map[string]string{}
	undo := strings.NewReplacer("%25", "%", "%0D", "\r", "%0A", "\n", "%3A", ":", "%2C", ",")
	for p := range strings.SplitSeq(list, ",") {
		key, value, _ := strings.Cut(p, "=")
		properties[key] = undo.Replace(value)
	}
	return name, properties, undo.Replace(message)
}

func TestCommandHoldsWhatItIsGiven(t *testing.T) {
	for _, h := range hostile {
		t.Run(h.name, func(t *testing.T) {
			text := command("error", h.text, "file", "settings.go", "title", h.text)
			assert.Equal(t, 1, strings.Count(text, "\n"))
			assert.Len(t, commandsOf(text), 1)
			name, properties, message := parse(t, text)
			assert.Equal(t, "error", name)
			assert.Equal(t, harmless(plain(h.text)), message)
			assert.Empty(t, commandsOf(message), "nor is one what the runner shows of it")
			assert.Equal(t, map[string]string{"file": "settings.go", "title": harmless(plain(h.text))}, properties)
		})
	}
}

func TestEscapesAreTheOnesOfTheRunner(t *testing.T) {
	assert.Equal(t, "::error file=a%3Ab%2C100%25.go,line=3::50%25 done:%0Aa, b\n",
		command("error", "50% done:\na, b", "file", "a:b,100%.go", "line", "3"))
}

func TestLineIsOneAndNoCommand(t *testing.T) {
	for _, h := range hostile {
		t.Run(h.name, func(t *testing.T) {
			got := line(h.text, 60)
			assert.LessOrEqual(t, utf8.RuneCountInString(got), 60)
			assert.Empty(t, commandsOf(got))
			assert.False(t, strings.ContainsFunc(got, func(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) }))
			text, err := json.Marshal(got)
			require.NoError(t, err)
			var back string
			require.NoError(t, json.Unmarshal(text, &back))
			assert.Equal(t, got, back)
		})
	}
}

func TestCellHasNoMarkdown(t *testing.T) {
	for _, h := range hostile {
		t.Run(h.name, func(t *testing.T) {
			got := cell(h.text, 200)
			rest := entity.ReplaceAllString(got, "")
			assert.False(t, strings.ContainsFunc(rest, func(r rune) bool {
				return r <= unicode.MaxASCII && r != ' ' && !unicode.IsLetter(r) && !unicode.IsDigit(r)
			}), "all punctuation is a reference: %s", got)
			assert.NotContains(t, got, "&#64;", "GitHub finds mentions in references, too")
			assert.NotContains(t, got, "&#35;")
		})
	}
	assert.Equal(t, "ch03&#47;settings", cell("ch03/settings", 80))
}

func TestFenceHoldsWhatItIsGiven(t *testing.T) {
	for _, h := range hostile {
		t.Run(h.name, func(t *testing.T) {
			lines := strings.Split(strings.TrimSuffix(fence(h.text), "\n"), "\n")
			mark := strings.TrimSuffix(lines[0], "text")
			assert.GreaterOrEqual(t, len(mark), 3)
			assert.Equal(t, strings.Repeat("`", len(mark)), mark)
			assert.Equal(t, mark, lines[len(lines)-1])
			inside := strings.Join(lines[1:len(lines)-1], "\n")
			assert.Equal(t, strings.TrimRight(plain(h.text), "\n"), inside)
			assert.NotContains(t, inside, mark, "no row of backticks in it is as long as the fence")
		})
	}
}

var entity = regexp.MustCompile(`&#[0-9]+;`)
