package entry

import "bytes"

// maxBranches is how many tags of one condition are looked at.
const maxBranches = 8

// branchesAt yields the texts that a template's condition at p chooses from, where
// all of it stands on one line: {{ if x }}value{{ else }}value{{ end }},
// {% if x %}value{% endif %}. Ok is false if at p is no condition.
func branchesAt(b []byte, p int, yield func(span)) (ok bool) {
	hi := lineEnd(b, p, maxField)
	for range maxBranches {
		word, end := tagWord(b[:hi], p)
		switch {
		case end < 0:
			return ok
		case !ok && word != "if" && word != "unless" && word != "with":
			return false
		case word == "end" || word == "endif":
			return true
		}
		ok = true
		next := nextTag(b[:hi], end)
		if next < 0 {
			return true
		}
		text := b[end:next]
		start := end + len(text) - len(bytes.TrimLeft(text, " \t\"'"))
		if text = bytes.Trim(text, " \t\"'"); len(text) > 0 && !bytes.ContainsAny(text, " \t\"'") {
			yield(span{start: start, end: start + len(text), quoted: true})
		}
		p = next
	}
	return ok
}

// tagWord gives the first word of the tag of a template at p, and the position
// behind the tag; -1 if it has no end.
func tagWord(b []byte, p int) (word string, end int) {
	closing := "}}"
	if at(b, p+1) == '%' {
		closing = "%}"
		if b[p] == '<' {
			closing = "%>"
		}
	}
	i := bytes.Index(b[p:], []byte(closing))
	if i < 2 {
		return "", -1
	}
	inner := bytes.TrimLeft(b[p+2:p+i], "-~ \t")
	n := 0
	for n < len(inner) && isLetter(inner[n]) {
		n++
	}
	return string(inner[:n]), p + i + len(closing)
}

// nextTag finds the next tag of a template from p on; -1 if there is none.
func nextTag(b []byte, p int) int {
	for ; p+1 < len(b); p++ {
		if b[p] == '{' && (b[p+1] == '{' || b[p+1] == '%') || b[p] == '<' && b[p+1] == '%' {
			return p
		}
	}
	return -1
}
