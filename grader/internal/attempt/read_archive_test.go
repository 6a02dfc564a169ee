package attempt_test

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/concurrency-in-go/course/grader/internal/attempt"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// item is an entry to be packed.
type item struct {
	name string
	text string
	mode fs.FileMode // the type; a link's text is where it leads
}

// packers pack the same entries in either way.
var packers = map[string]func(*testing.T, []item) []byte{"zip": packZip, "tar.gz": packTar}

func packZip(t *testing.T, items []item) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	w.RegisterCompressor(zip.Deflate, func(to io.Writer) (io.WriteCloser, error) { return flate.NewWriter(to, flate.BestSpeed) })
	for _, it := range items {
		h := &zip.FileHeader{Name: it.name, Method: zip.Deflate}
		if it.text == "" {
			h.Method = zip.Store
		}
		h.SetMode(it.mode | 0o644)
		f, err := w.CreateHeader(h)
		require.NoError(t, err)
		if it.text != "" {
			_, err = io.WriteString(f, it.text)
			require.NoError(t, err)
		}
	}
	require.NoError(t, w.Close())
	return b.Bytes()
}

func packTar(t *testing.T, items []item) []byte {
	t.Helper()
	var b bytes.Buffer
	z, err := gzip.NewWriterLevel(&b, gzip.BestSpeed)
	require.NoError(t, err)
	w := tar.NewWriter(z)
	require.NoError(t, w.WriteHeader(&tar.Header{Typeflag: tar.TypeXGlobalHeader, Name: "pax_global_header", PAXRecords: map[string]string{"comment": "a commit"}}))
	for _, it := range items {
		h := &tar.Header{Name: it.name, Mode: 0o644, Typeflag: tar.TypeReg, Size: int64(len(it.text))}
		switch {
		case it.mode&fs.ModeSymlink != 0:
			h.Typeflag, h.Linkname, h.Size = tar.TypeSymlink, it.text, 0
		case it.mode.IsDir():
			h.Typeflag = tar.TypeDir
		case it.mode&fs.ModeNamedPipe != 0:
			h.Typeflag = tar.TypeFifo
		case it.mode&fs.ModeDevice != 0:
			h.Typeflag = tar.TypeChar
		}
		require.NoError(t, w.WriteHeader(h))
		if h.Size > 0 {
			_, err := io.WriteString(w, it.text)
			require.NoError(t, err)
		}
	}
	require.NoError(t, w.Close())
	require.NoError(t, z.Close())
	return b.Bytes()
}

// save writes an archive into a folder of its own, and returns its path.
func save(t *testing.T, name string, data []byte) string {
	t.Helper()
	return filepath.Join(write(t, map[string]string{name: string(data)}), filepath.FromSlash(name))
}

func TestReadArchive(t *testing.T) {
	main := item{"main.go", "package main", 0}
	for _, tt := range []struct {
		name  string
		items []item
		at    string // of the archive, without the extension
		as    string
		want  []string
	}{
		{name: "one exercise", items: []item{{"demo.go", demo, 0}, {"notes.md", "x", 0}}, want: []string{"ch01/demo"}},
		{name: "packed with dots", items: []item{{"./", "", fs.ModeDir}, {"./demo.go", demo, 0}}, want: []string{"ch01/demo"}},
		{name: "in a folder", items: []item{{"work/", "", fs.ModeDir}, {"work/demo.go", demo, 0}}, want: []string{"ch01/demo"}},
		{name: "by a Mac", items: []item{{"week1/demo.go", demo, 0}, {"__MACOSX/week1/._demo.go", "\x00", 0}, {".DS_Store", "\x00", 0}}, want: []string{"ch01/demo"}},
		{name: "by name", items: []item{main}, as: "serve", want: []string{"ch02/serve"}},
		{name: "by the path of the archive", items: []item{main}, at: "testdata/ch02/serve/wrong/", want: []string{"ch02/serve"}},
		{name: "by the archive's own name", items: []item{main}, at: "ch02/walk", want: []string{"ch02/walk"}},
		{name: "by the paths inside", items: []item{{"ch02/walk/main.go", "x", 0}}, want: []string{"ch02/walk"}},
		{name: "by a folder inside", items: []item{{"walk/main.go", "x", 0}}, want: []string{"ch02/walk"}},
		{name: "a tree", items: []item{{"ch02/walk/main.go", "x", 0}, {"ch01/demo/demo.go", "x", 0}}, want: []string{"ch01/demo", "ch02/walk"}},
		{name: "a chapter", items: []item{{"ch02/walk/main.go", "x", 0}, {"ch02/serve/main.go", "x", 0}}, want: []string{"ch02/walk", "ch02/serve"}},
		{
			name: "a download of a repository", items: []item{
				{"course-main/", "", fs.ModeDir},
				{"course-main/go.mod", "x", 0},
				{"course-main/solutions/ch01/demo/demo.go", "x", 0},
				{"course-main/exercises/ch02/walk/main.go", "x", 0},
				{"course-main/exercises/ch02/walk/main_test.go", "\x00", 0},
			},
			want: []string{"ch02/walk"},
		},
		{name: "packed twice", items: []item{{"course-main/course-main/exercises/ch02/walk/main.go", "x", 0}}, want: []string{"ch02/walk"}},
		{name: "with links elsewhere", items: []item{{"demo.go", demo, 0}, {"docs", "/etc", fs.ModeSymlink}, {"pipe", "", fs.ModeNamedPipe}}, want: []string{"ch01/demo"}},
		{name: "with large files elsewhere", items: []item{{"demo.go", demo, 0}, {"photo.png", strings.Repeat("x", 1<<20), 0}}, want: []string{"ch01/demo"}},
	} {
		for ext, pack := range packers {
			t.Run(tt.name+"/"+ext, func(t *testing.T) {
				at := tt.at
				if at == "" || strings.HasSuffix(at, "/") {
					at += "x"
				}
				all, err := attempt.Read(small(t), save(t, at+"."+ext, pack(t, tt.items)), tt.as)
				require.NoError(t, err)
				assert.Equal(t, tt.want, ids(all))
				assert.NotEmpty(t, all[0].Files.Files[0].Data)
			})
		}
	}
}

