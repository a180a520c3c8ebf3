package allowance

import "github.com/leakstag/leakstag/sources"

// moved matches what was moved. An entry goes from place to place, and takes one
// place at each step: the other findings of its key stay news.
func (m *matcher) moved() {
	waiting := map[string][]string{} // by what: the places where something is not allowed
	for what, places := range m.byWhat {
		for _, where := range places {
			if m.open(what, where) {
				waiting[what] = append(waiting[what], where)
			}
		}
	}
	for n := range m.entries {
		e := &m.entries[n]
		if e.what == "" || e.where == "" || e.expired(m.scan.Now) {
			continue
		}
		for at := e.where; ; {
			i := m.next(e, at, waiting[e.what])
			if i < 0 {
				break
			}
			at = waiting[e.what][i]
			for _, f := range m.places[[2]string{e.what, at}] {
				if m.by[f] < 0 {
					m.allow(n, f)
				}
			}
			waiting[e.what] = append(waiting[e.what][:i:i], waiting[e.what][i+1:]...)
		}
	}
}

// open says that a finding at this place is not allowed.
func (m *matcher) open(what, where string) bool {
	for _, i := range m.places[[2]string{what, where}] {
		if m.by[i] < 0 {
			return true
		}
	}
	return false
}

// maxSteps is how many places are looked at for each entry: one key in more places
// than that is in no order that anybody could follow.
const maxSteps = 1000

// next gives the first of the places to which the entry went from its place at; -1
// for none.
func (m *matcher) next(e *Entry, at string, places []string) int {
	here := m.places[[2]string{e.what, at}]
	if len(here) == 0 {
		if len(places) == 0 || !m.gone(e, at) {
			return -1
		}
		return 0
	}
	left, ok := m.departure(here)
	if !ok {
		return -1
	}
	for i, where := range places[:min(len(places), maxSteps)] {
		for _, f := range m.places[[2]string{e.what, where}] {
			if p := m.findings[f].Place; p == nil && left.workTree || p != nil && left.commits[p.Introduced.ID] {
				return i
			}
		}
	}
	return -1
}

// gone says that what the entry names, of which nothing was found, is no longer there.
func (m *matcher) gone(e *Entry, at string) bool {
	if m.scan.Removed[at] {
		return true
	}
	return m.scan.Whole && !e.past || m.scan.WorkTree && e.live
}

// departure is how a key left a place: in one of these commits, or from the work tree
// since the last.
type departure struct {
	commits  map[string]bool
	workTree bool
}

// departure says how the key left the place of these findings, and whether it did.
func (m *matcher) departure(here []int) (d departure, ok bool) {
	d = departure{commits: map[string]bool{}, workTree: m.scan.WorkTree}
	for _, i := range here {
		f := &m.findings[i]
		if f.Place == nil || f.Origin.Source != sources.Git {
			return d, false // it is still there
		}
		d.workTree = d.workTree && f.Place.AtHead
		if f.Place.Removed != nil {
			d.commits[f.Place.Removed.ID] = true
		}
	}
	return d, true
}
