package class

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"strconv"
	"strings"

	"github.com/concurrency-in-go/course/grader/internal/course"
)

// Shard is one of several parts of a class, each for a process of its own. The zero
// Shard is all of it.
//
// What decides is the attempt and not the student: attempts that are the same are in
// one shard, so that they are graded once however many shards there are.
type Shard struct{ number, of int }

// ParseShard understands "2/8", the second of eight.
func ParseShard(text string) (Shard, error) {
	number, of, _ := strings.Cut(text, "/")
	n, errN := strconv.Atoi(number)
	all, errAll := strconv.Atoi(of)
	if errN != nil || errAll != nil || n < 1 || n > all {
		return Shard{}, fmt.Errorf("--shard is %q", text)
	}
	return Shard{n, all}, nil
}

// holds reports whether the work is in the shard.
func (s Shard) holds(w *Work) bool {
	if s.of == 0 {
		return true
	}
	what := w.SHA256
	if w.empty() {
		what = w.Student.ID
	}
	return s.index(w.Exercise.ID, what) == s.number-1
}

func (s Shard) index(id course.ID, what string) int {
	sum := sha256.Sum256([]byte(string(id) + "\x00" + what))
	return int(binary.BigEndian.Uint64(sum[:8]) % uint64(s.of))
}
