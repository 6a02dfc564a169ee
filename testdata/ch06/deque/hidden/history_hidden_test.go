package deque_test

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/anishathalye/porcupine"
	"github.com/concurrency-in-go/course/exercises/ch06/deque"
	"github.com/concurrency-in-go/course/exercises/internal/kit"
	"github.com/stretchr/testify/assert"
)

// What one call was, and what it returned.
type (
	call struct {
		method string
		pushed byte
	}
	answer struct {
		v  byte
		ok bool
	}
)

// sequential says what a deque does that is used by one goroutine only. Its state
// is a string: the head comes first, the tail last.
var sequential = porcupine.Model{
	Init: func() any { return "" },
	Step: func(state, input, output any) (bool, any) {
		s, in, out := state.(string), input.(call), output.(answer)
		switch {
		case in.method == "Push":
			return true, s + string([]byte{in.pushed})
		case s == "":
			return !out.ok, s
		case in.method == "Pop":
			last := len(s) - 1
			return out.ok && out.v == s[last], s[:last]
		default:
			return out.ok && out.v == s[0], s[1:]
		}
	},
}

// A recorder writes down the calls of one goroutine, with the moments at which they
// began and ended by a clock that all share.
type recorder struct {
	who   int
	clock *atomic.Int64
	calls []porcupine.Operation
}

func (r *recorder) record(in call, do func() (byte, bool)) (ok bool) {
	began := r.clock.Add(1)
	v, ok := do()
	ended := r.clock.Add(1)
	r.calls = append(r.calls, porcupine.Operation{ClientId: r.who, Input: in, Call: began, Output: answer{v, ok}, Return: ended})
	return ok
}

// An owner and two thieves make their calls at the same time, on a deque with few
// elements. Of the calls that find it empty, which change nothing, most are left out.
func TestEveryHistoryHasAnOrder(t *testing.T) {
	defer parallel()()
	const ownerCalls = 1200
	d := deque.New[byte]()
	var clock atomic.Int64
	people := []*recorder{{who: 0, clock: &clock}, {who: 1, clock: &clock}, {who: 2, clock: &clock}}
	gate := kit.NewGate()
	var done atomic.Bool

	var all sync.WaitGroup
	for _, thief := range people[1:] {
		all.Go(func() {
			gate.Wait()
			for met := true; !done.Load(); {
				ok := thief.record(call{method: "Steal"}, d.Steal)
				if !ok && !met {
					thief.calls = thief.calls[:len(thief.calls)-1]
				}
				met = ok
				runtime.Gosched()
			}
		})
	}
	all.Go(func() {
		owner, choose := people[0], rand.New(rand.NewPCG(6, 2))
		defer done.Store(true)
		gate.Wait()
		for n := range ownerCalls {
			if v := byte(n); choose.IntN(2) == 0 {
				owner.record(call{"Push", v}, func() (byte, bool) { d.Push(v); return 0, true })
			} else {
				owner.record(call{method: "Pop"}, d.Pop)
			}
			if n%4 == 0 {
				runtime.Gosched() // so that thieves come in between, however busy the machine is
			}
		}
	})
	gate.Open()
	all.Wait()

	var history []porcupine.Operation
	for _, p := range people {
		history = append(history, p.calls...)
	}
	if !porcupine.CheckOperations(sequential, history) {
		assert.Fail(t, "no order of the calls, one after the other, explains all their answers", account(history))
	}
}

// account tells how far an order can be found, and which calls do not fit.
func account(history []porcupine.Operation) string {
	_, info := porcupine.CheckOperationsVerbose(sequential, history, 0)
	var best []porcupine.Operation
	for _, parts := range info.PartialLinearizationsOperations() {
		for _, order := range parts {
			if len(order) > len(best) {
				best = order
			}
		}
	}
	placed := map[int64]bool{}
	state := sequential.Init()
	for _, op := range best {
		placed[op.Call] = true
		_, state = sequential.Step(state, op.Input, op.Output)
	}
	rest := slices.DeleteFunc(slices.Clone(history), func(op porcupine.Operation) bool { return placed[op.Call] })
	slices.SortFunc(rest, func(a, b porcupine.Operation) int { return cmp.Compare(a.Call, b.Call) })

	var b strings.Builder
	fmt.Fprintf(&b, "%d calls are in order. The last of them:\n", len(best))
	list(&b, best[max(0, len(best)-6):])
	fmt.Fprintf(&b, "Then the deque holds, from head to tail, %v. None of these can come next:\n", []byte(state.(string)))
	list(&b, rest[:min(3, len(rest))])
	return b.String()
}

func list(b *strings.Builder, calls []porcupine.Operation) {
	for _, op := range calls {
		who, in, out := "owner", op.Input.(call), op.Output.(answer)
		if op.ClientId > 0 {
			who = fmt.Sprint("thief ", op.ClientId)
		}
		did := fmt.Sprintf("%s: %d, %v", in.method, out.v, out.ok)
		if in.method == "Push" {
			did = fmt.Sprintf("Push(%d)", in.pushed)
		}
		fmt.Fprintf(b, "  %-7s  %-16s from %d to %d\n", who, did, op.Call, op.Return)
	}
}
