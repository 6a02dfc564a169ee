package attempt

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/txtar"
)

// listing is a tree of which every entry is known: an archive.
type listing struct {
	name    string          // as the user gave it
	want    map[string]bool // the names of files worth reading, or nil for all
	left    int64           // bytes that may yet be unpacked
	packed  time.Time       // when the archive was changed last
	entries map[string]*entry
	seen    int
}

// entry is a file of an archive, or whatever else stands at its path.
type entry struct {
	stat
	data []byte
	err  error // why data is not there
	more bool  // there are further entries of the same path
}

// stat is what an archive says about an entry.
type stat struct {
	mode fs.FileMode
	size int64
	time time.Time // zero: it does not say
}

func newListing(name string, want map[string]bool) *listing {
	return &listing{name: name, want: want, left: maxArchive, entries: map[string]*entry{}}
}

func listTxtar(name string, ar *txtar.Archive) (*listing, error) {
	l := newListing(name, nil)
	for _, f := range ar.Files {
		text := strings.NewReader(string(f.Data))
		open := func() (io.Reader, error) { return text, nil }
		if err := l.add(f.Name, stat{size: text.Size()}, open); err != nil {
			return nil, err
		}
	}
	return l, nil
}

// add notes an entry, and reads it if it may be a declared file. What is wrong
// with one file is kept for whoever asks for it; what is wrong with the archive
// is the error.
func (l *listing) add(name string, s stat, open func() (io.Reader, error)) error {
	l.seen++
	if l.seen > maxEntries {
		return &Error{l.name, fmt.Sprintf("has more than %d entries", maxEntries), "pack only the files that the exercises name"}
	}
	clean, err := l.clean(name)
	if err != nil {
		return err
	}
	if old := l.entries[clean]; old != nil {
		old.more = old.more || !(s.mode.IsDir() && old.mode.IsDir())
		return nil
	}
	e := &entry{stat: s}
	l.entries[clean] = e
	if !s.mode.IsRegular() || s.size > maxFile || l.want != nil && !l.want[path.Base(clean)] {
		return nil
	}
	r, err := open()
	if err == nil {
		// One byte more shows a header that understates the size.
		e.data, err = io.ReadAll(io.LimitReader(r, maxFile+1))
	}
	if errors.Is(err, errTooMuch) {
		return l.tooMuch()
	}
	e.err = err
	e.size = max(e.size, int64(len(e.data)))
	return nil
}

// clean returns the entry's path, or objects to one that leads out of the archive.
func (l *listing) clean(name string) (string, error) {
	odd := ""
	switch {
	case strings.Contains(name, `\`):
		odd = "has a backslash"
	case strings.HasPrefix(name, "/"):
		odd = "is absolute"
	case len(name) > 1 && name[1] == ':':
		odd = "starts with a drive"
	case strings.Contains(name, "\x00"):
		odd = "has a NUL byte"
	}
	for elem := range strings.SplitSeq(name, "/") {
		if elem == ".." {
			odd = "leads out of the archive"
		}
	}
	if odd != "" {
		return "", &Error{
			l.name, fmt.Sprintf("the path of its entry %q %s", name, odd),
			"pack it again from inside the folder, with relative paths and /",
		}
	}
	return path.Clean(name), nil
}

func (l *listing) call(name string) string { return l.name + ":" + name }

func (l *listing) holds(name string) bool { return l.link(name) != "" || l.entries[name] != nil }

// link is the first link on the way to the path, if there is one.
func (l *listing) link(name string) string {
	for i := range len(name) {
		if name[i] == '/' && l.linkAt(name[:i]) {
			return name[:i]
		}
	}
	return ""
}

func (l *listing) linkAt(name string) bool {
	e := l.entries[name]
	return e != nil && e.mode&fs.ModeSymlink != 0
}

func (l *listing) read(name string) ([]byte, time.Time, error) {
	if at := l.link(name); at != "" {
		return nil, time.Time{}, linked(l.call(at))
	}
	e, at := l.entries[name], l.call(name)
	if e == nil {
		return nil, time.Time{}, fs.ErrNotExist
	}
	if e.more {
		return nil, time.Time{}, &Error{at, "is in the archive more than once", "pack it again with one of each file"}
	}
	if err := regular(at, e.mode, e.size); err != nil {
		return nil, time.Time{}, err
	}
	if e.err != nil {
		return nil, time.Time{}, damaged(at, e.err)
	}
	if e.time.IsZero() {
		return e.data, l.packed, nil
	}
	return e.data, e.time, nil
}

// lead returns the only folder in dir, or "". What a Mac adds does not count.
func (l *listing) lead(dir string) string {
	only := ""
	for name, e := range l.entries {
		rest := name
		if dir != "" {
			var ok bool
			if rest, ok = strings.CutPrefix(name, dir+"/"); !ok {
				continue
			}
		}
		first, _, deeper := strings.Cut(rest, "/")
		if first == "__MACOSX" || first == "." || !deeper && !e.mode.IsDir() {
			continue
		}
		if only != "" && only != first {
			return ""
		}
		only = first
	}
	if only == "" {
		return ""
	}
	return path.Join(dir, only)
}

// errTooMuch stops a decompression that goes on and on.
var errTooMuch = errors.New("too much")

func (l *listing) tooMuch() error {
	return &Error{l.name, fmt.Sprintf("unpacks to more than %s", size(maxArchive)), "pack only the files that the exercises name"}
}

// count takes what is read through it off the bytes that are left.
func (l *listing) count(r io.Reader) io.Reader { return counter{l, r} }

type counter struct {
	l *listing
	r io.Reader
}

func (c counter) Read(p []byte) (int, error) {
	if c.l.left <= 0 {
		return 0, errTooMuch
	}
	n, err := c.r.Read(p)
	c.l.left -= int64(n)
	return n, err
}

// damaged says why an archive, or a file of it, cannot be unpacked, without the
// names of the packages that found out.
func damaged(at string, err error) error {
	why := err.Error()
	for _, p := range []string{"archive/tar: ", "gzip: ", "zip: ", "flate: "} {
		why = strings.TrimPrefix(why, p)
	}
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		why = "it ends too early"
	}
	return &Error{at, "cannot be unpacked: " + why, "pack it again, or copy it again"}
}
