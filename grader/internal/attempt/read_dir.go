package attempt

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// folder is a tree on disk. The root keeps every look inside it, and links are
// refused even where they stay inside: an attempt is what its own files say.
type folder struct {
	root *os.Root
	name string // as the user gave it

	plain map[string]bool // folders that are no links, as far as was looked
}

func (f folder) call(name string) string { return filepath.Join(f.name, filepath.FromSlash(name)) }

// lead: the user can name the folder itself.
func (f folder) lead(string) string { return "" }

func (f folder) holds(name string) bool {
	_, err := f.look(name)
	return !errors.Is(err, fs.ErrNotExist)
}

// look walks down to the file without following a link on the way.
func (f folder) look(name string) (fs.FileInfo, error) {
	for i := range len(name) {
		if name[i] != '/' || f.plain[name[:i]] {
			continue
		}
		info, err := f.root.Lstat(name[:i])
		if err != nil {
			return nil, err
		}
		if info.Mode()&fs.ModeSymlink != 0 {
			return nil, linked(f.call(name[:i]))
		}
		if !info.IsDir() {
			return nil, fs.ErrNotExist
		}
		f.plain[name[:i]] = true
	}
	return f.root.Lstat(name)
}

func (f folder) read(name string) ([]byte, time.Time, error) {
	at := f.call(name)
	info, err := f.look(name)
	var refused *Error
	if errors.As(err, &refused) || errors.Is(err, fs.ErrNotExist) {
		return nil, time.Time{}, err
	}
	if err != nil {
		return nil, time.Time{}, unreadable(at, err)
	}
	// Before it is opened: opening a FIFO waits for its other end.
	if err := regular(at, info.Mode(), info.Size()); err != nil {
		return nil, time.Time{}, err
	}
	file, err := f.root.Open(name)
	if err != nil {
		return nil, time.Time{}, unreadable(at, err)
	}
	defer file.Close()
	if now, err := file.Stat(); err != nil || !os.SameFile(info, now) {
		return nil, time.Time{}, &Error{at, "changed while it was read", "try again"}
	}
	text, err := io.ReadAll(io.LimitReader(file, maxFile+1))
	if err != nil {
		return nil, time.Time{}, unreadable(at, err)
	}
	return text, info.ModTime(), regular(at, info.Mode(), int64(len(text)))
}

// regular objects to all but a plain file of a decent size.
func regular(at string, mode fs.FileMode, n int64) error {
	switch {
	case mode&fs.ModeSymlink != 0:
		return linked(at)
	case mode.IsDir():
		return &Error{at, "is a folder where a file is wanted", "remove it, and put the file in its place"}
	case !mode.IsRegular():
		return &Error{at, "is not a regular file", "put a plain file in its place"}
	case n > maxFile:
		return &Error{at, fmt.Sprintf("is larger than %s", size(maxFile)), "an attempt is code, and code of that size is not"}
	}
	return nil
}

func linked(at string) error {
	return &Error{at, "is a symbolic link, which is not followed", "put the file itself in its place"}
}
