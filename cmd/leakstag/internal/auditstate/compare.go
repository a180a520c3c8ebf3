package auditstate

import (
	"context"
	"errors"
	"io/fs"
	"path"
	"strings"
	"syscall"

	"github.com/leakstag/leakstag/detectors"
	"github.com/leakstag/leakstag/sources"
)

// Comparison is how the findings of a run stand to those that were reported
// before.
type Comparison struct {
	// Gone are findings that were reported before and are no more.
	Gone []detectors.Finding
	// Unseen are those of which that can't be told: their places can't be read now.
	Unseen []detectors.Finding
	// Known are all that will have been reported.
	Known []Known
}

// Compare sets the state of each finding that Results gave, whose skips are
// skips.
//
// A finding is known by its fingerprint. In a log it is known, too, if the same key
// was found in a log of which this is a rotated one: by its name, by its inode, or
// by how its text begins.
func (r *Run) Compare(findings []detectors.Finding, skips []sources.Skip) Comparison {
	old := r.memory.old
	before := newReported(old)
	keeper := r.engine.NewKeeper(findings)
	current := reported{own: map[string]bool{}, family: map[string]bool{}, what: map[string]bool{}}
	var c Comparison
	moved := r.moved()
	for i := range findings {
		f := &findings[i]
		known := Known{Kept: keeper.KeepPlaced(f), What: r.engine.FingerprintAt(f, "")}
		isLog := f.Origin.Source == sources.Logs
		if isLog {
			known.Family = r.engine.FingerprintAt(f, family(absolute(&f.Origin)))
		}
		from := moved[old.FileID(&f.Origin)]
		wasMoved := isLog && from != nil && from[known.What]
		f.State = detectors.New
		if before.own[f.Fingerprint] || before.family[known.Family] || wasMoved {
			f.State = detectors.Persisting
		}
		current.add(&known)
		if wasMoved {
			current.what[known.What] = true
		}
		c.Known = append(c.Known, known)
	}
	for i := range old.Known {
		k := &old.Known[i]
		if current.own[k.Fingerprint] || current.family[k.Family] || k.Source == sources.Logs && current.what[k.What] {
			continue
		}
		f, ok := r.engine.Recall(&k.Kept, "", "")
		switch {
		case unreadable(k, skips):
			c.Known = append(c.Known, *k)
			if f.State = detectors.Persisting; ok {
				c.Unseen = append(c.Unseen, f)
			}
		case ok:
			f.State = detectors.Gone
			c.Gone = append(c.Gone, f)
		}
	}
	return c
}

// reported are sets of fingerprints.
type reported struct{ own, family, what map[string]bool }

func newReported(s *State) reported {
	r := reported{own: map[string]bool{}, family: map[string]bool{}, what: map[string]bool{}}
	for i := range s.Known {
		r.add(&s.Known[i])
	}
	return r
}

func (r *reported) add(k *Known) {
	r.own[k.Fingerprint] = true
	if k.Family != "" {
		r.family[k.Family] = true
	}
}

// unreadable says that the place of a finding can't be read now: it, or the folder
// that it lies in, was skipped.
func unreadable(k *Known, skips []sources.Skip) bool {
	if k.File == "" {
		return false
	}
	file := absolute(&sources.Origin{Root: k.Root, Path: k.File})
	for i := range skips {
		o := &skips[i].Origin
		if o.Source != k.Source || o.File() == "" || !unseen(skips[i].Err) {
			continue
		}
		if at := path.Clean(absolute(o)); at == file || strings.HasPrefix(file, strings.TrimSuffix(at, "/")+"/") {
			return true
		}
	}
	return false
}

// unseen says that an error is one for which nothing of a file was read, or only a
// part that says nothing of the rest.
func unseen(err error) bool {
	var system syscall.Errno
	return errors.As(err, &system) || errors.Is(err, fs.ErrPermission) || errors.Is(err, sources.ErrTooLarge) || errors.Is(err, context.DeadlineExceeded)
}

// moved gives, for each log that may be one which had another name before, what was
// found in that.
func (r *Run) moved() map[FileID]map[string]bool {
	m := r.memory
	// Logs that held something and are not in their place any more.
	byStamp, byHead := map[sources.Stamp][]FileID{}, map[uint64][]FileID{}
	for _, id := range sortedKeys(m.old.Found) {
		found := m.old.Found[id]
		old, ok := m.old.files.get(id)
		v := m.files[id]
		if !ok || len(found.Findings) == 0 || found.Findings[0].Source != sources.Logs || m.isCarried(id) ||
			v != nil && v.record.stamp.Inode == old.stamp.Inode && v.record.head == old.head {
			continue
		}
		if old.stamp.Inode != 0 {
			byStamp[renamed(old.stamp)] = append(byStamp[renamed(old.stamp)], id)
		}
		if old.head != 0 {
			byHead[old.head] = append(byHead[old.head], id)
		}
	}
	out := map[FileID]map[string]bool{}
	if len(byStamp)+len(byHead) == 0 {
		return out
	}
	for id, v := range m.files {
		if v.origin.Source != sources.Logs {
			continue
		}
		from := byStamp[renamed(v.record.stamp)]
		if v.record.head != 0 {
			from = append(from[:len(from):len(from)], byHead[v.record.head]...)
		}
		if len(from) > 0 {
			out[id] = r.whats(from)
		}
	}
	return out
}

// renamed gives what a stamp has in common with that of the file under another
// name.
func renamed(s sources.Stamp) sources.Stamp {
	s.Changed = 0
	return s
}

// whats gives what was found in files.
func (r *Run) whats(ids []FileID) map[string]bool {
	out := map[string]bool{}
	for _, id := range ids {
		for _, k := range r.memory.old.Found[id].Findings {
			if f, ok := r.engine.Recall(&k, "", "x"); ok {
				out[r.engine.FingerprintAt(&f, "")] = true
			}
		}
	}
	return out
}
