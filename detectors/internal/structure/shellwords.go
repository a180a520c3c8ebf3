package structure

import (
	"bytes"

	"github.com/leakstag/leakstag/sources"
	"mvdan.cc/sh/v3/syntax"
)

// shellWords are words of one command as the program gets them.
type shellWords struct {
	sources.MappedText
	list []shellWord
}

// shellWord is the place of a word in its MappedText.
type shellWord struct {
	start, end int
	pos        int // in the script
	last       int // the end, in the script
}

func (w *shellWords) reset() {
	w.Reset()
	w.list = w.list[:0]
}

// get gives the text of a word; empty if there is none.
func (w *shellWords) get(i int) string {
	if i < 0 || i >= len(w.list) {
		return ""
	}
	return string(w.Text[w.list[i].start:w.list[i].end])
}

// add decodes words.
func (w *shellWords) add(s *shellReader, words ...*syntax.Word) {
	for _, word := range words {
		from := len(w.Text)
		s.decode(&w.MappedText, word.Parts, unquoted)
		w.list = append(w.list, shellWord{from, len(w.Text), s.at(word.Pos()), s.at(word.End())})
	}
}

// quoting is what a backslash does, and where.
type quoting uint8

const (
	unquoted     quoting = iota // before anything
	doubleQuoted                // before $ ` " \ and a line break
	hereDocument                // before $ ` \ and a line break
)

// decode appends the parts of a word as the shell would see them.
func (s *shellReader) decode(to *sources.MappedText, parts []syntax.WordPart, q quoting) {
	for _, part := range parts {
		from, end := s.at(part.Pos()), s.at(part.End())
		switch part := part.(type) {
		case *syntax.Lit:
			s.unescape(to, from, end, q)
		case *syntax.SglQuoted:
			if part.Dollar {
				s.ansiC(to, from+2, s.at(part.Right))
			} else {
				s.copy(to, from+1, s.at(part.Right))
			}
		case *syntax.DblQuoted:
			s.decode(to, part.Parts, doubleQuoted)
		case *syntax.ParamExp:
			s.parameter(to, part, q)
		case *syntax.CmdSubst:
			if word := printed(part.Stmts); word != nil && s.within < maxPrintedWithin {
				s.within++
				s.decode(to, word.Parts, unquoted)
				s.within--
			} else {
				to.PutString("$()", from, end)
			}
		case *syntax.ArithmExp:
			to.PutString("$(())", from, end)
		case *syntax.ProcSubst:
			to.PutString("<()", from, end)
		default: // patterns
			s.copy(to, from, end)
		}
	}
}

// maxPrintedWithin is how deep $(echo …) is followed. Each level is read anew.
const maxPrintedWithin = 3

// printed gives the one word that is all that commands print: $(echo word),
// $(printf %s word). It is nil for others.
func printed(list []*syntax.Stmt) *syntax.Word {
	if len(list) != 1 || len(list[0].Redirs) > 0 {
		return nil
	}
	call, ok := list[0].Cmd.(*syntax.CallExpr)
	if !ok || len(call.Args) < 2 || len(call.Args) > 3 || len(call.Assigns) > 0 {
		return nil
	}
	option := ""
	if len(call.Args) == 3 {
		option = literal(call.Args[1])
	}
	switch name := literal(call.Args[0]); {
	case name == "echo" && (len(call.Args) == 2 || option == "-n"), name == "printf" && option == "%s":
		return call.Args[len(call.Args)-1]
	}
	return nil
}

// literal gives the text of a word that is all literal; empty for others.
func literal(word *syntax.Word) string {
	if len(word.Parts) != 1 {
		return ""
	}
	switch part := word.Parts[0].(type) {
	case *syntax.SglQuoted:
		return part.Value
	case *syntax.DblQuoted:
		if len(part.Parts) == 1 {
			if lit, ok := part.Parts[0].(*syntax.Lit); ok {
				return lit.Value
			}
		}
	case *syntax.Lit:
		return part.Value
	}
	return ""
}

// copy appends a stretch of the script as it is.
func (s *shellReader) copy(to *sources.MappedText, start, end int) { to.Copy(s.text, start, end) }

// parameter appends the expansion of a parameter. What stands in for a missing
// value may be a value in the clear.
func (s *shellReader) parameter(to *sources.MappedText, p *syntax.ParamExp, q quoting) {
	from, end := s.at(p.Pos()), s.at(p.End())
	if p.Exp == nil || p.Exp.Word == nil {
		s.copy(to, from, end)
		return
	}
	word := p.Exp.Word
	s.copy(to, from, s.at(word.Pos()))
	s.decode(to, word.Parts, q)
	to.PutString("}", max(from, end-1), end)
}

// unescape appends a literal without its backslashes.
func (s *shellReader) unescape(to *sources.MappedText, start, end int, q quoting) {
	if q == unquoted && end > start && s.text[end-1] == '\r' && (end == len(s.text) || s.text[end] == '\n') {
		end-- // a line that ends as on Windows
	}
	for start < end {
		i := bytes.IndexByte(s.text[start:end], '\\')
		if i < 0 {
			s.copy(to, start, end)
			return
		}
		i += start
		if i+1 >= len(s.text) {
			s.copy(to, start, end)
			return
		}
		next := s.text[i+1]
		switch {
		case next == '\n':
			s.copy(to, start, i)
			start = i + 2
		case next == '\r' && i+2 < len(s.text) && s.text[i+2] == '\n':
			s.copy(to, start, i)
			start = i + 3
		case q == unquoted || next == '$' || next == '`' || next == '\\' || next == '"' && q == doubleQuoted:
			s.copy(to, start, i)
			s.copy(to, i+1, min(i+2, end))
			start = i + 2
		default:
			s.copy(to, start, min(i+2, end))
			start = i + 2
		}
	}
}

// ansiC appends the text of $'…' (bash(1), QUOTING).
func (s *shellReader) ansiC(to *sources.MappedText, start, end int) {
	for start < end {
		i := bytes.IndexByte(s.text[start:end], '\\')
		if i < 0 || start+i+1 >= end {
			s.copy(to, start, end)
			return
		}
		i += start
		s.copy(to, start, i)
		decoded, n := cEscape(s.text[i:end], bashEscapes)
		if n == 0 {
			n = 2
			decoded = s.text[i : i+2]
		}
		to.Put(decoded, i, i+n)
		start = i + n
	}
}
