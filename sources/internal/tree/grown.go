package tree

import (
	"bytes"
	"context"
	"io"

	"github.com/leakstag/leakstag/sources"
	"github.com/leakstag/leakstag/sources/internal/journalfile"
	"github.com/leakstag/leakstag/sources/internal/logtext"
	"github.com/leakstag/leakstag/sources/internal/unpack"
	"github.com/leakstag/leakstag/sources/internal/walk"
)

const (
	// goBack is how far before the end of what was read a later reading begins to
	// answer for what it finds, and how much text before that it reads as context:
	// more than the detectors look at, and than a line that a container's runtime
	// has cut may be long (see package logtext).
	goBack = 640 << 10
	// resumable is the size in bytes from which on it pays to go on in the middle.
	resumable = 3 * goBack
)

// readOn reads a log that is not packed, from where an earlier reading ended, and
// has the memory note where a later one may go on. It does not read anything, and
// says so, if the file is not like that.
func (t *tree) readOn(ctx context.Context, f walk.File, origin *sources.Origin) (read bool, err error) {
	head := make([]byte, logtext.HeadSize)
	n, err := f.At.ReadAt(head, 0)
	if err != nil && err != io.EOF {
		return false, nil // it will be said by who reads it
	}
	head = head[:n]
	if packed, program := unpack.Glance(head[:min(n, unpack.MagicSize)]); packed || program || journalfile.Is(head) {
		return false, nil
	}
	at := t.Memory.Resume(origin, f.At, func(m sources.Mark) bool { return isLike(ctx, f, m, head) })
	g := &grown{origin: origin, from: at, limit: f.Size - 2*goBack, emit: t.Emit}
	p := sources.Peek(ctx, beginAt(f, at.Offset))
	defer p.Close()
	if err := t.Text(g.fragment)(ctx, p, origin, t.skip); err != nil {
		return false, err
	}
	if g.next != (sources.Mark{}) {
		t.Memory.Reached(origin, g.next)
	}
	return true, nil
}

// beginAt reads a file from the middle.
func beginAt(f walk.File, offset int64) io.Reader {
	if offset == 0 {
		return f.Reader
	}
	return io.NewSectionReader(f.At, offset, f.Size-offset+walk.Growth)
}

// isLike says whether a log looks at a mark as it does at its start: what tells
// the reader of its text how to read it.
func isLike(ctx context.Context, f walk.File, m sources.Mark, head []byte) bool {
	p := sources.Peek(ctx, beginAt(f, m.Offset))
	defer p.Close()
	there := p.Head()
	if p.Err() != nil || len(there) == 0 || !logtext.Alike(head, there) {
		return false
	}
	packed, program := unpack.Glance(there[:min(len(there), unpack.MagicSize)])
	_, encoding := sources.Decode(there)
	return !packed && !program && encoding == "" && !journalfile.Is(there)
}

// grown is one reading of a log.
type grown struct {
	origin *sources.Origin
	from   sources.Mark // where it begins
	limit  int64        // where the next one may begin at the latest
	next   sources.Mark
	emit   sources.Emit
}

// fragment emits a fragment without what an earlier reading answers for, and with
// its place in the whole log.
func (g *grown) fragment(f sources.Fragment) error {
	if f.Line == 1 {
		f.Column += g.from.Column
	}
	f.Offset += g.from.Offset
	f.Line += max(0, g.from.Line-1)
	if at := markIn(&f); g.origin.Encoding == "" && at.Offset > g.next.Offset && at.Offset <= g.limit {
		g.next = at
	}
	if !g.answers(&f) {
		return nil
	}
	return g.emit(f)
}

// markIn gives the place in a fragment at which a later reading may begin: where a
// line does, if there is one, because that is how the log's notation is told.
func markIn(f *sources.Fragment) sources.Mark {
	text := f.Data
	if f.Map != nil {
		text = f.Raw
	}
	m := sources.Mark{Offset: f.Offset, Line: f.Line, Column: f.Column}
	if n := bytes.IndexByte(text, '\n'); n >= 0 {
		m = sources.Mark{Offset: f.Offset + int64(n) + 1, Line: f.Line + 1}
	}
	m.From = m.Offset + goBack
	return m
}

// answers makes context of what lies before the place from which on this reading
// answers, and says whether there is anything else in the fragment.
func (g *grown) answers(f *sources.Fragment) bool {
	known := g.from.From - f.Offset
	if known <= 0 {
		return true
	}
	limit := len(f.Data) - f.After
	if f.Map == nil {
		f.Before = int(min(max(int64(f.Before), known), int64(limit)))
		return f.Before < limit
	}
	for f.Before < limit {
		if at, _ := f.Map.Original(f.Before, f.Before+1); int64(at) >= known {
			return true
		}
		f.Before++
	}
	return false
}
