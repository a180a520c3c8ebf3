package entry

import "bytes"

// replacement finds what a command such as sed's s/name/value/ puts in the place
// of a text with the name b[start:end] in it: a placeholder, or all of an entry
// whose name it keeps as \1 or $1. Ok is false if the name is in no such command, or what
// it puts there has a name of its own.
func replacement(b []byte, start, end int) (s span, ok bool) {
	if before := b[max(0, start-maxSpace):start]; !bytes.Contains(before, []byte("sed ")) && !bytes.Contains(before, []byte("perl ")) {
		return span{}, false // most names, at little cost
	}
	open := commandAt(b, start)
	if open < 0 {
		return span{}, false
	}
	mark := b[open]
	hi := lineEnd(b, end, maxField)
	p := unescapedMark(b, end, hi, mark) + 1
	if p == 0 {
		return span{}, false
	}
	p += groupsAt(b, p)
	quote := quoteAt(b, p)
	p += quote
	s = span{start: p, end: p, quoted: true}
	for isNameByte(at(b, s.end)) {
		s.end++
	}
	p = s.end
	if quote > 0 {
		p += quoteAt(b, p)
	}
	p += groupsAt(b, p)
	return s, s.end > s.start && at(b, p) == mark
}

// groupsAt measures what stands at p for parts of the text that a command replaces:
// \1 in sed, $1 and ${1} in Perl, \$1 where a shell must leave that alone.
func groupsAt(b []byte, p int) int {
	digit := func(i int) bool { return '1' <= at(b, i) && at(b, i) <= '9' }
	for i := p; ; {
		if i-p > maxSpace {
			return i - p
		}
		q := i
		if at(b, q) == '\\' {
			q++
		}
		if at(b, q) == '$' {
			q++
		}
		switch {
		case q > i && digit(q):
			i = q + 1
		case q > i && at(b, q-1) == '$' && at(b, q) == '{' && digit(q+1) && at(b, q+2) == '}':
			i = q + 3
		default:
			return i - p
		}
	}
}

// commandAt gives the position of the first mark of the command s/…/…/ in whose
// first part p lies; -1 if it lies in none.
func commandAt(b []byte, p int) int {
	lo := lineStart(b, p, 120)
	for i := p - 1; i > lo; i-- {
		if b[i-1] == 's' && bytes.IndexByte([]byte("/|#@,:!~%+"), b[i]) >= 0 && beginsCommand(b, i-1, lo) {
			if bytes.IndexByte(b[i+1:p], b[i]) >= 0 {
				return -1
			}
			return i
		}
	}
	return -1
}

// beginsCommand says that the s at p may begin a command, on a line that begins at
// lo: no letter stands before it, nor what would make it a part of a path, of a
// pattern or of a format.
func beginsCommand(b []byte, p, lo int) bool {
	if p == lo {
		return true
	}
	c := b[p-1]
	return '0' <= c && c <= '9' || !isNameByte(c) && c != '/' && c != '\\' && c != '%'
}

// unescapedMark finds a mark without a backslash before it; -1 if there is none
// before hi.
func unescapedMark(b []byte, p, hi int, mark byte) int {
	for ; p < hi; p++ {
		switch b[p] {
		case '\\':
			p++
		case mark:
			return p
		}
	}
	return -1
}

// pipedIn finds the word that a command line prints into a program which keeps it
// as a secret by the name at start: echo value | docker secret create name -.
func pipedIn(b []byte, start int) (s span, ok bool) {
	const program = 48 // its name, what it shall do, its flags
	if !bytes.Contains(b[max(0, start-program):start], []byte("secret")) {
		return span{}, false
	}
	lo := lineStart(b, start, maxField)
	head := b[lo:start]
	bar := bytes.LastIndexByte(head, '|')
	if bar < 0 || !bytes.Contains(head[bar:], []byte("secret")) {
		return span{}, false
	}
	end := bar
	for end > 0 && head[end-1] == ' ' {
		end--
	}
	quoted := false
	if end > 0 && (head[end-1] == '"' || head[end-1] == '\'') {
		end--
		quoted = true
	}
	s = span{start: end, end: end, quoted: true}
	for s.start > 0 && isNameByte(head[s.start-1]) {
		s.start--
	}
	before := head[:s.start]
	if quoted {
		before = before[:max(0, len(before)-1)]
	}
	words := bytes.Fields(before)
	for i := len(words) - 1; i >= 0 && i >= len(words)-3; i-- {
		if w := string(words[i]); w == "echo" || w == "printf" {
			s.start += lo
			s.end += lo
			return s, true
		}
	}
	return span{}, false
}