func TestReadArchiveRefuses(t *testing.T) {
	ok := item{"demo.go", demo, 0}
	many := make([]item, 20_001)
	for i := range many {
		many[i].name = fmt.Sprint("f", i)
	}
	for _, tt := range []struct {
		name  string
		items []item
		want  string // of the message behind the archive's path
	}{
		{"nothing", nil, ": is not an attempt: it holds no file of any exercise"},
		{"no exercise", []item{{"hello.go", "x", 0}}, ": is not an attempt: it holds no file of any exercise"},
		{"one of two exercises", []item{{"main.go", "x", 0}}, ": it does not tell which exercise this is an attempt at: ch02/walk or ch02/serve"},
		{"a file missing", []item{{"left.go", "x", 0}}, ": right.go of ch01/pair is missing"},
		{"an empty file", []item{{"demo.go", "", 0}}, ": the attempt at ch01/demo is empty"},
		{"a way up", []item{ok, {"../go.mod", "x", 0}}, `: the path of its entry "../go.mod" leads out of the archive`},
		{"a way down and up", []item{ok, {"a/../../go.mod", "x", 0}}, `: the path of its entry "a/../../go.mod" leads out of the archive`},
		{"an absolute path", []item{ok, {"/etc/passwd", "x", 0}}, `: the path of its entry "/etc/passwd" is absolute`},
		{"a drive", []item{ok, {"C:demo.go", "x", 0}}, `: the path of its entry "C:demo.go" starts with a drive`},
		{"a backslash", []item{{`work\demo.go`, demo, 0}}, `: the path of its entry "work\\demo.go" has a backslash`},
		{"a link", []item{{"demo.go", "../solutions/demo.go", fs.ModeSymlink}}, ":demo.go: is a symbolic link, which is not followed"},
		{"a linked folder", []item{{"ch01/demo", "../../solutions", fs.ModeSymlink}, {"ch01/demo/demo.go", demo, 0}}, ":ch01/demo: is a symbolic link, which is not followed"},
		{"a FIFO", []item{{"demo.go", "", fs.ModeNamedPipe}}, ":demo.go: is not a regular file"},
		{"a device", []item{{"demo.go", "", fs.ModeDevice | fs.ModeCharDevice}}, ":demo.go: is not a regular file"},
		{"a file twice", []item{ok, ok}, ":demo.go: is in the archive more than once"},
		{"a file twice by another path", []item{ok, {"./demo.go", demo, 0}}, ":demo.go: is in the archive more than once"},
		{"a file and a link", []item{ok, {"demo.go", "x", fs.ModeSymlink}}, ":demo.go: is in the archive more than once"},
		{"a folder for a file", []item{{"demo.go/", "", fs.ModeDir}}, ":demo.go: is a folder where a file is wanted"},
		{"a huge file", []item{{"demo.go", strings.Repeat("x", 256<<10+1), 0}}, ":demo.go: is larger than 256 KiB"},
		{"a NUL byte", []item{{"demo.go", "package\x00", 0}}, ":demo.go: line 1 has a NUL byte, which no Go file has"},
		{"another encoding", []item{{"demo.go", "\n\xff\xfe", 0}}, ":demo.go: line 2 is not UTF-8"},
		{"many entries", many, ": has more than 20000 entries"},
	} {
		for ext, pack := range packers {
			t.Run(tt.name+"/"+ext, func(t *testing.T) {
				path := save(t, "x."+ext, pack(t, tt.items))
				all, err := attempt.Read(small(t), path, "")
				assert.Empty(t, all)
				assert.EqualError(t, problem(t, err), path+tt.want)
			})
		}
	}
}

