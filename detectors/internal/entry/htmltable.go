package entry

import "bytes"

// htmlColumn reads the column of an HTML table of which the name is the head, as in
// an export of a wiki: <tr><th>Host</th><th>API-Key</th></tr>. Only the first row of
// a table has heads, so that its rows are looked at once for each column at most.
func (e *entryScan) htmlColumn(p int) {
	b := e.b
	if !hasPrefixFold(b[min(p, len(b)):], "</") || at(b, e.ns-1) != '>' && at(b, e.ns-1) != ' ' {
		return
	}
	lo := max(0, e.ns-maxRow)
	row := bytes.LastIndex(b[lo:e.ns], []byte("<tr"))
	if row < 0 {
		return
	}
	row += lo
	table := bytes.LastIndex(b[lo:row], []byte("<table"))
	if table < 0 || bytes.Contains(b[lo+table:row], []byte("</tr")) {
		return
	}
	column := bytes.Count(b[row:e.ns], []byte("<th")) + bytes.Count(b[row:e.ns], []byte("<td"))
	if column == 0 || column > maxColumns || bytes.Contains(b[row:e.ns], []byte("</tr")) {
		return
	}
	rest := b[p:min(len(b), p+maxTable)]
	for _, end := range [...]string{"</table", "<table"} {
		if i := bytes.Index(rest, []byte(end)); i >= 0 {
			rest = rest[:i]
		}
	}
	for at := 0; ; {
		i := bytes.Index(rest[at:], []byte("<tr"))
		if i < 0 {
			return
		}
		at += i + 3
		cells := rest[at:]
		if i := bytes.Index(cells, []byte("<tr")); i >= 0 {
			cells = cells[:i]
		}
		if s := htmlCell(cells, column); s >= 0 {
			valueAt(b, p+at+s, false, e.give(Column, false))
		}
	}
}

// maxTable is how much of a table in HTML is read, in bytes.
const maxTable = 64 << 10

// htmlCell finds the text of a cell, counted from 1, in a row. It gives -1 if there
// is none.
func htmlCell(row []byte, column int) int {
	p := 0
	for range column {
		i := bytes.Index(row[p:], []byte("<td"))
		if i < 0 {
			return -1
		}
		p += i + 3
	}
	i := bytes.IndexByte(row[p:], '>')
	if i < 0 {
		return -1
	}
	p += i + 1
	for {
		n := spaceAt(row, p) + newlineAt(row, p+spaceAt(row, p))
		if at(row, p) == '<' && at(row, p+1) != '/' {
			n = tagAt(row, p)
		}
		if n == 0 {
			return p
		}
		p += n
	}
}
