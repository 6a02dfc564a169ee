package export

import (
	"encoding/csv"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/concurrency-in-go/course/grader/internal/report"
)

// Cell returns text that a spreadsheet shows and does not run. One that begins
// like a formula, in ASCII or in full width, gets an apostrophe before it; spaces
// before the sign do not hide it, because some programs drop them.
func Cell(text string) string {
	clean := strings.ReplaceAll(report.Clean(text), "\n", " ")
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(clean, " \u00a0\u3000\ufffd"))
	if strings.ContainsRune("=+-@|%＝＋－＠", first) {
		return "'" + clean
	}
	// What began with a tab or a return is a space by now, or a mark.
	if text != "" && strings.ContainsAny(text[:1], "\t\r\n") {
		return "'" + clean
	}
	return clean
}

// table writes rows as CSV. Numbers come from here and not from a student, so
// that only texts need be cells.
func table(w io.Writer, rows [][]string) error {
	out := csv.NewWriter(w)
	for _, row := range rows {
		if err := out.Write(row); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// cells makes every text of a row harmless.
func cells(row ...string) []string {
	row = slices.Clone(row)
	for i := range row {
		row[i] = Cell(row[i])
	}
	return row
}
