package structure

import (
	"bytes"

	"github.com/leakstag/leakstag/sources"
	"mvdan.cc/sh/v3/syntax"
)

// place is where a text goes: its notation there, if that is sure, and the file's
// path if it is a file.
type place struct {
	format Format
	path   string
}

// notation tells the notation of a text that goes there.
func (to place) notation(text []byte) Format {
	if to.format != Plain {
		return to.format
	}
	return FormatOf(&sources.Origin{Path: to.path}, text)
}

// output hands over what echo or printf puts out, which goes to a place.
func (s *shellReader) output(to place) {
	w := &s.words
	var text sources.MappedText
	switch programName(w.get(0)) {
	case "echo":
		s.echo(&text)
	case "printf":
		s.printf(&text)
	default:
		return
	}
	s.yieldText(&text, to)
}

// echo puts words together with blanks. With -e, backslashes are escapes.
func (s *shellReader) echo(to *sources.MappedText) {
	w := &s.words
	i, escaped := 1, false
	for ; i < len(w.list); i++ {
		word := w.get(i)
		if len(word) < 2 || len(word) > 4 || word[0] != '-' || !onlyOf(word[1:], "neE") {
			break
		}
		escaped = escaped || bytes.IndexByte([]byte(word), 'e') > 0
	}
	for j := i; j < len(w.list); j++ {
		if j > i {
			to.PutString(" ", w.list[j].pos, w.list[j].pos)
		}
		if escaped {
			s.decodeEscapes(to, w.list[j].start, w.list[j].end, echoEscapes)
		} else {
			to.Append(&w.MappedText, w.list[j].start, w.list[j].end)
		}
	}
}

func onlyOf(word, set string) bool {
	for i := range len(word) {
		if bytes.IndexByte([]byte(set), word[i]) < 0 {
			return false
		}
	}
	return true
}

// decodeEscapes appends a stretch of the words with its escapes decoded.
func (s *shellReader) decodeEscapes(to *sources.MappedText, start, end int, known escapes) {
	w := &s.words
	for start < end {
		i := bytes.IndexByte(w.Text[start:end], '\\')
		if i < 0 {
			to.Append(&w.MappedText, start, end)
			return
		}
		i += start
		to.Append(&w.MappedText, start, i)
		decoded, n := cEscape(w.Text[i:end], known)
		if n == 0 {
			decoded, n = w.Text[i:i+1], 1
		}
		from, last := w.Map.Original(i, i+n)
		to.Put(decoded, from, last)
		start = i + n
	}
}

// maxPrinted is how often a format of printf is used again for further words.
const maxPrinted = 64

// printf puts words into the places that a format has for them (printf(1)).
func (s *shellReader) printf(to *sources.MappedText) {
	w := &s.words
	format := 1
	if w.get(format) == "--" {
		format++
	}
	if w.get(format) == "-v" || format >= len(w.list) {
		return
	}
	next := format + 1
	for range maxPrinted {
		before := next
		next = s.printOnce(to, w.list[format], next)
		if next >= len(w.list) || next == before {
			return
		}
	}
}

// printOnce puts words from next on into the format. It gives the first word
// that there was no place for.
func (s *shellReader) printOnce(to *sources.MappedText, format shellWord, next int) int {
	w := &s.words
	p := format.start
	for p < format.end {
		i := bytes.IndexByte(w.Text[p:format.end], '%')
		if i < 0 {
			break
		}
		i += p
		s.decodeEscapes(to, p, i, printfEscapes)
		end := i + 1
		for end < format.end && bytes.IndexByte([]byte("-+ #0123456789.'*l"), w.Text[end]) >= 0 {
			end++
		}
		if end >= format.end {
			return next
		}
		p = end + 1
		if w.Text[end] == '%' {
			to.Append(&w.MappedText, end, end+1)
			continue
		}
		if next < len(w.list) {
			if w.Text[end] == 'b' {
				s.decodeEscapes(to, w.list[next].start, w.list[next].end, echoEscapes)
			} else {
				to.Append(&w.MappedText, w.list[next].start, w.list[next].end)
			}
			next++
		}
	}
	s.decodeEscapes(to, p, format.end, printfEscapes)
	return next
}

// hereDocuments hands over the texts that a command reads, which go to a place.
func (s *shellReader) hereDocuments(stmt *syntax.Stmt, to place) {
	for _, r := range stmt.Redirs {
		if r.Op == syntax.WordHdoc && r.Word != nil && to != (place{}) {
			var text sources.MappedText
			s.decode(&text, r.Word.Parts, unquoted)
			s.yieldText(&text, to)
		}
		if r.Hdoc == nil {
			continue
		}
		s.end = max(s.end, s.at(r.Hdoc.End()))
		var text sources.MappedText
		s.body(&text, r)
		s.yieldText(&text, to)
	}
}

// body appends the text of a here-document.
func (s *shellReader) body(to *sources.MappedText, r *syntax.Redirect) {
	var raw sources.MappedText
	start, end := s.at(r.Hdoc.Pos()), s.at(r.Hdoc.End())
	// The parser takes the line that ends it for a part of it.
	end = start + bytes.LastIndexByte(s.text[start:end], '\n') + 1
	if quotedDelimiter(r.Word) {
		s.copy(&raw, start, end)
	} else {
		last := len(r.Hdoc.Parts) - 1
		s.decode(&raw, r.Hdoc.Parts[:last], hereDocument)
		s.unescape(&raw, s.at(r.Hdoc.Parts[last].Pos()), end, hereDocument)
	}
	if r.Op != syntax.DashHdoc {
		*to = raw
		return
	}
	for start := 0; start < len(raw.Text); {
		end := len(raw.Text)
		if i := bytes.IndexByte(raw.Text[start:], '\n'); i >= 0 {
			end = start + i + 1
		}
		for start < end && raw.Text[start] == '\t' {
			start++
		}
		to.Append(&raw, start, end)
		start = end
	}
}

// quotedDelimiter says that the word which ends a here-document is quoted: then
// nothing in its text is special.
func quotedDelimiter(word *syntax.Word) bool {
	for _, part := range word.Parts {
		lit, ok := part.(*syntax.Lit)
		if !ok || bytes.IndexByte([]byte(lit.Value), '\\') >= 0 {
			return true
		}
	}
	return false
}
