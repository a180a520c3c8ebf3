package structure

import (
	"bytes"
	"slices"

	"mvdan.cc/sh/v3/syntax"
)

// writePipeline writes a statement, and those that it sends its output to, on one
// line.
func (s *shellReader) writePipeline(stmt *syntax.Stmt) {
	line := s.pipeline(stmt)
	written := false
	for i, member := range line {
		if s.done[member] {
			continue
		}
		s.done[member] = true
		var next place
		if i+1 < len(line) {
			next = s.sink(line[i+1])
		}
		if !s.writable(member) {
			s.hereDocuments(member, next)
			continue
		}
		if written {
			s.put(" | ", s.at(member.Pos()))
		} else {
			s.begin(s.at(member.Pos()))
		}
		written = true
		s.command(member, next)
	}
}

// pipeline gives the statements of a pipeline in their order; a statement that is
// none alone.
func (s *shellReader) pipeline(stmt *syntax.Stmt) []*syntax.Stmt {
	var list []*syntax.Stmt
	for {
		b, ok := stmt.Cmd.(*syntax.BinaryCmd)
		if !ok || b.Op != syntax.Pipe && b.Op != syntax.PipeAll {
			break
		}
		s.done[stmt] = true
		list = append(list, b.Y)
		stmt = b.X
	}
	list = append(list, stmt)
	slices.Reverse(list)
	return list
}

// writable says that a statement has words of its own to be written.
func (s *shellReader) writable(stmt *syntax.Stmt) bool {
	switch stmt.Cmd.(type) {
	case *syntax.CallExpr, *syntax.DeclClause:
		return true
	}
	return false
}

// command writes a simple command. Its output goes to next, unless it says
// otherwise itself.
func (s *shellReader) command(stmt *syntax.Stmt, next place) {
	s.words.reset()
	switch c := stmt.Cmd.(type) {
	case *syntax.CallExpr:
		s.assignments(c.Assigns)
		s.words.add(s, c.Args...)
		if len(c.Assigns) > 0 && len(c.Args) > 0 {
			s.put(" ", s.words.list[0].pos)
		}
	case *syntax.DeclClause:
		s.commands.Copy(s.text, s.at(c.Variant.Pos()), s.at(c.Variant.End()))
		if len(c.Args) > 0 {
			s.put(" ", s.at(c.Variant.End()))
			s.assignments(c.Args)
		}
	}
	s.writeWords()
	if file := s.redirections(stmt); file != "" {
		next = place{path: file}
	}
	s.last = s.at(stmt.End())
	s.output(next)
	s.scripts()
	s.hereDocuments(stmt, s.stdin(next))
}

// writeWords writes the words of the command.
func (s *shellReader) writeWords() {
	for i, w := range s.words.list {
		if i > 0 {
			s.put(" ", w.pos)
		}
		s.writeWord(w)
	}
}

// writeWord writes a word, in quotes that it does not hold itself if it needs
// them.
func (s *shellReader) writeWord(w shellWord) {
	quote := quoteFor(s.words.Text[w.start:w.end])
	s.put(quote, w.pos)
	s.commands.Append(&s.words.MappedText, w.start, w.end)
	s.put(quote, w.last)
}

// specialInWord are the characters that end a bare word or mean something to a
// shell. What begins an expansion is left out: it is one.
const specialInWord = " '\"`\\&;|<>()*?[]#~!,"

// quoteFor chooses the quote to put around a word: none if it needs none, or
// holds both kinds.
func quoteFor(word []byte) string {
	bare := len(word) > 0 && !bytes.ContainsAny(word, specialInWord)
	for i := 0; bare && i < len(word); i++ {
		bare = word[i] >= 0x20 && word[i] != 0x7f
	}
	switch {
	case bare:
		return ""
	case bytes.IndexByte(word, '\'') < 0:
		return "'"
	case bytes.IndexByte(word, '"') < 0:
		return `"`
	}
	return ""
}

// assignments writes variables and their values.
func (s *shellReader) assignments(list []*syntax.Assign) {
	for i, a := range list {
		if i > 0 {
			s.put(" ", s.at(a.Pos()))
		}
		if a.Name != nil {
			s.commands.Copy(s.text, s.at(a.Name.Pos()), s.at(a.Name.End()))
		}
		if a.Index != nil {
			s.index(a.Index)
		}
		if a.Naked {
			if a.Value != nil { // an option, or a word that may hold a name
				s.value(a.Value)
			}
			continue
		}
		s.put("=", s.at(a.Name.End()))
		if a.Value != nil {
			s.value(a.Value)
		}
		if a.Array != nil {
			s.array(a.Array)
		}
	}
}

// index writes the index of an array's element.
func (s *shellReader) index(x syntax.ArithmExpr) {
	s.put("[", s.at(x.Pos()))
	if w, ok := x.(*syntax.Word); ok {
		s.value(w)
	} else {
		s.commands.Copy(s.text, s.at(x.Pos()), s.at(x.End()))
	}
	s.put("]", s.at(x.End()))
}

// value writes a word that is none of the command's arguments.
func (s *shellReader) value(word *syntax.Word) {
	n := len(s.words.list)
	s.words.add(s, word)
	s.writeWord(s.words.list[n])
	s.words.list = s.words.list[:n]
}

// array writes the elements of an array.
func (s *shellReader) array(a *syntax.ArrayExpr) {
	s.put("(", s.at(a.Lparen))
	for i, e := range a.Elems {
		if i > 0 {
			s.put(" ", s.at(e.Pos()))
		}
		if e.Index != nil {
			s.index(e.Index)
			s.put("=", s.at(e.Pos()))
		}
		if e.Value != nil {
			s.value(e.Value)
		}
	}
	s.put(")", s.at(a.Rparen))
}

// redirections writes where input and output go, and gives the file that the
// output goes to, if any.
func (s *shellReader) redirections(stmt *syntax.Stmt) (target string) {
	for _, r := range stmt.Redirs {
		if r.Word == nil || r.Hdoc != nil || r.Op == syntax.Hdoc || r.Op == syntax.DashHdoc {
			continue
		}
		s.put(" "+r.Op.String()+" ", s.at(r.OpPos))
		n := len(s.words.list)
		s.words.add(s, r.Word)
		s.writeWord(s.words.list[n])
		switch r.Op {
		case syntax.RdrOut, syntax.AppOut, syntax.RdrClob, syntax.RdrAll, syntax.AppAll:
			if r.N == nil || r.N.Value == "1" {
				target = s.words.get(n)
			}
		}
		s.words.list = s.words.list[:n]
	}
	return target
}

// sink gives the place to which a member of a pipeline writes what it reads.
func (s *shellReader) sink(stmt *syntax.Stmt) place {
	call, ok := stmt.Cmd.(*syntax.CallExpr)
	if !ok {
		return place{}
	}
	var w shellWords
	w.add(s, call.Args[:min(len(call.Args), maxProgramWords)]...)
	for i := range w.list {
		if to := sinkOf(&w, i); to != (place{}) {
			return to
		}
	}
	for _, r := range stmt.Redirs {
		if r.Word != nil && (r.Op == syntax.RdrOut || r.Op == syntax.AppOut || r.Op == syntax.RdrClob) {
			w.add(s, r.Word)
			return place{path: w.get(len(w.list) - 1)}
		}
	}
	return place{}
}

// firstOperand gives the first word from i on that is no option.
func firstOperand(w *shellWords, i int) string {
	for ; i < len(w.list); i++ {
		if word := w.get(i); word != "" && word[0] != '-' {
			return word
		}
	}
	return ""
}