// A bomb of many files that are each small enough, and one of a single large
// file that nobody asked for, which tar must unpack to get past it.
func TestReadArchiveStopsBombs(t *testing.T) {
	var files []item
	text := strings.Repeat("x", 256<<10)
	for i := range 65 {
		files = append(files, item{fmt.Sprintf("d%d/demo.go", i), text, 0})
	}
	for name, data := range map[string][]byte{
		"x.zip": packZip(t, files),
		"x.tgz": packTar(t, []item{{"big", strings.Repeat("x", 17<<20), 0}, {"demo.go", demo, 0}}),
	} {
		path := save(t, name, data)
		require.Less(t, len(data), 100<<10, "it is no bomb")
		_, err := attempt.Read(small(t), path, "")
		assert.EqualError(t, problem(t, err), path+": unpacks to more than 16 MiB")
	}
}

// The header says one byte; what follows says otherwise.
func TestReadArchiveTrustsNoSizes(t *testing.T) {
	data := packZip(t, []item{{"demo.go", strings.Repeat("x", 300<<10), 0}})
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	require.NoError(t, err)
	raw, err := r.File[0].OpenRaw()
	require.NoError(t, err)
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	h := r.File[0].FileHeader
	h.UncompressedSize64 = 1
	f, err := w.CreateRaw(&h)
	require.NoError(t, err)
	_, err = io.Copy(f, raw)
	require.NoError(t, err)
	require.NoError(t, w.Close())
	path := save(t, "x.zip", b.Bytes())
	_, err = attempt.Read(small(t), path, "")
	assert.EqualError(t, problem(t, err), path+":demo.go: cannot be unpacked: not a valid zip file")
}

func TestReadArchiveDamaged(t *testing.T) {
	items := []item{{"demo.go", demo + strings.Repeat("// an honest line\n", 100), 0}, {"notes.md", "x", 0}}
	for ext, pack := range packers {
		whole := pack(t, items)
		for name, data := range map[string][]byte{
			"empty":     {},
			"text":      []byte("package demo"),
			"cut":       whole[:len(whole)/2],
			"garbled":   garble(whole),
			"two bytes": whole[:2],
		} {
			t.Run(name+"/"+ext, func(t *testing.T) {
				path := save(t, "x."+ext, data)
				all, err := attempt.Read(small(t), path, "")
				assert.Empty(t, all)
				assert.Contains(t, problem(t, err).Problem, "cannot be unpacked: ")
			})
		}
	}
}

// garble turns the bytes in the middle over, where the packed data is.
func garble(data []byte) []byte {
	bad := bytes.Clone(data)
	for i := 60; i < 80; i++ {
		bad[i] ^= 0xff
	}
	return bad
}

func TestReadArchiveWithPassword(t *testing.T) {
	data := packZip(t, []item{{"demo.go", demo, 0}})
	// The flags stand at byte 8 of the entry in the list at the end.
	at := bytes.Index(data, []byte("PK\x01\x02"))
	data[at+8] |= 1
	path := save(t, "x.zip", data)
	_, err := attempt.Read(small(t), path, "")
	assert.EqualError(t, problem(t, err), path+":demo.go: cannot be unpacked: it has a password")
}

func FuzzReadArchive(f *testing.F) {
	for _, pack := range packers {
		f.Add(pack(new(testing.T), []item{{"demo.go", demo, 0}, {"x/link", "y", fs.ModeSymlink}}))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		c := small(t)
		for ext := range packers {
			path := filepath.Join(t.TempDir(), "x."+ext)
			require.NoError(t, os.WriteFile(path, data, 0o600))
			if all, err := attempt.Read(c, path, ""); err == nil {
				require.NotEmpty(t, all, "neither an attempt nor a reason")
			}
		}
	})
}
