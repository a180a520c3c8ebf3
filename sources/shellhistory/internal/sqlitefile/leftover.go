package sqlitefile

import (
	"context"
	"encoding/binary"
	"hash/maphash"
	"slices"
	"unicode/utf8"
)

// fewestText is how long a text must be to be given as left over: no key is as
// short.
const fewestText = 16

// knownTexts are texts that need not be given again. The zero value is ready for
// use.
type knownTexts struct {
	seed   maphash.Seed
	hashes map[uint64]bool
}

// add says whether a text is new, and remembers it.
func (k *knownTexts) add(text []byte) bool {
	if len(text) < fewestText {
		return false
	}
	if k.hashes == nil {
		k.seed, k.hashes = maphash.MakeSeed(), map[uint64]bool{}
	}
	h := maphash.Bytes(k.seed, text)
	if k.hashes[h] {
		return false
	}
	k.hashes[h] = true
	return true
}

// Leftovers calls each for the texts of rows that were deleted or changed, and
// are still in the files: in pages that are free, in what pages were before, in
// the log or the journal, and in the gaps of pages. Each text is given once, and
// none that a row still has. It lies in file[start:end]; those of one file come
// in their order. What was overwritten in part is not found.
func (s *Snapshot) Leftovers(ctx context.Context, each func(file File, start, end int) error) error {
	images := s.images()
	var known knownTexts
	var counts [maxColumns + 1]bool
	var texts []text
	for _, i := range images {
		if err := ctx.Err(); err != nil {
			return err
		}
		p, ok := s.readPage(i)
		if !ok {
			continue
		}
		if len(p.cells) > 0 {
			if _, columns, _, ok := record(p.page, p.cells[0].record, p.cells[0].end, nil); ok {
				counts[columns] = true
			}
		}
		if !i.old {
			texts = p.texts(texts[:0])
			for _, t := range texts {
				known.add(p.page[t.start:t.end])
			}
		}
	}
	for _, i := range images {
		if err := ctx.Err(); err != nil {
			return err
		}
		p, ok := s.readPage(i)
		texts = texts[:0]
		switch {
		case ok && i.old:
			texts = p.gapTexts(p.texts(texts), counts)
		case ok || i.old: // a page that isn't a leaf may have been one
			texts = p.gapTexts(texts, counts)
		}
		slices.SortFunc(texts, func(a, b text) int { return a.start - b.start })
		for _, t := range texts {
			if known.add(p.page[t.start:t.end]) {
				if err := each(i.file, i.at+t.start, i.at+t.end); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// page is a page, with the rows in it if it is a leaf of a table or an index.
type page struct {
	page  []byte
	cells []cell // by their place
	free  int    // where the list of cells ends
}

// cell is a row in a page: it, its record, and where that ends in the page.
type cell struct{ start, record, end int }

// readPage reads the head and the list of cells of a leaf; ok is false for any
// other page, which has no cells then.
func (s *Snapshot) readPage(i image) (p page, ok bool) {
	const tableLeaf, indexLeaf, leafHeader = 0x0D, 0x0A, 8
	b := i.bytes(s)
	kind := b[i.header]
	count := int(binary.BigEndian.Uint16(b[i.header+3:]))
	if free := i.header + leafHeader + 2*count; kind == tableLeaf || kind == indexLeaf {
		p.free = free
	}
	p.page = b
	if p.free == 0 || p.free > len(b) {
		return page{page: b}, false
	}
	for n := range count {
		c := cell{start: int(binary.BigEndian.Uint16(b[i.header+leafHeader+2*n:]))}
		if c.start < p.free || c.start >= len(b) {
			continue
		}
		size, n := varint(b[c.start:])
		c.record = c.start + n
		if kind == tableLeaf && c.record < len(b) {
			_, n := varint(b[c.record:])
			c.record += n
		}
		if n == 0 || c.record >= len(b) {
			continue
		}
		c.end = c.record + min(s.localSize(size, kind == tableLeaf), len(b)-c.record)
		p.cells = append(p.cells, c)
	}
	slices.SortFunc(p.cells, func(a, b cell) int { return a.start - b.start })
	return p, true
}

// localSize is how much of a row of this size lies in its page; the rest lies in
// overflow pages (https://www.sqlite.org/fileformat2.html#cellformat).
func (s *Snapshot) localSize(size uint64, table bool) int {
	usable := uint64(s.pageSize()) - uint64(s.Database[20])
	most := (usable-12)*64/255 - 23
	if table {
		most = usable - 35
	}
	if size <= most {
		return int(size)
	}
	least := (usable-12)*32/255 - 23
	local := least + (size-least)%(usable-4)
	if local > most {
		local = least
	}
	return int(local)
}

// texts adds the texts of the page's rows. Rows of a sound page don't overlap: of
// others only what does not is looked at, so that the work has an end.
func (p *page) texts(texts []text) []text {
	at := 0
	for _, c := range p.cells {
		if c.start < at {
			continue
		}
		if found, _, _, ok := record(p.page, c.record, c.end, texts); ok {
			texts, at = found, c.end
		}
	}
	return texts
}

// gapTexts adds the texts of what were rows between those of the page.
func (p *page) gapTexts(texts []text, counts [maxColumns + 1]bool) []text {
	at, left := p.free, 8*len(p.page)
	for _, c := range p.cells {
		texts = p.carve(at, c.start, texts, counts, &left)
		at = max(at, c.end)
	}
	return p.carve(at, len(p.page), texts, counts, &left)
}

// carve looks for rows in the gap page[at:end]. What looks like one by chance is
// told by its text; left bounds how much of that is looked at.
func (p *page) carve(at, end int, texts []text, counts [maxColumns + 1]bool, left *int) []text {
	for at < end && *left > 0 {
		found, columns, stop, ok := record(p.page, at, end, texts)
		ok = ok && counts[columns] && stop <= end && len(found) > len(texts)
		for _, t := range found[min(len(texts), len(found)):] {
			ok = ok && isText(p.page[t.start:t.end], left)
		}
		if ok {
			texts, at = found, stop
		} else {
			at++
		}
	}
	return texts
}

// isText says that b is UTF-8 without control characters but white space.
func isText(b []byte, left *int) bool {
	*left -= len(b)
	for _, c := range b {
		if c < 0x20 && (c < '\t' || c > '\r') || c == 0x7F {
			return false
		}
	}
	return utf8.Valid(b)
}
