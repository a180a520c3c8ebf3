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
		if index := m.old.files.find(id); index >= 0 && m.current && m.files[id] == nil {
			m.carry(&o, id, index)
		}
	}
	var out []sources.Skip
	for _, id := range sortedKeys(m.old.Found) {
		file, carried := m.places[id]
		if carried {
			r.engine.Restore(0, nil, m.Recalled(r.engine, &file, id, maxOffset))
		} else if v := m.files[id]; v != nil && v.resumed {
			file = v.origin
		} else {
			continue
		}
		for _, k := range m.old.Found[id].Skips {
			out = append(out, k.recall(&file))
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
		if r.memory.files[id] == nil && !r.memory.isCarried(id) {
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
		carried := r.memory.isCarried(id)
		if r.memory.files[id] == nil && !carried || raw[i].Origin.Path == "" {
			continue
		}
		kept, ok := keepSkip(&raw[i])
		kept.Text = clean[i].Err.Error()
		switch {
		case carried && !ok: // it can't be read any more
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
	r.fill(next, func(index int) bool { return r.memory.carried[index].Load() })
	return next
}

// Partial gives the state after a run that was interrupted: what was read is
// known, and nothing more was reported. There is none, and false, if something was
// reported with other settings before.
func (r *Run) Partial(settings string) (*State, bool) {
	m := r.memory
	if !m.current && !m.old.Empty() {
		return nil, false
	}
	next := &State{
		Key: m.old.Key, Settings: settings, Organisation: m.old.Organisation,
		Found: map[FileID]Found{}, Known: m.old.Known, Skips: m.old.Skips,
	}
	for id, found := range m.old.Found {
		if v := m.files[id]; v == nil || !v.done {
			next.Found[id] = found // as long as its record is there
		}
	}
	r.fill(next, func(index int) bool {
		v := m.files[FileID(m.old.files.id(index))]
		return v == nil || !v.done
	})
	return next, true
}

// fill adds the files of the old state that are to stay, and those that were read.
func (r *Run) fill(next *State, stays func(index int) bool) {
	m := r.memory
	read := map[FileID]record{}
	for id, v := range m.files {
		if v.done && !r.unkept[id] {
			read[id] = v.record
		}
	}
	next.files = m.old.files.with(read, func(index int) bool { return stays(index) && !r.unkept[FileID(m.old.files.id(index))] })
	for id, found := range r.found {
		if next.files.find(id) >= 0 {
			next.Found[id] = found
		}
	}
}

// absolute gives the path of the file that a finding lies in.
func absolute(o *sources.Origin) string {
	if o.Root == "" {
		return o.File()
	}
	return path.Join(filepath.ToSlash(o.Root), o.File())
}
