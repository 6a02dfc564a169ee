package class

// plan is what a run has to do, in the order of the work.
type plan struct {
	builds []build // attempts that no record is about
	copies []*Work // attempts that a record is about already, of another student's
	plain  []*Work // where there is nothing to build
	done   []*Work // that the gradebook holds
}

// build is one attempt, of which several students may have handed in the same. The
// first one's is read.
type build struct {
	want result
	work []*Work
}

func newPlan(work []*Work, l *ledger, want func(*Work) result, shard Shard) plan {
	var p plan
	at := map[result]int{}
	for _, w := range work {
		if !shard.holds(w) {
			continue
		}
		key := want(w)
		i, planned := at[key]
		switch {
		case l.holds(w, key):
			p.done = append(p.done, w)
		case w.empty():
			p.plain = append(p.plain, w)
		case l.known[key]:
			p.copies = append(p.copies, w)
		case planned:
			p.builds[i].work = append(p.builds[i].work, w)
		default:
			at[key] = len(p.builds)
			p.builds = append(p.builds, build{key, []*Work{w}})
		}
	}
	return p
}

// todo is the work that gets a record.
func (p plan) todo() []*Work {
	all := append(append([]*Work{}, p.plain...), p.copies...)
	for _, b := range p.builds {
		all = append(all, b.work...)
	}
	return all
}
