package entry

import "bytes"

// Limits on tables.
const (
	maxColumns = 64
	maxRows    = 20000
	maxCell    = 1024
	maxHead    = 40      // of a column, in bytes
	maxRow     = 8 << 10 // of SQL, in bytes
)

// columns handles a name that is the head of a column: in the first line of a
// CSV file or of a table in text, or in the list of columns of an INSERT.
func (e *entryScan) columns() {
	b := e.b
	lo := lineStart(b, e.ns, 2048)
	hi := lineEnd(b, e.ne, 2048)
	if open := openBracket(b, e.ns, 1024); open >= 0 {
		e.insert(open)
		return
	}
	head := bytes.TrimRight(b[lo:hi], "\r")
	for _, delim := range []byte{',', ';', '\t', '|'} {
		if bytes.IndexByte(head, delim) < 0 {
			continue
		}
		column, total := headColumn(head, e.ns-lo, delim)
		if column < 0 || !headsTable(b, lo, delim, total) {
			continue
		}
		p := hi + 1
		for range maxRows {
			if p >= len(b) {
				return
			}
			end := p + bytes.IndexByte(b[p:], '\n')
			if end < p {
				end = len(b)
			}
			row := bytes.TrimRight(b[p:end], "\r")
			if delim == '|' && isRule(row) {
				p = end + 1
				continue
			}
			cells := 0
			eachCell(row, delim, func(i, s, t int) bool {
				if cells++; i == column {
					e.cell(p+s, p+t)
				}
				return cells <= total
			})
			if cells != total {
				return
			}
			p = end + 1
		}
		return
	}
}

// isRule says that a line of a table is one of dashes: ----+----, +----+----+.
func isRule(line []byte) bool {
	return len(line) > 0 && (line[0] == '-' || line[0] == '+') && len(bytes.Trim(line, "-+")) == 0
}

// headsTable says that the line at lo begins a table: the line above has another
// number of cells. So each row of a table is looked at once, not once for each
// row above it.
func headsTable(b []byte, lo int, delim byte, total int) bool {
	if lo == 0 {
		return true
	}
	above := lineStart(b, lo-1, maxCell)
	cells := 0
	eachCell(bytes.TrimRight(b[above:lo-1], "\r"), delim, func(int, int, int) bool {
		cells++
		return cells <= total
	})
	return cells != total
}

// cell yields what a cell holds.
func (e *entryScan) cell(s, t int) {
	b := e.b
	for s < t && (b[s] == ' ' || b[s] == '\t' || b[s] == '"' || b[s] == '\'' || b[s] == '`') {
		s++
	}
	for t > s && (b[t-1] == ' ' || b[t-1] == '\t' || b[t-1] == '"' || b[t-1] == '\'' || b[t-1] == '`') {
		t--
	}
	if t-s >= 8 && t-s <= maxCell && bytes.IndexByte(b[s:t], ' ') < 0 {
		e.give(Column, false)(span{start: s, end: t, quoted: true})
	}
}

// headColumn gives the number of the cell at pos in a line of column heads, and
// how many cells there are; -1 if the line is something else.
func headColumn(head []byte, pos int, delim byte) (column, total int) {
	column = -1
	ok := true
	// A name may be in every line, and many times: a line that heads nothing is
	// not read to its end.
	eachCell(head, delim, func(i, s, t int) bool {
		total++
		if s <= pos && pos < t {
			column = i
		}
		ok = len(bytes.TrimSpace(head[s:t])) <= maxHead && total <= maxColumns
		for i := s; ok && i < t; i++ {
			c := head[i]
			ok = isNameByte(c) || c == ' ' || c == '"' || c == '\'' || c == '`' || c == '*' || c == '/'
		}
		return ok
	})
	if !ok || total < 2 {
		return -1, total
	}
	return column, total
}

// eachCell cuts a line at a delimiter outside of quotes, until yield says that it
// has seen enough.
func eachCell(line []byte, delim byte, yield func(i, start, end int) bool) {
	start, i := 0, 0
	var quote byte
	for p := 0; p <= len(line); p++ {
		if p < len(line) {
			c := line[p]
			switch {
			case quote != 0:
				if c == quote {
					quote = 0
				}
				continue
			case (c == '"' || c == '\'') && p == start:
				quote = c
				continue
			case c != delim:
				continue
			}
		}
		if !yield(i, start, p) {
			return
		}
		i++
		start = p + 1
	}
}

// openBracket finds the bracket that opens the list of names in which p lies,
// at most limit bytes before; -1 if p lies in no such list.
func openBracket(b []byte, p, limit int) int {
	for i := p - 1; i >= 0 && p-i < limit; i-- {
		switch c := b[i]; {
		case c == '(':
			return i
		case isNameByte(c) || c == ',' || c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '`' || c == '"' || c == '[' || c == ']':
		default:
			return -1
		}
	}
	return -1
}

// insert handles the columns of INSERT INTO t (a, api_key) VALUES (…), (…).
func (e *entryScan) insert(open int) {
	b := e.b
	closing := bytes.IndexByte(b[e.ne:min(len(b), e.ne+1024)], ')')
	if closing < 0 {
		return
	}
	closing += e.ne
	column := bytes.Count(b[open:e.ns], []byte{','})
	total := column + 1 + bytes.Count(b[e.ne:closing], []byte{','})
	p := closing + 1
	skip := func() {
		for p < len(b) && (b[p] == ' ' || b[p] == '\n' || b[p] == '\r' || b[p] == '\t' || b[p] == ',') {
			p++
		}
	}
	skip()
	if hasPrefixFold(b[p:], "from stdin") {
		e.copied(lineEnd(b, p, 200)+1, column, total)
		return
	}
	if !hasPrefixFold(b[p:], "values") && !hasPrefixFold(b[p:], "value ") {
		return
	}
	p += len("values")
	for range maxRows {
		skip()
		if at(b, p) != '(' {
			return
		}
		p++
		end, cells := rowEnd(b, p)
		if end < 0 {
			return
		}
		if len(cells) == total {
			e.cell(cells[column][0], cells[column][1])
		}
		p = end + 1
	}
}

// copied handles the rows of PostgreSQL's COPY … FROM stdin, from p on.
func (e *entryScan) copied(p, column, total int) {
	for range maxRows {
		if p >= len(e.b) {
			return
		}
		end := lineEnd(e.b, p, maxRow)
		if bytes.Contains(e.b[p:end], []byte("stdin")) {
			return // another table
		}
		cells := 0
		eachCell(e.b[p:end], '\t', func(i, s, t int) bool {
			if cells++; i == column {
				e.cell(p+s, p+t)
			}
			return cells <= total
		})
		if cells != total {
			return
		}
		p = end + 1
	}
}

// rowEnd cuts the values of a row of SQL from p to its closing bracket.
func rowEnd(b []byte, p int) (int, [][2]int) {
	var cells [][2]int
	start, depth := p, 0
	var quote byte
	for i := p; i < len(b) && i-p < maxRow; i++ {
		c := b[i]
		switch {
		case quote != 0:
			if c == '\\' {
				i++
			} else if c == quote {
				quote = 0
			}
		case c == '\'' || c == '"':
			quote = c
		case c == '(':
			depth++
		case c == ',' && depth == 0:
			cells = append(cells, [2]int{start, i})
			start = i + 1
		case c == ')':
			if depth == 0 {
				return i, append(cells, [2]int{start, i})
			}
			depth--
		}
	}
	return -1, nil
}
