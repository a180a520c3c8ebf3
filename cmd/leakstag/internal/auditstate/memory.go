package auditstate

import (
	"io"
	"sync"
	"sync/atomic"
	"time"

	"github.com/leakstag/leakstag/sources"
)

// Memory is what one run knows, from an earlier one, of the files on a host, and
// what it learns. It implements [sources.Memory].
type Memory struct {
	old *State
	// current says that what was read before counts: it was read by the same
	// program in the same way.
	current bool
	// restore is told of a log that is read on, before it is: findings that lie
	// before from were found earlier.
	restore func(file *sources.Origin, id FileID, from int64)

	// carried says which of the old files were not read, because they are what they
	// were: nearly all, most of the time.
	carried []atomic.Bool

	mu    sync.Mutex
	files map[FileID]*visit // but for those
	open  map[*sources.Origin]*visit
	// places says where those of the carried files are that hold something.
	places map[FileID]sources.Origin
}

// visit is what happened to a file in this run.
type visit struct {
	id     FileID
	origin sources.Origin // of the file as a whole
	record record
	// done says that it was read, and so it is known what it holds.
	done bool
	// resumed says that only what is new in it was read.
	resumed bool
}

// NewMemory gives the memory for a run that comes after the state old, with these
// settings. restore is called from many goroutines.
func NewMemory(old *State, settings string, restore func(file *sources.Origin, id FileID, from int64)) *Memory {
	return &Memory{
		old: old, current: old.Settings == settings, restore: restore,
		carried: make([]atomic.Bool, old.files.len()),
		files:   map[FileID]*visit{}, open: map[*sources.Origin]*visit{}, places: map[FileID]sources.Origin{},
	}
}

// Known implements [sources.Memory].
func (m *Memory) Known(file *sources.Origin, s sources.Stamp) bool {
	if !m.current || s.Changed == 0 {
		return false
	}
	id := m.old.FileID(file)
	i := m.old.files.find(id)
	if i < 0 {
		return false
	}
	if rec := m.old.files.at(i); !rec.settled || rec.stamp != s {
		return false
	}
	m.carry(file, id, i)
	return true
}

// carry notes that a file, whose record has this index, is what it was.
func (m *Memory) carry(file *sources.Origin, id FileID, index int) {
	m.carried[index].Store(true)
	if _, ok := m.old.Found[id]; ok {
		m.mu.Lock()
		defer m.mu.Unlock()
		m.places[id] = *file
	}
}

// isCarried says that a file was not read, because it is what it was.
func (m *Memory) isCarried(id FileID) bool {
	i := m.old.files.find(id)
	return i >= 0 && m.carried[i].Load()
}

const (
	// sampled is the size in bytes from which on a log is sampled, so that it is
	// known whether it has only grown. It is less than what a source goes on with.
	sampled = 1 << 20
	// A file that was changed less than a tick of the file system's clock before
	// it was read may change again without a new stamp. A coarse clock has whole
	// seconds.
	fineTick, coarseTick = 100 * time.Millisecond, 2 * time.Second
)

// Begin implements [sources.Memory].
func (m *Memory) Begin(file *sources.Origin, s sources.Stamp, at io.ReaderAt) (known bool) {
	id := m.old.FileID(file)
	if i := m.old.files.find(id); m.current && i >= 0 && s.Changed == 0 {
		old := m.old.files.at(i)
		if old.settled && old.stamp == s && old.sample != 0 && old.sample == m.old.sample(at, s.Size) {
			m.carry(file, id, i)
			return true
		}
	}
	v := &visit{id: id, origin: *file, record: record{stamp: s, settled: settled(s, time.Now())}}
	// Sampled before it is read: if it changes meanwhile, it will not be taken for
	// what was read.
	if s.Changed == 0 || s.Size >= sampled && file.LineText {
		v.record.sample = m.old.sample(at, s.Size)
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.files[id], m.open[file] = v, v
	return false
}

// settled says that any later change gives a file another stamp.
func settled(s sources.Stamp, now time.Time) bool {
	last := max(s.Modified, s.Changed)
	tick := fineTick
	if last%int64(time.Second) == 0 {
		tick = coarseTick
	}
	return now.Sub(time.Unix(0, last)) > tick
}

// Resume implements [sources.Memory].
func (m *Memory) Resume(file *sources.Origin, at io.ReaderAt, usable func(sources.Mark) bool) sources.Mark {
	m.mu.Lock()
	v := m.open[file]
	m.mu.Unlock()
	old, ok := m.old.files.get(v.id)
	switch {
	case !m.current || !ok || old.mark == (sources.Mark{}) || old.sample == 0:
	case old.stamp.Inode != v.record.stamp.Inode || old.stamp.Size > v.record.stamp.Size:
	case m.old.sample(at, old.stamp.Size) != old.sample || !usable(old.mark):
	default:
		v.record.mark, v.record.head, v.resumed = old.mark, old.head, true
		m.restore(file, v.id, old.mark.From)
		return old.mark
	}
	return sources.Mark{}
}

// Reached implements [sources.Memory].
func (m *Memory) Reached(file *sources.Origin, mark sources.Mark) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.open[file].record.mark = mark
}

// Done implements [sources.Memory].
func (m *Memory) Done(file *sources.Origin) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.open[file].done = true
	delete(m.open, file)
}

// Emit gives an emit that notes how logs begin, by which they are known when they
// have been renamed or compressed.
func (m *Memory) Emit(emit sources.Emit) sources.Emit {
	return func(f sources.Fragment) error {
		if f.Offset == 0 && f.Map == nil && f.Origin.Source == sources.Logs && f.Origin.Member == "" {
			if head := m.old.headOf(f.Data); head != 0 {
				id := m.old.FileID(f.Origin)
				m.mu.Lock()
				if v := m.files[id]; v != nil {
					v.record.head = head
				}
				m.mu.Unlock()
			}
		}
		return emit(f)
	}
}
