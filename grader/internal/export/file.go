package export

import (
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"slices"
	"strings"
)

// Filenames gives each student a file of an own, whatever they are called: no path,
// no hidden file, no device of Windows, and no two that differ in case alone. A
// name that had to be changed ends in a digest of what it was. Should somebody be
// called like another's file on purpose, both get the whole digest.
func Filenames(students []string, ext string) map[string]string {
	wanted := named(students, safe)
	short := named(students, func(s string) string {
		if name := safe(s); name != s || len(wanted[strings.ToLower(name)]) > 1 {
			return name + "-" + digest(s)[:8]
		}
		return s
	})
	files := map[string]string{}
	for name, all := range short {
		for _, s := range all {
			files[s] = name + ext
			if len(all) > 1 {
				files[s] = digest(s) + ext
			}
		}
	}
	for s, file := range files { // the map above has them in lower case
		if name := strings.TrimSuffix(file, ext); strings.EqualFold(name, safe(s)) {
			files[s] = safe(s) + ext
		}
	}
	return files
}

// named puts together the students whose names a file system may take for one.
func named(students []string, by func(string) string) map[string][]string {
	all := map[string][]string{}
	for _, s := range students {
		name := strings.ToLower(by(s))
		all[name] = append(all[name], s)
	}
	return all
}

func digest(name string) string {
	sum := sha256.Sum256([]byte(name))
	return hex.EncodeToString(sum[:])
}

var (
	unsafe  = regexp.MustCompile(`[^A-Za-z0-9._-]+`)
	devices = []string{"con", "prn", "aux", "nul", "com", "lpt"}
)

// safe is what can stay of a name.
func safe(name string) string {
	const most = 100
	name = strings.Trim(unsafe.ReplaceAllString(name, "_"), ".-")
	name = name[:min(most, len(name))]
	stem, _, _ := strings.Cut(strings.ToLower(name), ".")
	if name == "" || slices.Contains(devices, strings.TrimRight(stem, "0123456789")) {
		return "student_" + name
	}
	return name
}
