package auditstate

import (
	"cmp"
	"path"
	"path/filepath"
	"slices"

	"github.com/leakstag/leakstag/detectors"
	"github.com/leakstag/leakstag/sources"
)

// Run is what a run has learned, to be made the next state.
type Run struct {
	memory *Memory
	engine *detectors.Engine
	found  map[FileID]Found
	unkept map[FileID]bool // files that must be read again
}

// NewRun begins to gather what a run has learned. All sources have ended.
func NewRun(m *Memory, engine *detectors.Engine) *Run {
	return &Run{memory: m, engine: engine, found: map[FileID]Found{}, unkept: map[FileID]bool{}}
}

// Recalled gives the findings of a log before from, as they were kept.
func (m *Memory) Recalled(engine *detectors.Engine, file *sources.Origin, id FileID, from int64) []detectors.Finding {
	var out []detectors.Finding
	for _, k := range m.old.Found[id].Findings {
		if f, ok := engine.Recall(&k, file.Root, file.Path); ok && k.Region.Offset < from {
			out = append(out, f)
		}
	}
	return out
}

// maxOffset is behind every finding.
const maxOffset = 1<<63 - 1

// Restore gives the engine the findings of the files that were not read, because
// they are what they were, or because, as skips says, they can't be read any more.
// It gives the skips of those that are what they were.
func (r *Run) Restore(skips []sources.Skip) []sources.Skip {
	m := r.memory
	for i := range skips {
		o := skips[i].Origin
		o.Path, o.Archive, o.Member = o.File(), "", ""
		id := m.old.FileID(&o)
		if rec, ok := m.old.files.get(id); ok && m.current && m.files[id] == nil {
			m.carry(&o, id, rec)
		}
	}
	var out []sources.Skip
	for _, id := range sortedKeys(m.old.Found) {
		v := m.files[id]
		if v == nil || !v.carried && !v.resumed {
			continue
		}
		if v.carried {
			r.engine.Restore(0, nil, m.Recalled(r.engine, &v.origin, id, maxOffset))
		}
		for _, k := range m.old.Found[id].Skips {
			out = append(out, k.recall(&v.origin))
		}
	}
	return out
}

// sortedKeys gives the keys in their order.
func sortedKeys(found map[FileID]Found) []FileID {
	ids := make([]FileID, 0, len(found))
	for id := range found {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(a, b FileID) int { return slices.Compare(a[:], b[:]) })
	return ids
}

// Keep notes all that was found, before the engine's Results.
func (r *Run) Keep(collected []detectors.Finding) {
	keeper := r.engine.NewKeeper(collected)
	for i := range collected {
		f := &collected[i]
		id := r.memory.old.FileID(&f.Origin)
		if r.memory.files[id] == nil {
			continue // a process, say
		}
		kept, ok := keeper.Keep(f)
		if !ok {
			r.unkept[id] = true
			continue
		}
		found := r.found[id]
		found.Findings = append(found.Findings, kept)
		r.found[id] = found
	}
	for id, found := range r.found {
		slices.SortStableFunc(found.Findings, compareKept)
		r.found[id] = found
	}
}

// compareKept orders the findings in one file, so that the state does not depend
// on who came first.
func compareKept(a, b detectors.Kept) int {
	return cmp.Or(
		cmp.Compare(a.Inner, b.Inner), cmp.Compare(a.Region.Offset, b.Region.Offset), cmp.Compare(a.Region.StartLine, b.Region.StartLine),
		cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Key, b.Key), cmp.Compare(a.Mask, b.Mask),
	)
}

// KeepSkips notes what was skipped in files: raw as it was, and clean, which is in
// the same order, as it may be shown.
func (r *Run) KeepSkips(raw, clean []sources.Skip) {
	for i := range raw {
		id := r.memory.old.FileID(&raw[i].Origin)
		v := r.memory.files[id]
		if v == nil || raw[i].Origin.Path == "" {
			continue
		}
		kept, ok := keepSkip(&raw[i])
		kept.Text = clean[i].Err.Error()
		switch {
		case v.carried && !ok: // it can't be read any more
			continue
		case !ok || clean[i].Origin.Inner() != raw[i].Origin.Inner():
			r.unkept[id] = true
			continue
		}
		found := r.found[id]
		if !slices.Contains(found.Skips, kept) {
			found.Skips = append(found.Skips, kept)
		}
		slices.SortFunc(found.Skips, func(a, b KeptSkip) int { return cmp.Or(cmp.Compare(a.Inner, b.Inner), cmp.Compare(a.Text, b.Text)) })
		r.found[id] = found
	}
}

// Next gives the state after a run that came to its end.
func (r *Run) Next(settings, organisation string, known []Known, skips []string) *State {
	next := &State{
		Key: r.memory.old.Key, Settings: settings, Organisation: organisation,
		Found: map[FileID]Found{}, Known: known, Skips: skips,
	}
	r.fill(next, map[FileID]record{})
	return next
}

// Partial gives the state after a run that was interrupted: what was read is
// known, and nothing more was reported. There is none, and false, if nothing was
// reported before with these settings.
func (r *Run) Partial(settings string) (*State, bool) {
	m := r.memory
	if !m.current && !m.old.Empty() {
		return nil, false
	}
	next := &State{
		Key: m.old.Key, Settings: settings, Organisation: m.old.Organisation,
		Found: map[FileID]Found{}, Known: m.old.Known, Skips: m.old.Skips,
	}
	all := map[FileID]record{}
	for i := range m.old.files.len() {
		id := FileID(m.old.files.id(i))
		if v := m.files[id]; v == nil || !v.done {
			all[id] = m.old.files.at(i)
			if found, ok := m.old.Found[id]; ok {
				next.Found[id] = found
			}
		}
	}
	r.fill(next, all)
	return next, true
}

// fill adds the files that this run knows.
func (r *Run) fill(next *State, all map[FileID]record) {
	for id, v := range r.memory.files {
		if !v.done || r.unkept[id] {
			continue
		}
		all[id] = v.record
		if found, ok := r.found[id]; ok {
			next.Found[id] = found
		}
	}
	next.files = pack(all)
}

// absolute gives the path of the file that a finding lies in.
func absolute(o *sources.Origin) string {
	if o.Root == "" {
		return o.File()
	}
	return path.Join(filepath.ToSlash(o.Root), o.File())
}
