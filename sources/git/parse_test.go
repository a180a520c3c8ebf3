package git

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"
)

// FuzzParseTree writes what it read again: it must be the same.
func FuzzParseTree(f *testing.F) {
	id := strings.Repeat("\x12", 20)
	f.Add([]byte("100644 a\x00" + id + "40000 b\x00" + id))
	f.Add([]byte("100644 \x00" + id + "120000 ../x\x00" + id + "160000 s\x00" + id))
	f.Add([]byte("100644 a\x00short"))
	f.Add([]byte("8 a\x00" + id))
	f.Fuzz(func(t *testing.T, data []byte) {
		var again []byte
		err := eachEntry(data, func(e treeEntry) {
			again = fmt.Appendf(again, "%o %s\x00%s", e.mode, e.name, e.id)
		})
		if err == nil && len(again) > len(data) {
			t.Errorf("%d bytes became %d", len(data), len(again))
		}
		// Modes may have zeros in front; all else must come back.
		if err == nil && !bytes.Contains(data, []byte("\x00")) && len(data) > 0 {
			t.Error("entries without an end")
		}
		if err == nil && !leadingZeros(data) && !bytes.Equal(data, again) {
			t.Errorf("%q became %q", data, again)
		}
	})
}

func leadingZeros(data []byte) (found bool) {
	rest := data
	_ = eachEntry(data, func(e treeEntry) {
		found = found || rest[0] == '0' && rest[1] != ' '
		rest = rest[e.size:]
	})
	return found
}

// eachEntry reads a tree to its end.
func eachEntry(data []byte, yield func(treeEntry)) error {
	for len(data) > 0 {
		e, ok := parseEntry(data, sha1Size)
		if !ok {
			return errTree
		}
		yield(e)
		data = data[e.size:]
	}
	return nil
}

// FuzzParseText checks that no text of a commit gets lost.
func FuzzParseText(f *testing.F) {
	id := strings.Repeat("12", 20)
	f.Add([]byte("tree " + id + "\nparent " + id + "\nauthor A <a> 1 +0000\ncommitter B <b> 2 -0130\n\nmessage\n"))
	f.Add([]byte("object " + id + "\ntype commit\ntag v1\ntagger A <a> 1 +0000\n\nmessage\n"))
	f.Add([]byte("tree x\nodd\n continued\n\n"))
	f.Add([]byte("tree " + id))
	f.Add([]byte("author <<>> >> 99999999999999999999 +9999\n\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if bytes.Contains(data, []byte("encoding")) || bytes.Contains(data, []byte("gpgsig")) {
			return
		}
		c := parseText(data, sha1Size)
		_, _, _, _ = c.author.name(), c.author.email(), c.author.time(), c.commit.seconds()
		kept := string(c.headers) + "\n" + string(c.message) + "\n" + string(c.author.who) + string(c.author.when) + "\n" + string(c.commit.who) + string(c.commit.when)
		for word := range strings.FieldsSeq(string(data)) {
			switch word {
			case "tree", "parent", "object", "type", "author", "tagger", "committer", "commit", "blob", "tag", id:
				continue
			}
			if _, isID := sha1Size.parse([]byte(word)); !isID && !strings.Contains(kept, word) && !strings.ContainsAny(word, "<>") {
				t.Errorf("%q of %q got lost", word, data)
			}
		}
	})
}

func TestPersonTime(t *testing.T) {
	table := []struct{ line, want string }{
		{"A <a@x> 1600000000 +0200", "2020-09-13T14:26:40+02:00"},
		{"A <a@x> 1600000000 -0330", "2020-09-13T08:56:40-03:30"},
		{"A <a@x> 1600000000", "2020-09-13T12:26:40Z"},
		{"A <a@x> 1600000000 nonsense", "2020-09-13T12:26:40Z"},
		{"A <a@x> 99999999999999 +0000", "0001-01-01T00:00:00Z"},
		{"A <a@x> -1 +0000", "0001-01-01T00:00:00Z"},
		{"nobody", "0001-01-01T00:00:00Z"},
	}
	for _, c := range table {
		if got := parsePerson([]byte(c.line)).time().Format(time.RFC3339); got != c.want {
			t.Errorf("%s: %s, want %s", c.line, got, c.want)
		}
	}
	p := parsePerson([]byte("Ada Odd <x> <ada@example.org> 1 +0000"))
	if p.name() != "Ada Odd <x>" || p.email() != "ada@example.org" {
		t.Errorf("name %q, address %q", p.name(), p.email())
	}
}
