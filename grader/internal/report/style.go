package report

import (
	"image/color"
	"io"
	"os"
	"strings"

	"charm.land/lipgloss/v2"
	"charm.land/lipgloss/v2/table"
	"github.com/charmbracelet/colorprofile"
	"github.com/concurrency-in-go/course/grader/internal/verdict"
)

// Width is how many columns text takes at most.
const Width = 80

// Print writes text to w, with its colours only if w is a terminal and NO_COLOR
// is not set.
func Print(w io.Writer, text string) error {
	out := colorprofile.NewWriter(w, os.Environ())
	if os.Getenv("NO_COLOR") != "" { // colorprofile takes NO_COLOR=yes for no
		out.Profile = colorprofile.NoTTY
	}
	_, err := io.WriteString(out, text)
	return err
}

// Strong returns text as a heading.
func Strong(text string) string { return lipgloss.NewStyle().Bold(true).Render(text) }

// Faint returns text as a remark.
func Faint(text string) string { return lipgloss.NewStyle().Faint(true).Render(text) }

// Good returns text in the colour of what passed.
func Good(text string) string { return colour(text, lipgloss.Green) }

// Bad returns text in the colour of what failed.
func Bad(text string) string { return colour(text, lipgloss.Red) }

func colour(text string, c color.Color) string {
	return lipgloss.NewStyle().Bold(true).Foreground(c).Render(text)
}

// word returns an outcome in its colour.
func word(o verdict.Outcome, text string) string {
	switch o {
	case verdict.Pass:
		return Good(text)
	case verdict.Fault:
		return colour(text, lipgloss.Magenta)
	case verdict.Skipped:
		return Faint(text)
	}
	return Bad(text)
}

// Table returns rows as columns that stand two spaces apart, each line with two
// spaces before it. The last column is cut so that lines fit [Width].
func Table(rows [][]string) string {
	plain := table.New().Border(lipgloss.Border{}).Wrap(false).
		BorderTop(false).BorderBottom(false).BorderLeft(false).BorderRight(false).BorderColumn(false).
		StyleFunc(func(_, col int) lipgloss.Style { return lipgloss.NewStyle().PaddingLeft(2) }).
		Rows(rows...).String()
	var b strings.Builder
	for line := range strings.Lines(plain + "\n") {
		b.WriteString(Cut(strings.TrimRight(line, " \n"), Width) + "\n")
	}
	return b.String()
}

// Cut returns text that takes at most width columns: its end gives way to "…".
func Cut(text string, width int) string {
	if lipgloss.Width(text) <= width {
		return text
	}
	return lipgloss.NewStyle().MaxWidth(width-1).Render(text) + "…"
}

// Wrap returns text in lines that fit [Width], each behind the indent. A line of
// text that fits stays as it is; what is left of a longer one goes below its
// beginning.
func Wrap(text, indent string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, " \n")
		rest := strings.TrimLeft(line, " ")
		lead := indent + line[:len(line)-len(rest)]
		for _, part := range fold(rest, max(Width-lipgloss.Width(lead), Width/4)) {
			b.WriteString(strings.TrimRight(lead+part, " ") + "\n")
		}
	}
	return b.String()
}

// fold breaks a line at its spaces only: a break at a hyphen would take "<-ch"
// and "--jobs" apart.
func fold(line string, width int) []string {
	if lipgloss.Width(line) <= width {
		return []string{line}
	}
	var parts []string
	part := ""
	for _, w := range strings.Fields(line) {
		switch {
		case part == "":
			part = w
		case lipgloss.Width(part)+1+lipgloss.Width(w) <= width:
			part += " " + w
		default:
			parts, part = append(parts, part), w
		}
		for lipgloss.Width(part) > width { // one word that does not fit
			head := lipgloss.NewStyle().MaxWidth(width).Render(part)
			parts, part = append(parts, head), part[len(head):]
		}
	}
	return append(parts, part)
}
