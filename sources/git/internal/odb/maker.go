package odb

import "github.com/leakstag/leakstag/sources/git/internal/inflate"

// maker makes objects of what packs and files hold. It is for one goroutine; its
// zero value is ready.
type maker struct {
	inflate.Decoder
	pool  buffers
	delta []byte // room for a delta
	file  []byte // room for the content of a loose object's file
	// instructions is the part of delta that made the last child.
	instructions []byte
	in           *blocks // made when it is asked for
	memory       int     // see newBlocks
	extended     int64   // bytes that extend has read
}

// blocks is how the maker reads packs.
func (m *maker) blocks() *blocks {
	if m.in == nil {
		m.in = newBlocks(smallBlock, m.memory)
	}
	return m.in
}

// whole inflates an object that is stored whole.
func (m *maker) whole(e *stored) ([]byte, error) {
	if err := m.plausible(e); err != nil {
		return nil, err
	}
	if e.size > hugest {
		return nil, tooLarge(e.size)
	}
	data := m.pool.get(int(e.size))
	if err := m.inflate(data, e); err != nil {
		m.pool.put(data)
		return nil, err
	}
	return data, nil
}

// child inflates an entry's delta and applies it to its base.
func (m *maker) child(e *stored, base []byte) ([]byte, error) {
	if err := m.plausible(e); err != nil {
		return nil, err
	}
	if e.size > hugest {
		return nil, tooLarge(e.size)
	}
	if n := int(e.size) + inflate.Slack; cap(m.delta) < n {
		m.delta = make([]byte, n+n/2)
	}
	delta := m.delta[:e.size]
	if err := m.inflate(delta, e); err != nil {
		return nil, err
	}
	baseSize, size, rest, ok := deltaSizes(delta)
	if !ok || baseSize != uint64(len(base)) {
		return nil, errMisfit
	}
	if size > hugest {
		return nil, tooLarge(size)
	}
	// A delta of a few bytes that claims much is looked at before memory is
	// taken.
	if size > 1<<20 && size != deltaLength(rest) {
		return nil, errMisfit
	}
	out := m.pool.get(int(size))
	if !applyDelta(out, base, rest) {
		m.pool.put(out)
		return nil, errMisfit
	}
	m.instructions = rest
	return out, nil
}

const errMisfit damage = "the delta does not fit its base"

// inflate inflates an entry's data into dst, which has the size that is to come
// out.
func (m *maker) inflate(dst []byte, e *stored) error {
	_, err := m.Zlib(dst, e.stream)
	if err == nil {
		return nil
	}
	if more, rerr := m.extend(e); rerr != nil {
		return rerr
	} else if more {
		_, err = m.Zlib(dst, e.stream)
	}
	if err != nil {
		return brokenStream(err)
	}
	return nil
}

// mostExtended is how many bytes one goroutine reads of entries that seem to go on
// where the index names others. Only damage makes such.
const mostExtended = 1 << 30

// extend reads more of an entry whose stream is too short, if there is more.
func (m *maker) extend(e *stored) (more bool, err error) {
	n := min(e.size+e.size/8+64<<10, e.pack.end-e.offset)
	if n <= uint64(len(e.stream)) || m.extended+int64(n) > mostExtended {
		return false, nil
	}
	m.extended += int64(n)
	stream, err := m.blocks().at(e.pack.file, int64(e.offset), int(n))
	if err != nil {
		return false, err
	}
	e.stream = stream
	return true, nil
}

// plausible says whether an entry's size can come out of its stream, so that no
// memory is taken on a mere claim.
func (m *maker) plausible(e *stored) error {
	if plausible(e.size, uint64(len(e.stream))) {
		return nil
	}
	if more, err := m.extend(e); err != nil || more && plausible(e.size, uint64(len(e.stream))) {
		return err
	}
	return damaged("the object claims %d bytes", e.size)
}
