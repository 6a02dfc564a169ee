package gradebook

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"errors"
	"os"
	"slices"

	"github.com/rogpeppe/go-internal/lockedfile"
)

// Merge returns the records of all books, each once, in an order that depends on
// nothing but the records: by the time of grading, then by their text. So merging
// again changes nothing, and in whatever order books are named, the result is the
// same. Where two are about one student and exercise, [Book.Latest] says which counts.
func Merge(books ...*Book) (*Book, error) {
	type entry struct {
		record Record
		line   []byte
	}
	var all []entry
	for _, b := range books {
		for _, r := range b.Records {
			line, err := encode(r)
			if err != nil {
				return nil, err
			}
			all = append(all, entry{r, line})
		}
	}
	slices.SortFunc(all, func(a, b entry) int {
		return cmp.Or(a.record.Graded.Compare(b.record.Graded), bytes.Compare(a.line, b.line))
	})
	all = slices.CompactFunc(all, func(a, b entry) bool { return bytes.Equal(a.line, b.line) })
	merged := &Book{}
	for _, e := range all {
		merged.Records = append(merged.Records, e.record)
	}
	return merged, nil
}

// Absorb appends those records of b that the gradebook does not have yet, and returns
// how many. What the gradebook has stays where it is, and who appends to it
// meanwhile waits: a gradebook only grows.
func Absorb(path string, b *Book) (added int, err error) {
	f, err := lockedfile.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return 0, unreadable(path, err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	has := map[[sha256.Size]byte]bool{}
	if _, err := scan(path, f, parse, func(r Record) { has[sum(r)] = true }); err != nil {
		return 0, err
	}
	fresh := slices.DeleteFunc(slices.Clone(b.Records), func(r Record) bool { return has[sum(r)] })
	return len(fresh), write(path, f, fresh)
}

// sum is the hash of the record's line.
func sum(r Record) [sha256.Size]byte {
	line, err := encode(r)
	if err != nil {
		return [sha256.Size]byte{} // it was decoded, so it can be encoded
	}
	return sha256.Sum256(line)
}
