package attempt

import (
	"archive/tar"
	"archive/zip"
	"compress/gzip"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// Extension returns the part of a path that tells how it is packed, or "".
func Extension(path string) string {
	low := strings.ToLower(path)
	for _, ext := range []string{".tar.gz", ".tgz", ".zip", ".txtar"} {
		if strings.HasSuffix(low, ext) {
			return path[len(path)-len(ext):]
		}
	}
	return ""
}

// openArchive unpacks the wanted files of an archive into memory.
func openArchive(path string, want map[string]bool) (*listing, error) {
	l := newListing(path, want)
	list := l.zip
	switch strings.ToLower(Extension(path)) {
	case ".tar.gz", ".tgz":
		list = l.tar
	case "":
		return nil, unknown(path)
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, unreadable(path, err)
	}
	defer file.Close()
	if err := list(file); err != nil {
		return nil, err
	}
	return l, nil
}

func unknown(path string) error {
	tip := formats
	if filepath.Ext(path) == ".go" {
		tip = "give the folder that the file lies in"
	}
	return &Error{path, "is no kind of archive that is known here", tip}
}

func (l *listing) zip(file *os.File) error {
	info, err := file.Stat()
	if err != nil {
		return unreadable(l.name, err)
	}
	r, err := zip.NewReader(file, info.Size())
	if err != nil {
		return damaged(l.name, err)
	}
	for _, f := range r.File {
		open := func() (io.Reader, error) {
			if f.Flags&1 != 0 {
				return nil, errors.New("it has a password")
			}
			r, err := f.Open()
			if err != nil {
				return nil, err
			}
			return l.count(r), nil
		}
		// The size in the header may be a lie: add counts for itself.
		n := int64(min(f.UncompressedSize64, maxFile+1))
		if err := l.add(f.Name, stat{f.Mode().Type(), n, zipped(f)}, open); err != nil {
			return err
		}
	}
	return nil
}

// zipped is when a file in a zip was changed. The old form of the format has no
// zone: the reader takes it for UTC, and it is more likely that of here.
func zipped(f *zip.File) time.Time {
	t := f.Modified
	if t.IsZero() || len(f.Extra) > 0 {
		return t
	}
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, time.Local)
}

func (l *listing) tar(file *os.File) error {
	unzipped, err := gzip.NewReader(file)
	if err != nil {
		return damaged(l.name, err)
	}
	// Whatever is skipped is unpacked too, so the count is below tar.
	r := tar.NewReader(l.count(unzipped))
	for {
		h, err := r.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if errors.Is(err, errTooMuch) {
			return l.tooMuch()
		}
		if err != nil {
			return damaged(l.name, err)
		}
		if err := l.addTar(h, r); err != nil {
			return err
		}
	}
}

func (l *listing) addTar(h *tar.Header, r io.Reader) error {
	if slices.Contains([]byte{tar.TypeXGlobalHeader, tar.TypeXHeader}, h.Typeflag) {
		return nil // no file: git archive notes the commit so
	}
	mode := h.FileInfo().Mode().Type()
	if h.Typeflag == tar.TypeLink {
		mode = os.ModeSymlink // a hard link has no content of its own either
	}
	return l.add(h.Name, stat{mode, h.Size, h.ModTime}, func() (io.Reader, error) { return r, nil })
}
