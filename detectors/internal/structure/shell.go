package structure

import (
	"bytes"
	"errors"
	"unicode/utf8"

	"github.com/leakstag/leakstag/sources"
	"mvdan.cc/sh/v3/syntax"
)

// The limits on the scripts that are parsed. The parser is one of recursive
// descent, and a stack that overflows ends the program: what makes it descend is
// counted before.
const (
	maxScript  = 256 << 10 // bytes
	maxNesting = 4000      // marks and words that may open something
	maxWork    = 4000      // the same, with each time that they are parsed anew
	maxResumes = 16        // times that parsing goes on behind an error
)

// errNested says that a script holds more that may be nested than any that people
// write.
var errNested = errors.New("nested too deeply to be read")

// errNotShell says that a script, or a part of it, is not valid.
var errNotShell = errors.New("no valid shell script")

// readShell reads commands of a POSIX shell, bash, ksh or zsh. Its first view
// gives the commands in one plain form: the words of a command on one line, as
// the program would get them, with quotes around those that hold special
// characters. Further views are texts that the commands write to files, and
// scripts that they hand to another shell.
//
// What an expansion stands for is not known: $X stays as it is, and $() stands
// for the output of a command.
func readShell(text []byte, yield func(*View)) error {
	return readScript(text, []syntax.LangVariant{syntax.LangBash, syntax.LangZsh, syntax.LangMirBSDKorn}, yield)
}

// readZsh reads commands of zsh.
func readZsh(text []byte, yield func(*View)) error {
	return readScript(text, []syntax.LangVariant{syntax.LangZsh, syntax.LangBash}, yield)
}

// readScript reads a script in the first of several languages in which it is
// valid, or, if there is none, what is valid of it in the first.
func readScript(text []byte, langs []syntax.LangVariant, yield func(*View)) error {
	if len(text) > maxScript {
		return ErrTooLong
	}
	work := openers(text)
	if work > maxNesting {
		return errNested
	}
	s := &shellReader{text: text, valid: validUTF8(text), yield: yield, done: map[*syntax.Stmt]bool{}}
	if bytes.HasPrefix(text, []byte("\xef\xbb\xbf")) {
		s.base = 3
	}
	list, err := parseShell(s.valid[s.base:], langs[0])
	total := work
	for _, lang := range langs[1:] {
		if total += work; err == nil || total > maxWork {
			break
		}
		if other, e := parseShell(s.valid[s.base:], lang); e == nil {
			list, err = other, nil
		}
	}
	for _, stmt := range list {
		s.statement(stmt)
	}
	if err != nil {
		s.resume(langs[0], total)
	}
	s.finish()
	return err
}

// validUTF8 gives text with another character for each byte that is not UTF-8,
// which the parser takes for an error.
func validUTF8(text []byte) []byte {
	if utf8.Valid(text) {
		return text
	}
	text = bytes.Clone(text)
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRune(text[i:])
		if r == utf8.RuneError && n == 1 {
			text[i] = 'x'
		}
		i += n
	}
	return text
}

// parseShell gives the statements of a script, up to the first error.
func parseShell(text []byte, lang syntax.LangVariant) (list []*syntax.Stmt, err error) {
	for stmt, err := range syntax.NewParser(syntax.Variant(lang)).StmtsSeq(bytes.NewReader(text)) {
		if err != nil {
			// The parser's own error quotes the text.
			return list, errNotShell
		}
		list = append(list, stmt)
	}
	return list, nil
}

// resume goes on at the line behind each statement that is not valid: half a
// command, a template's mark.
func (s *shellReader) resume(lang syntax.LangVariant, work int) {
	for range maxResumes {
		for s.end < len(s.text) && s.text[s.end] <= ' ' {
			s.end++
		}
		i := bytes.IndexByte(s.text[s.end:], '\n')
		if i < 0 {
			break
		}
		s.base = s.end + i + 1
		s.end = s.base
		if work += openers(s.text[s.base:]); work > maxWork {
			break
		}
		list, again := parseShell(s.valid[s.base:], lang)
		for _, stmt := range list {
			s.statement(stmt)
		}
		if again == nil {
			break
		}
	}
}

// openers counts what may make the parser descend: brackets, back-ticks, the ?
// of arithmetic, and words that begin a compound command.
func openers(text []byte) int {
	n := 0
	for i, c := range text {
		switch c {
		case '(', '[', '{', '`', '?':
			n++
		case 'f': // if, elif
			if i > 0 && text[i-1] == 'i' {
				n++
			}
		case 'l': // while, until
			if i > 1 && (text[i-1] == 'i' && text[i-2] == 'h' || text[i-1] == 'i' && text[i-2] == 't') {
				n++
			}
		case 'o': // do, coproc
			if i > 0 && (text[i-1] == 'd' || text[i-1] == 'c') {
				n++
			}
		case 'm': // time
			if i > 1 && text[i-1] == 'i' && text[i-2] == 't' {
				n++
			}
		}
	}
	return n
}

// shellReader writes down one script.
type shellReader struct {
	text     []byte
	valid    []byte // text as the parser wants it
	base     int    // where the text begins that the syntax tree is of
	end      int    // where the last statement ends
	commands View   // one line each
	last     int    // where the command last written ends
	words    shellWords
	within   int // how many $(echo …) the word lies in
	yield    func(*View)
	done     map[*syntax.Stmt]bool // written with another
}

// statement writes a statement and all that lies in it.
func (s *shellReader) statement(stmt *syntax.Stmt) {
	s.end = max(s.end, s.at(stmt.End()))
	syntax.Walk(stmt, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.Stmt:
			if !s.done[n] {
				s.writePipeline(n)
			}
		case *syntax.ForClause:
			if iter, ok := n.Loop.(*syntax.WordIter); ok && len(iter.Items) > 0 {
				s.begin(s.at(n.ForPos))
				s.words.reset()
				s.words.add(s, iter.Items...)
				s.put("for "+iter.Name.Value+" in ", s.at(n.ForPos))
				s.writeWords()
				s.last = s.at(iter.End())
			}
		}
		return true
	})
}

// finish hands over the commands.
func (s *shellReader) finish() {
	if len(s.commands.Text) > 0 {
		s.yield(&s.commands)
	}
}

// begin starts the line of a command that stands at pos: a line of its own if it
// does so in the script.
func (s *shellReader) begin(pos int) {
	if len(s.commands.Text) == 0 {
		return
	}
	separator := "; "
	if pos > s.last && bytes.IndexByte(s.text[s.last:pos], '\n') >= 0 {
		separator = "\n"
	}
	s.put(separator, pos)
}

// put writes text that stands for nothing in the script, at pos.
func (s *shellReader) put(text string, pos int) {
	s.commands.PutString(text, pos, pos)
}

// at gives a position in the text.
func (s *shellReader) at(p syntax.Pos) int { return min(s.base+int(p.Offset()), len(s.text)) }

// yieldText hands over a text of its own: what goes into a file, a script.
func (s *shellReader) yieldText(text *sources.MappedText, to place) {
	if len(text.Text) > 0 {
		s.yield(&View{MappedText: *text, Format: to.notation(text.Text), Path: to.path})
	}
}
