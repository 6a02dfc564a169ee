// Clone gets a class's repositories for grading: of the organisation, those called
// PREFIX-USERNAME, for each username on the roster.
//
//	ROSTER=roster.csv ORGANISATION=cs1 PREFIX=concurrency GH_TOKEN=… clone DIR
//
// They are laid out as `gh classroom clone` does. What students have put into them
// is not obeyed: no hook, filter or submodule runs, and of what comes nothing is
// kept but plain Go files. History stays behind, and no other program sees the token.
//
// A student without a repository is said, and is no error. A repository that is
// there but cannot be had is one: it must not look as if nothing was handed in.
package main

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"time"
)

func main() {
	if len(os.Args) != 2 {
		fail(errors.New("usage: clone DIR"))
	}
	c, err := fromEnvironment()
	if err != nil {
		fail(err)
	}
	users, err := roster(os.Getenv("ROSTER"))
	if err != nil {
		fail(err)
	}
	if err := c.all(context.Background(), users, os.Args[1]); err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "error:", err)
	os.Exit(1)
}

var (
	name = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]*$`) // of an organisation, or the prefix
	user = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9_-]*$`)
)

// cloner clones from one organisation.
type cloner struct{ server, organisation, prefix, token string }

func fromEnvironment() (cloner, error) {
	c := cloner{os.Getenv("GITHUB_SERVER_URL"), os.Getenv("ORGANISATION"), os.Getenv("PREFIX"), os.Getenv("GH_TOKEN")}
	if c.server == "" {
		c.server = "https://github.com"
	}
	if !name.MatchString(c.organisation) {
		return c, fmt.Errorf("ORGANISATION is %q, which is no name of one", c.organisation)
	}
	if !name.MatchString(c.prefix) {
		return c, fmt.Errorf("PREFIX is %q: it is what the repositories' names begin with, before -USERNAME", c.prefix)
	}
	return c, nil
}

// roster returns the usernames on a roster, each once: GitHub Classroom's CSV, or
// one with the columns name and username.
func roster(file string) ([]string, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	in := csv.NewReader(bytes.NewReader(text))
	in.Comma = comma(text)
	in.FieldsPerRecord = -1
	in.TrimLeadingSpace = true
	rows, err := in.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	if len(rows) == 0 || usernames(rows[0]) < 0 {
		return nil, fmt.Errorf("%s: its first line names no column username or github_username", file)
	}
	users, err := distinct(rows[1:], usernames(rows[0]))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return users, nil
}

// distinct returns what stands in a column, each once. Who has no username has not
// joined yet.
func distinct(rows [][]string, column int) ([]string, error) {
	var users []string
	seen := map[string]bool{"": true}
	for i, row := range rows {
		if column >= len(row) {
			continue
		}
		u := strings.TrimSpace(row[column])
		if u != "" && !user.MatchString(u) {
			return nil, fmt.Errorf("row %d: %q is no username", i+2, u)
		}
		if !seen[strings.ToLower(u)] {
			seen[strings.ToLower(u)] = true
			users = append(users, u)
		}
	}
	return users, nil
}

// comma finds out what stands between the columns: a spreadsheet takes what its
// user's language takes.
func comma(text []byte) rune {
	head, _, _ := bytes.Cut(text, []byte("\n"))
	for _, c := range ";\t" {
		if bytes.ContainsRune(head, c) {
			return c
		}
	}
	return ','
}

func usernames(head []string) int {
	for i, h := range head {
		switch strings.ToLower(strings.TrimSpace(h)) {
		case "username", "github_username":
			return i
		}
	}
	return -1
}

// all clones the repositories of the users into dir, a few at once.
func (c cloner) all(ctx context.Context, users []string, dir string) error {
	top := filepath.Join(dir, c.prefix+"-submissions")
	if err := os.MkdirAll(top, 0o755); err != nil {
		return err
	}
	results := make([]error, len(users))
	slots := make(chan struct{}, 8)
	var all sync.WaitGroup
	for i, u := range users {
		all.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			results[i] = c.one(ctx, u, filepath.Join(top, c.prefix+"-"+u))
		})
	}
	all.Wait()
	return count(users, results)
}

// errNone says that there is no such repository.
var errNone = errors.New("no repository")

// count says how it went.
func count(users []string, results []error) error {
	cloned := 0
	var lost []error
	for i, err := range results {
		switch {
		case err == nil:
			cloned++
		case errors.Is(err, errNone):
			fmt.Printf("%s: no repository\n", users[i])
		default:
			lost = append(lost, fmt.Errorf("%s: %w", users[i], err))
		}
	}
	fmt.Printf("cloned %d of %d\n", cloned, len(users))
	if cloned == 0 && len(lost) == 0 {
		return errors.New("there is no repository of anybody: are the organisation, the prefix and the token right?")
	}
	return errors.Join(lost...)
}

// one clones one repository, and tries again what may be the network's fault.
func (c cloner) one(ctx context.Context, user, dir string) error {
	url := fmt.Sprintf("%s/%s/%s-%s", c.server, c.organisation, c.prefix, user)
	var err error
	for range 3 {
		if err = errors.Join(os.RemoveAll(dir), c.git(ctx, url, dir)); err == nil {
			return strip(dir)
		}
		if errors.Is(err, errNone) {
			break
		}
	}
	return err
}

// git clones without obeying anything: neither what is in the repository, nor the
// configuration of the machine. The token is not among the arguments, which every
// process may read.
func (c cloner) git(ctx context.Context, url, dir string) error {
	ctx, stop := context.WithTimeout(ctx, 5*time.Minute)
	defer stop()
	cmd := exec.CommandContext(ctx, "git",
		"-c", "core.hooksPath=/dev/null", "-c", "core.fsmonitor=false", "-c", "core.symlinks=false",
		"-c", "filter.lfs.smudge=", "-c", "filter.lfs.process=", "-c", "filter.lfs.required=false",
		"clone", "--quiet", "--depth=1", "--single-branch", "--no-tags", "--no-recurse-submodules", "--template=", "--", url, dir)
	cmd.Env = []string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + os.DevNull, "LC_ALL=C",
		"GIT_TERMINAL_PROMPT=0", "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL=" + os.DevNull,
		"GIT_CONFIG_COUNT=1", "GIT_CONFIG_KEY_0=http." + c.server + "/.extraHeader", "GIT_CONFIG_VALUE_0=" + c.header(),
	}
	out, err := cmd.CombinedOutput()
	if err == nil {
		return nil
	}
	if none.Match(out) {
		return errNone
	}
	return fmt.Errorf("git clone: %w: %q", err, out)
}

// none is how git says that there is no such repository, or none that may be seen.
var none = regexp.MustCompile(`(?i)repository .*not found|does not appear to be a git repository`)

func (c cloner) header() string {
	if c.token == "" {
		return ""
	}
	return "Authorization: Basic " + base64.StdEncoding.EncodeToString([]byte("x-access-token:"+c.token))
}

// strip leaves nothing of a clone but plain Go files: no history, no links, nothing
// large.
func strip(dir string) error {
	if err := os.RemoveAll(filepath.Join(dir, ".git")); err != nil {
		return err
	}
	return filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		const most = 1 << 20 // more than any attempt may have
		info, err := d.Info()
		if err != nil {
			return err
		}
		if info.Mode().IsRegular() && info.Size() <= most && strings.HasSuffix(path, ".go") {
			return nil
		}
		return os.Remove(path)
	})
}
