package gradebook

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"unicode"

	"github.com/rogpeppe/go-internal/lockedfile"
)

// Append adds records to the gradebook, which need not exist yet. It holds the
// file's lock, so that several processes may append to one gradebook, and writes
// each record with a call of its own: whatever happens, the records before are
// there. A torn line is cut off first. The error is an [*Error].
func Append(path string, records ...Record) (err error) {
	f, err := lockedfile.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return unreadable(path, err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	return write(path, f, records)
}

func write(path string, f *lockedfile.File, records []Record) error {
	at, _, err := mend(path, f)
	if err != nil {
		return err
	}
	for _, r := range records {
		line, err := encode(r)
		if err != nil {
			return unreadable(path, err)
		}
		if _, err := f.WriteAt(line, at); err != nil {
			// A disk that is full takes half a line.
			return errors.Join(unreadable(path, err), f.Truncate(at))
		}
		at += int64(len(line))
	}
	if err := f.Sync(); err != nil {
		return unreadable(path, err)
	}
	return nil
}

// Repair cuts a torn line off, and says so. Where there is no gradebook there is
// nothing to repair.
func Repair(path string) (torn *Torn, err error) {
	if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	f, err := lockedfile.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return nil, unreadable(path, err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	if _, torn, err = mend(path, f); err != nil {
		return nil, err
	}
	if torn == nil {
		return nil, nil
	}
	// Each counts lines; mend looks at the last one alone.
	end, err := scan(path, io.NewSectionReader(f, 0, 1<<62), head, func(Record) {})
	torn.Line = end.lines + 1
	return torn, err
}

// mend makes the file end with a whole line, and returns where that end is. It
// reads the last line only: a gradebook is appended to more often than read.
func mend(path string, f *lockedfile.File) (int64, *Torn, error) {
	size, err := f.Seek(0, io.SeekEnd)
	if err != nil {
		return 0, nil, unreadable(path, err)
	}
	tail, err := lastLine(f, size)
	switch {
	case err != nil:
		return 0, nil, unreadable(path, err)
	case len(tail) == 0:
		return size, nil, nil
	}
	if _, problem := parse(tail); problem == nil {
		// Whole, but for its end: an editor may have taken it off.
		if _, err := f.WriteAt([]byte("\n"), size); err != nil {
			return 0, nil, unreadable(path, err)
		}
		return size + 1, nil, nil
	}
	whole := size - int64(len(tail))
	if err := f.Truncate(whole); err != nil {
		return 0, nil, unreadable(path, err)
	}
	return whole, &Torn{Bytes: len(tail)}, nil
}

// lastLine returns what stands behind the last line end.
func lastLine(f io.ReaderAt, size int64) ([]byte, error) {
	const block = 1 << 14
	var tail []byte
	for at := size; at > 0; {
		n := min(block, at)
		at -= n
		text := make([]byte, n)
		if _, err := f.ReadAt(text, at); err != nil {
			return nil, err
		}
		i := bytes.LastIndexByte(text, '\n')
		tail = append(text[i+1:], tail...)
		if i >= 0 {
			break
		}
	}
	return tail, nil
}

// encode returns the record as a line. What a terminal obeys instead of showing is
// written as \u…, so that nothing that a student wrote can do harm to the person
// who looks at the file; it reads back as it was.
func encode(r Record) ([]byte, error) {
	var text bytes.Buffer
	e := json.NewEncoder(&text)
	e.SetEscapeHTML(false) // "<-ch" reads better than "\u003c-ch"
	if err := e.Encode(r); err != nil {
		return nil, err
	}
	var line bytes.Buffer
	for _, c := range text.String() {
		if c != '\n' && c <= 0xffff && (unicode.IsControl(c) || unicode.In(c, unicode.Cf, unicode.Zl, unicode.Zp)) {
			fmt.Fprintf(&line, `\u%04x`, c)
			continue
		}
		line.WriteRune(c)
	}
	return line.Bytes(), nil
}
