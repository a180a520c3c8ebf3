package shellhistory

import (
	"bytes"
	"encoding/json"
	"iter"
	"strconv"
	"time"
	"unicode/utf16"
	"unicode/utf8"
)

// maxXonshDepth is how deeply a file of xonsh's may be nested: it nests four
// deep itself.
const maxXonshDepth = 100

// parseXonsh reads a session's history that xonsh keeps as JSON
// (xonsh/history/json.py): a list "cmds" of objects with the input "inp", its
// output "out" if that is kept, and when the command began and ended, "ts".
// What comes after a fault in the JSON is given as lines.
func parseXonsh(text []byte) iter.Seq[command] {
	return func(yield func(command) bool) {
		x := xonsh{in: newWalker(text), tokens: json.NewDecoder(bytes.NewReader(text)), yield: yield}
		if x.read() {
			return
		}
		for c := range parseBash(text[x.done:]) {
			c.fragment = x.in.fragment(x.done+int(c.fragment.Offset), x.done+int(c.fragment.Offset)+len(c.fragment.Data))
			if !yield(c) {
				return
			}
		}
	}
}

// xonsh is the state of its parser.
type xonsh struct {
	in     walker
	tokens *json.Decoder
	yield  func(command) bool
	levels []xonshLevel
	found  []xonshString // not given yet
	ran    time.Time     // when the command at hand began
	done   int           // where the text ends that has been given
}

// xonshLevel is an object or list that is open.
type xonshLevel struct {
	object bool
	key    string
	keyAt  int
	isKey  bool // the next string of the object is one
}

// xonshString is a string of the document, without its quotation marks. Typed
// says that it is what was typed or printed; of others the name is given too.
type xonshString struct {
	start, end int
	typed      bool
}

// read reads the document, and says whether there is nothing more to give.
func (x *xonsh) read() (complete bool) {
	for {
		before := int(x.tokens.InputOffset())
		token, err := x.tokens.Token()
		if err != nil {
			return x.done > 0 && len(x.levels) == 0 && blank(x.in.text[before:])
		}
		end := int(x.tokens.InputOffset())
		var here xonshLevel
		if n := len(x.levels); n > 0 {
			here = x.levels[n-1]
			x.levels[n-1].isKey = here.object
		}
		switch t := token.(type) {
		case json.Delim:
			if !x.delimiter(t, here, end) {
				return true
			}
			if len(x.levels) > maxXonshDepth {
				return false
			}
		case string:
			if len(x.found) > maxStandIns && !x.flush() {
				return true
			}
			start := before + bytes.IndexByte(x.in.text[before:end], '"')
			switch {
			case here.isKey:
				here.key, here.keyAt, here.isKey = t, start, false
				x.levels[len(x.levels)-1] = here
			case here.key == "inp" || here.key == "out":
				x.found = append(x.found, xonshString{start + 1, end - 1, true})
			case here.object:
				x.found = append(x.found, xonshString{here.keyAt, end, false})
			default:
				x.found = append(x.found, xonshString{start + 1, end - 1, false})
			}
		case float64:
			if here.key == "ts" && x.ran.IsZero() {
				x.ran = epochSeconds(t)
			}
		}
	}
}

// delimiter opens or closes an object or list. What an object holds is given when
// it ends, or when one begins inside it: only then its time is known.
func (x *xonsh) delimiter(t json.Delim, here xonshLevel, end int) (more bool) {
	if t == '{' || t == '}' {
		if !x.flush() {
			return false
		}
		x.ran, x.done = time.Time{}, end
	}
	if t == '{' || t == '[' {
		x.levels = append(x.levels, xonshLevel{object: t == '{', isKey: t == '{', key: here.key, keyAt: here.keyAt})
	} else {
		x.levels = x.levels[:len(x.levels)-1]
	}
	return true
}

// flush gives the strings that wait.
func (x *xonsh) flush() (more bool) {
	for _, s := range x.found {
		if !x.give(s) {
			return false
		}
	}
	x.found = x.found[:0]
	return true
}

// give gives a string's text.
func (x *xonsh) give(s xonshString) (more bool) {
	c := command{time: x.ran, fragment: x.in.fragment(s.start, s.end)}
	if s.typed {
		var made builder
		made.begin(x.in.text, fileLine{text: x.in.text[s.start:s.end], offset: s.start, number: c.fragment.Line})
		made.unescape(s.start, s.end, jsonEscape)
		column := c.fragment.Column
		c.fragment = made.fragment()
		c.fragment.Column += column
	}
	return blank(c.fragment.Data) || x.yield(c)
}

// jsonEscape undoes an escape of JSON (RFC 8259, section 7).
func jsonEscape(text []byte) (plain string, size int) {
	if len(text) < 2 {
		return "", 0
	}
	switch text[1] {
	case 'n':
		return "\n", 2
	case 't':
		return "\t", 2
	case 'r':
		return "\r", 2
	case 'b':
		return "\b", 2
	case 'f':
		return "\f", 2
	case '"', '\\', '/':
		return oneByte(text[1]), 2
	case 'u':
		r, ok := hexUnit(text)
		if !ok {
			return "", 0
		}
		if low, ok := hexUnit(text[6:]); ok && utf16.IsSurrogate(r) {
			if pair := utf16.DecodeRune(r, low); pair != utf8.RuneError {
				return string(pair), 12
			}
		}
		return string(r), 6
	}
	return "", 0
}

// hexUnit reads "\uXXXX".
func hexUnit(text []byte) (rune, bool) {
	if len(text) < 6 || text[0] != '\\' || text[1] != 'u' {
		return 0, false
	}
	n, err := strconv.ParseUint(string(text[2:6]), 16, 16)
	return rune(n), err == nil
}
